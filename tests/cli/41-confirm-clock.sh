# SPDX-License-Identifier: ISC
# A person confirms the time: what differs from the machine's clock by more than ten minutes is
# refused, and nothing is changed.
set -eu
. "$WELKOM_TESTS/lib.sh"
new_register
machine offset $((m_begin + 3 * days))
expect_exit 3 purge --quiet
picture "$register" > "$scratch/before"

for minutes in 11 -11 1440; do
	expect_exit 1 purge --confirm-clock "$(utc $((3 * days + minutes * 60 + $(spent))))"
	has "$scratch/err" 'more than 10 minutes from what was typed. Nothing was changed.'
	same_files "$register" "$scratch/before"
done
for nonsense in now 2026-13-01T10:00 2026-02-30T10:00 10:00 ''; do
	expect_exit 2 purge --confirm-clock "$nonsense"
	same_files "$register" "$scratch/before"
done
expect_exit 2 purge --dry-run --confirm-clock "$(utc $((3 * days)))"
same_files "$register" "$scratch/before"

expect_exit 0 purge --confirm-clock "$(utc $((3 * days + 9 * 60)))"
expect_lines 1 clock
expect_exit 0 purge

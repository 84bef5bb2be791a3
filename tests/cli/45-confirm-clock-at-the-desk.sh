# SPDX-License-Identifier: ISC
# A person at the desk confirms the time: the same ten minutes as for welkom-purge, a line in the
# ledger, no key asked for, and nothing made in state/, where the desk's account may make nothing.
# Dues are lowered by the next run of the keeper, which the kiosk waits for when its code says so.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Femke Visser' 0612345678
purge --quiet

confirm() {
	on welkom-desk confirm-clock --config "$conf" "$@"
}

# wrong use, and a time that is not the machine's, change nothing
machine offset $((m_begin + 3 * days))
expect_exit 3 purge --quiet
picture "$register" > "$scratch/before"
for nonsense in now 2026-02-30T10:00 10:00 ''; do
	expect_exit 2 confirm "$nonsense"
	has "$scratch/err" 'not a time like'
done
expect_exit 2 confirm
has "$scratch/err" 'after “confirm-clock” comes “YYYY-MM-DDTHH:MM”'
expect_exit 2 confirm "$(utc $((3 * days)))" more
for minutes in 11 -11 1440; do
	expect_exit 1 confirm "$(utc $((3 * days + minutes * 60 + $(spent))))"
	has "$scratch/err" 'more than 10 minutes from what was typed. Nothing was changed.'
done
same_files "$register" "$scratch/before"

# the clock ran three days ahead, and a visit was taken: the person's word ends the doubt
closed C1
inode=$(stat -c %i "$state/clock")
ls -i "$state" > "$scratch/names"
expect_exit 0 confirm "$(utc $((3 * days + 9 * 60)))"
has "$scratch/out" 'The clock is confirmed. The ledger notes it.'
has "$scratch/out" 'code P2'
expect_lines 1 clock
[ "$(stat -c '%i %s %a' "$state/clock")" = "$inode 320 664" ] || fail "state/clock was replaced"
ls -i "$state" | diff "$scratch/names" - || fail "something was made in state/"
closed P2 # three days without a run
expect_exit 0 purge --quiet
open
sign_in 'Jan Jansen' 0612345679
purge --quiet
purge --quiet # the last that lowers for the first word

# that was wrong after all: set back, and confirmed; the keeper lowers the due that is too high
machine offset "$m_begin"
expect_exit 3 purge --quiet
expect_exit 0 confirm "$(utc 0)"
has "$scratch/out" 'code P2'
expect_lines 2 clock
expect_exit 0 purge --quiet
open
machine offset $((m_begin + 14 * days + hours)) up $((14 * days + hours))
expect_exit 0 purge --json
has "$scratch/out" '"keys_left":0'

# after a restart the kiosk waits for a run, whatever a person says
reboot 60 20000001
expect_exit 3 purge --quiet
reboot 60 20000002
expect_exit 0 confirm "$(utc $((14 * days + hours)))"
has "$scratch/out" 'code P1'
closed P1
expect_exit 0 purge --quiet
open

# a broken file is mended; where there is none, only the keeper makes one
printf 'x' > "$state/clock"
closed C1
expect_exit 0 confirm "$(utc $((14 * days + hours)))"
has "$scratch/out" 'The clock no longer keeps the kiosk closed.'
open
rm "$state/clock"
expect_exit 1 confirm "$(utc $((14 * days + hours)))"
has "$scratch/err" 'the next run of welkom-purge makes it anew'
expect_exit 3 purge --quiet
expect_exit 0 confirm "$(utc $((14 * days + hours)))"
expect_exit 0 purge --quiet

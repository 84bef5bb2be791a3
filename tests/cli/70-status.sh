# SPDX-License-Identifier: ISC
# --status says to a monitoring program whether the register forgets: 0 fine, 1 look at it, 2 overdue
# or unusable; and changes nothing.
set -eu
. "$WELKOM_TESTS/lib.sh"
new_register

# status CODE WORDS
status() {
	picture "$register" > "$scratch/before"
	expect_exit "$1" purge --status
	has "$scratch/out" "$2"
	[ "$(wc -l < "$scratch/out")" -eq 1 ] || fail "not one line"
	is_empty "$scratch/err"
	same_files "$register" "$scratch/before"
}

status 0 'OK -: last good purge '
at 0 purge --quiet
status 0 "last good purge $(utc 0 | cut -c 1-16)"

# its silence is noticed after 26 hours
at $((25 * hours)) true
status 0 'OK -:'
at $((27 * hours)) true
status 2 'CRITICAL P2:'
purge --quiet
status 0 'OK -:'

# in doubt, and restarted
machine offset $((m_begin + 40 * hours))
status 1 'WARNING C1:'
has "$scratch/out" 'the clock is in doubt'
at $((27 * hours)) true
reboot 60 20000001
status 1 'WARNING P1:'
purge --quiet --confirm-clock "$(utc $((27 * hours)))"

# 30 days before the review date, and after it
machine up $((27 * hours)) boot "$m_first_boot"
purge --quiet --confirm-clock "$(utc $((27 * hours)))"
at $((140 * days)) purge --quiet
status 0 'OK -:'
at $((155 * days)) purge --quiet
status 1 'WARNING -:'
at $((182 * days)) purge --quiet
status 1 'WARNING R1:'

# a register that is not there
configure "$scratch/nowhere"
expect_exit 2 purge --status
has "$scratch/out" 'CRITICAL S1: '
expect_exit 1 purge

# SPDX-License-Identifier: ISC
# --status says to a monitoring program whether the register forgets: 0 fine, 1 look at it, 2 overdue
# or unusable; and changes nothing.
set -eu
. "$WELKOM_TESTS/lib.sh"
new_register

# the form that monitoring plug-ins have: a word, a text, a bar, and name=value[unit];[ranges]
range='(-?[0-9]*:?-?[0-9]*)'
plugin="^WELKOM (OK|WARNING|CRITICAL) - [^|]+ \\|( [a-z_]+=-?[0-9]+[sB]?(;$range(;$range(;$range)?)?)?)+\$"

# says PATTERN: time goes on while the test runs
says() {
	grep -qE "$1" "$scratch/out" || fail "no “$1” in $(cat "$scratch/out")"
}

# status CODE WORDS
status() {
	picture "$register" > "$scratch/before"
	expect_exit "$1" purge --status
	has "$scratch/out" "$2"
	[ "$(wc -l < "$scratch/out")" -eq 1 ] || fail "not one line"
	grep -qE "$plugin" "$scratch/out" || fail "not the form of a plug-in: $(cat "$scratch/out")"
	is_empty "$scratch/err"
	same_files "$register" "$scratch/before"
}

status 0 'WELKOM OK - last good purge '
says ' last_good_age=[0-9]{1,3}s;7200;93600;0 '
has "$scratch/out" ' overdue_hours=0;;0;0 '
has "$scratch/out" ' review_days=180;30:;0: '
at 0 purge --quiet
status 0 "last good purge $(utc 0 | cut -c 1-14)"

# its silence is worth a look after two hours, and noticed by all after 26
at $((2 * hours - 60)) true
status 0 'OK - '
at $((2 * hours + 60)) true
status 1 'WARNING - P5: no good purge for more than 2 hours'
at $((26 * hours - 60)) true
status 1 'WARNING - P5: '
at $((26 * hours + 60)) true
status 2 'CRITICAL - P2: no good purge for more than 26 hours'
has_not "$scratch/out" P5
says ' last_good_age=93[6-9][0-9]{2}s;7200;93600;0 '
at $((27 * hours)) purge --quiet
status 0 'OK - '

# a run that fails
at $((27 * hours + 60)) true
: > "$store/keys/strange"
expect_exit 1 purge --quiet
status 1 'WARNING - P4: the last purge failed'
says ' last_good_age=[0-9]{2,3}s;7200;93600;0 last_purge_age=[0-9]{1,3}s;;;0 '
rm "$store/keys/strange"
purge --quiet
status 0 'OK - '

# in doubt, and restarted
machine offset $((m_begin + 40 * hours))
status 1 'WARNING - C1: the clock is in doubt'
at $((27 * hours)) true
reboot 60 20000001
status 1 'WARNING - P1: no purge since this machine was started'
has_not "$scratch/out" C1
purge --quiet --confirm-clock "$(utc $((27 * hours)))"

# 30 days before the review date, and after it
machine up $((27 * hours)) boot "$m_first_boot"
purge --quiet --confirm-clock "$(utc $((27 * hours)))"
at $((140 * days)) purge --quiet
status 0 'OK - '
at $((155 * days)) purge --quiet
status 1 'WARNING - R2: the review date is at most 30 days away'
at $((182 * days)) purge --quiet
status 1 'WARNING - R1: the review date has passed'
has_not "$scratch/out" R2

# a register that is not there
configure "$scratch/nowhere"
expect_exit 2 purge --status
has "$scratch/out" 'WELKOM CRITICAL - S1: the register cannot be used'
has "$scratch/out" "(cannot open the register $scratch/nowhere: "
expect_exit 1 purge

# a configuration that cannot be read is said in the same form
echo 'nothing' >> "$conf"
expect_exit 1 purge --status
has "$scratch/out" 'WELKOM WARNING - the configuration cannot be used: '

# SPDX-License-Identifier: ISC
# Only what arrived in the window is shown: not what came in the same hour before or after it, and no
# window is longer than a day, however it is asked for.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Femke Visser' 0612345678
purge > /dev/null

# moment SECONDS: so long after the full hour
moment() {
	date -u -d "@$((begin / 3600 * 3600 + $1))" +%Y-%m-%dT%H:%M:%SZ
}

# shows N FROM TO: so many visits of that window, in seconds after the full hour
shows() {
	expect_exit 0 trace "$(moment "$2")" "$(moment "$3")"
	[ "$(visits)" -eq $1 ] || fail "not $1 visits from $2 to $3"
	has "$state/ledger" "from=$(moment "$2")	to=$(moment "$3")	opened="
}

expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)" --format csv
came=$(sed -n 's/^\([0-9][^,]*\),.*/\1/p' "$scratch/out")
came=$(($(date -u -d "$came" +%s) - begin / 3600 * 3600))
[ $came -ge 600 ] && [ $came -lt 3599 ] || fail "arrived $came seconds after the hour"

shows 1 0 3600
shows 0 0 $came
shows 1 $came $((came + 1))
shows 0 $((came + 1)) 3600
shows 0 -3600 0
shows 0 3600 7200
shows 1 -3600 7200
shows 0 $((came + 1)) $((came + 86401))
shows 1 $came $((came + 86400))
shows 0 $((came - 86400)) $came
shows 1 $((came + 1 - 86400)) $((came + 1))

before=$(ledger_lines)
for to in 86401 90000 864000; do
	expect_exit 2 trace "$(moment 0)" "$(moment $to)"
	is_empty "$scratch/out"
done
# the same with offsets and in local time
expect_exit 2 trace 2026-01-01T00:00+00:00 2026-01-02T00:00-00:01
expect_exit 2 trace 2026-01-01T00:00 2026-01-02T00:01
expect_lines "$before"

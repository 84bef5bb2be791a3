#!/bin/sh
# SPDX-License-Identifier: ISC
# A purge every 50 ms while a kiosk registers visitor after visitor and the hour changes: every
# visitor who was welcomed is in the register, once; nothing is stranded in the inbox.
# FAULT_SECONDS sets how long (usually 8).
set -eu
. "$WELKOM_TESTS/lib.sh"

need_play
new_register
# The clock begins so far back that it is never a day ahead of the times that files are given, which are
# real: one that is just being written must not look old.
begin=$((begin - 48 * hours)) m_begin=$((m_begin - 48 * hours))
machine synced 1 offset $m_begin
purge --quiet
seconds=${FAULT_SECONDS:-8}

# A line with NUMBER stands for each visitor's own.
steps "Visitor NUMBER." "+3161NUMBER" | sed '/^print/d;/^wait Vis/d;/^wait +/d' |
	sed "/^wait You are/a run echo 'Visitor NUMBER.' >> $scratch/welcomed; [ ! -e $scratch/stop ]" \
		> "$scratch/one"
awk -v most=$((seconds * 1000)) '{ lines[NR] = $0 }
	END { for (i = 0; i < most; i++) for (j = 1; j <= NR; j++) {
		line = lines[j]; gsub(/NUMBER/, sprintf("%07d", i), line); print line } }' \
	"$scratch/one" > "$scratch/crowd"

# strike SECONDS: sets the clock so that the full hour strikes that long from now.
strike() {
	machine synced 1 offset $((begin + 3000 - $1 - $(date +%s)))
}

# keep_purging COMMAND...: a purge every 50 ms until the command is true.
keep_purging() {
	until "$@"; do
		kill -0 $crowd 2> /dev/null || fail "the visitors ran out"
		purge --quiet || fail "a purge ended with $?"
		runs=$((runs + 1))
		sleep 0.05
	done
}

someone_since() {
	[ "$(wc -l < "$scratch/welcomed")" -gt "$1" ]
}

time_is_over() {
	[ "$(date +%s)" -ge $end ]
}

# One visitor before all, so that both hours have some however slow the machine is.
strike 1200
purge --quiet
sign_in "Visitor 9999999." "+31619999999"
echo "Visitor 9999999." > "$scratch/welcomed"
# it strikes in the middle of the time
strike $((seconds / 2 + 1))
purge --quiet
begun=$(date +%s)

(
	"$PLAY" -i -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/crowd" -- \
		welkom-kiosk --config "$conf" --language en > "$scratch/screens" 2>&1 || true
) &
crowd=$!

runs=0
end=$((begun + seconds / 2 + 2))
keep_purging time_is_over
# the first who is welcomed from now on may have arrived before it struck, the second has not
keep_purging someone_since $(($(wc -l < "$scratch/welcomed") + 1))
end=$((begun + seconds))
keep_purging time_is_over
: > "$scratch/stop"
wait $crowd
purge > "$scratch/out"

trace "$(hour_from 0)" "$(hour_to 3600)" > "$scratch/sheet" 2> "$scratch/err"
grep -o 'Visitor [0-9]*\.' "$scratch/sheet" | sort > "$scratch/found"
sort "$scratch/welcomed" > "$scratch/acknowledged"
echo "$runs purges; welcomed $(wc -l < "$scratch/acknowledged"), found $(wc -l < "$scratch/found")"
[ -s "$scratch/acknowledged" ] || fail "nobody was welcomed"
[ -z "$(comm -23 "$scratch/acknowledged" "$scratch/found")" ] || fail "a welcomed visitor is lost"
[ -z "$(uniq -d "$scratch/found")" ] || fail "a visitor is there twice"
[ "$(cut -c 1-13 "$scratch/sheet" | grep -c .)" -gt 1 ] || fail "nothing was read"
[ "$(grep -o '^[0-9-]* [0-9]*' "$scratch/sheet" | sort -u | wc -l)" -eq 2 ] ||
	fail "the hour did not change"
expect_count 0 "$inbox/keys" '*'

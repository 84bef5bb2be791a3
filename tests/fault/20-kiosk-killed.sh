#!/bin/sh
# SPDX-License-Identifier: ISC
# The kiosk is killed at any moment, again and again: every visitor who saw the welcome is in the
# register, and both databases are whole. FAULT_ROUNDS sets how often (usually 40).
set -eu
. "$WELKOM_TESTS/lib.sh"

need_play
command -v sqlite3 > /dev/null || skip "there is no sqlite3"
new_register
rounds=${FAULT_ROUNDS:-40}

# NUMBER and PHONE stand for each visitor's own.
steps "Round NUMBER." "+316PHONE" | sed '/^print/d;/^wait Round/d;/^wait +/d' |
	sed "/^wait You are/a run echo 'Round NUMBER.' >> $scratch/welcomed" > "$scratch/one"

# round N: a kiosk with visitors, ended by kill -9 after some hundredths of a second.
round() {
	rm -f "$scratch/pid"
	{
		echo "pid $scratch/pid"
		awk -v round="$1" '{ lines[NR] = $0 }
			END { for (i = 0; i < 15; i++) for (j = 1; j <= NR; j++) {
				line = lines[j]; gsub(/NUMBER/, round "-" i, line)
				gsub(/PHONE/, sprintf("%05d%03d", round, i), line); print line } }' \
			"$scratch/one"
	} > "$scratch/crowd"
	"$PLAY" -i -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/crowd" -- \
		welkom-kiosk --config "$conf" --language en > /dev/null 2>&1 &
	crowd=$!
	until_true test -s "$scratch/pid"
	# every fourth time after a welcome, however slow the machine is
	[ $(($1 % 4)) -ne 0 ] || until_true grep -q "^Round $1-" "$scratch/welcomed"
	# a moment that differs each time: the fault itself, nothing is waited for
	sleep "0.$(printf %03d $(($1 * 37 % 290 + 10)))"
	kill -9 "$(cat "$scratch/pid")" 2> /dev/null || true
	wait $crowd || true
}

: > "$scratch/welcomed"
n=0
while [ $n -lt "$rounds" ]; do
	n=$((n + 1))
	round $n
done
[ "$(sqlite3 "$inbox/db/inbox.db" 'PRAGMA integrity_check')" = ok ] || fail "the inbox is damaged"
purge > "$scratch/out"
[ "$(sqlite3 "$store/db/store.db" 'PRAGMA integrity_check')" = ok ] || fail "the store is damaged"
trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/sheet"
grep -o 'Round [0-9-]*\.' "$scratch/sheet" | sort > "$scratch/found"
sort "$scratch/welcomed" > "$scratch/acknowledged"
echo "$rounds kills; welcomed $(wc -l < "$scratch/acknowledged"), found $(wc -l < "$scratch/found")"
[ -s "$scratch/acknowledged" ] || fail "nobody was welcomed"
[ -z "$(comm -23 "$scratch/acknowledged" "$scratch/found")" ] || fail "a welcomed visitor is lost"
[ -z "$(uniq -d "$scratch/found")" ] || fail "a visitor is there twice"

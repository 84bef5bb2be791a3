#!/bin/sh
# SPDX-License-Identifier: ISC
#
# Usage: SHIM=machine.so [SLOW=slow.so] tests/bench/purge.sh BENCH-FOLDER FOLDER [LINES]
# What a purge takes, with one hour due and with everything due, beside SQLite alone that deletes the
# same rows of a copy of the same register (purge-rival.c). The two take turns, each on a fresh copy,
# synced before it. BENCH-FOLDER has the programs to measure with, FOLDER those of the project; the
# registers lie in TMPDIR. The file LINES gets every single measurement. Not a test: nothing is judged.
# PURGE_ENTRIES: how many entries (usually "10000 100000"); PURGE_RUNS: how often (usually 7).
# PURGE_SYNC_MS: with SLOW, each sync of
# both takes that many milliseconds more, as on a slower disk.
set -eu

bench=$(cd "$1" && pwd)
lines=${3:-}
WELKOM_BIN=$(cd "$2" && pwd)
WELKOM_TESTS=$(cd "$(dirname "$0")/.." && pwd)
export WELKOM_BIN WELKOM_TESTS
. "$WELKOM_TESTS/lib.sh"
WELKOM_SYNC_US=$((${PURGE_SYNC_MS:-0} * 1000))
export WELKOM_SYNC_US
[ -n "$lines" ] || lines=$scratch/lines
master=$scratch/master
empty=$scratch/empty

# time_is SECONDS: that long after the register was filled, to the second.
time_is() {
	machine synced 1 offset $((begin + $1 - $(date +%s))) up $((m_up < $1 ? $1 : m_up))
}

# fresh: the register is a copy of its own of what was filled.
fresh() {
	rm -rf "$register"
	cp -a --reflink=never "$master" "$register"
	sync -f "$register"
}

# fill ENTRIES
fill() {
	rm -rf "$register" "$master"
	cp -a "$empty" "$register"
	time_is 0
	on "$bench/fill-register" --config "$conf" --entries "$1"
	purge --quiet
	mv "$register" "$master"
}

# measure ENTRIES CASE SECONDS: one turn of each
measure() {
	due=$(((begin + $3) / 3600))
	fresh
	time_is "$3"
	echo "$1 $2 purge $(on "$bench/purge-watch" "$store/keys" \
		welkom-purge --config "$conf" --quiet)" >> "$lines"
	rows_left "$2"
	fresh
	echo "$1 $2 rival $(on "$bench/purge-watch" "$store/keys" \
		"$bench/purge-rival" "$store/db/store.db" "$due")" >> "$lines"
	echo "sync $(on "$bench/purge-watch" --sync "$store/keys")" >> "$lines"
}

# measure_wait ENTRIES: others use the databases while everything is purged
measure_wait() {
	fresh
	time_is $((15 * days))
	"$bench/purge-wait" "$inbox/db/inbox.db" "$store/db/store.db" > "$scratch/wait" &
	waiter=$!
	helpers=$waiter
	purge --quiet
	kill -TERM $waiter
	wait $waiter
	helpers=
	echo "wait $1 $(cat "$scratch/wait")" >> "$lines"
}

# rows_left CASE: there are as many key files as there should be
rows_left() {
	case $1 in
	one) expect_count 335 "$store/keys" '*' ;;
	all) expect_count 0 "$store/keys" '*' ;;
	esac
}

: > "$lines"
new_register
[ -z "${SLOW:-}" ] || SHIM="$SHIM $SLOW"
mv "$register" "$empty"
for entries in ${PURGE_ENTRIES:-10000 100000}; do
	fill "$entries"
	for case in one all; do
		runs=${PURGE_RUNS:-7}
		while [ "$runs" -gt 0 ]; do
			case $case in
			one) measure "$entries" one 3600 ;;
			all) measure "$entries" all $((15 * days)) ;;
			esac
			runs=$((runs - 1))
		done
	done
	measure_wait "$entries"
done
echo "# file system: $(stat -f -c %T "$scratch"), $(uname -sr)"
awk -f "$WELKOM_TESTS/bench/purge-table.awk" "$lines"

#!/bin/sh
# SPDX-License-Identifier: ISC
# Whatever bytes arrive, in bursts of all kinds: the kiosk goes on, shows no screen but its own, holds
# nothing in its fields but composed text that may be typed, stores nothing that did not pass the
# screen of the phone number, and forgets. The kiosk runs inside the test (fuzz/bursts), with a time,
# a terminal and visitors that are made up; seven in eight entries are not written to the disk.
# FUZZ_BURSTS sets how many bursts (usually 20000), FUZZ_SEED another course of things.
set -eu
[ ! -w /dev/shm ] || TMPDIR=/dev/shm # memory: no disk is tested here
. "$WELKOM_TESTS/lib.sh"

[ -x "$FUZZ/bursts" ] || skip "fuzz/bursts was not built"
bursts=${FUZZ_BURSTS:-20000}

# The world inside begins with the real clock, on the real machine.
on() {
	"$@"
}
m_begin=0
begin=$(date +%s)
new_register

# play_out SEED BURSTS TERM [LINE]...: with these lines of [kiosk].
play_out() {
	: > "$scratch/said"
	seed=$1
	number=$2
	term=$3
	shift 3
	configure "$register" "$@"
	echo "seed $seed, $number bursts, $term $*"
	# without the console's mouse: its library leaves ten bytes behind, which are not ours
	env TERM="$term" NCURSES_GPM_TERMS=none "$FUZZ/bursts" "$seed" "$number" --config "$conf" 2> "$scratch/said" || {
		cat "$scratch/said" >&2
		fail "seed $seed, $number bursts, $term $*"
	}
	cat "$scratch/said"
}

seed=${FUZZ_SEED:-1}
play_out "$seed" $((bursts / 2)) xterm-256color
play_out $((seed + 1)) $((bursts / 2)) linux "touch = yes" "idle_seconds = 20" \
	"[controller]" "url = https://school.example/visitors"

#!/bin/sh
# SPDX-License-Identifier: ISC
# After reception's screen locked, and after it ended while names were shown, no name, number or
# passphrase is left in its memory.
set -eu
. "$WELKOM_TESTS/lib.sh"

need_play
[ -z "$WELKOM_SANITIZERS" ] || skip "built with sanitizers, which keep what is freed"
[ -x "${RESIDUE:=$(dirname "$PLAY")/residue/residue}" ] || skip "there is no scanner"
export RESIDUE scratch
new_register
# See tests/residue/search.sh. Of a number and a passphrase six characters in a row count, so they have
# the names of codes there (scan.sh).
words_of() {
	case $1 in
	1) name='WGyQYW Ħǧẑŵħǰẍķ' number=0987797879 ;;
	2) name='QgWYkG Ǧẍķŵẑħǰŷ' number=0978797997 ;;
	3) name='YkGQwK Ŵẑǰħķǧẍŷ' number=0979787879 ;;
	esac
	echo "$name" > "$scratch/name"
	printf '%s\n' $number "+31${number#0}" > "$scratch/erase"
}
cp "$passphrase" "$scratch/code"
echo 'kKyQWG Ǧŷẍħẑķŵǰ' > "$scratch/never"
scan="run sh $WELKOM_TESTS/residue/scan.sh"

write_steps() {
	cat <<TEXT
wait start here
pid $scratch/pid
$scan fresh 'nobody was there' name erase code
key Enter
wait Reference
key Enter
wait Which hours?
key Enter
wait Your key
key Enter
wait Your passphrase
type $(cat "$passphrase")
wait ****************************
$scan found 'the passphrase is typed' code
key Esc
wait Which hours?
$scan gone 'the passphrase, Esc' code
key Esc
wait Reference
key Esc
$(to_visits)
$scan gone 'the list, masked' code
key F5
wait $name
$scan found 'the list' name erase
type ${name%% *}
wait ${name%% *}
key Esc
key F8
wait , arrived
type s
wait , arrived
key Esc
wait Only arrival
key F7
wait Make the file
key Enter
wait Say this passphrase
key Enter
wait Only arrival
key F8
wait , arrived
key F10
wait Take the stick out.
$scan gone 'locked' name erase code
key Enter
$(to_visits)
key F5
wait $name
signal TERM
$scan stopped 'ended' name erase code
run kill -CONT \$(cat $scratch/pid)
exit 0
TEXT
}

# all N: everything, with the words of that number.
all() {
	rm -f "$scratch/accident" "$scratch/scans"
	rm -rf "$scratch/home"
	mkdir "$scratch/home"
	words_of "$1"
	sign_in "$name" "$number"
	write_steps > "$scratch/steps"
	HOME=$scratch/home "$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" \
		-e WELKOM_SHIM_OPEN=1 -e WELKOM_SHIM_LOOSE=1 "$scratch/steps" -- \
		welkom-desk --config "$conf" --key "$key" > "$scratch/screens" &&
		[ ! -e "$scratch/accident" ]
}

try=1
until all $try; do
	if [ -e "$scratch/accident" ] && [ $((try += 1)) -le 3 ]; then

		continue
	fi
	[ ! -s "$scratch/blind" ] || skip "the memory cannot be read: $(cat "$scratch/blind")"
	[ ! -s "$scratch/scans" ] || cat "$scratch/scans" >&2
	fail "something is left in memory, or the desk did not do what it should"
done
cat "$scratch/scans"
! grep -qE '^(gone|stopped) [1-9]' "$scratch/scans" || fail "something is left in memory"

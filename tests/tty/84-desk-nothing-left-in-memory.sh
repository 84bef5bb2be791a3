#!/bin/sh
# SPDX-License-Identifier: ISC
# After reception's screen locked, and after it ended while names were shown, no name, number or
# passphrase is left in its memory.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/residue/desk.sh"

write_steps() {
	cat <<TEXT
wait start here
pid $scratch/pid
$scan fresh 'nobody was there' name erase code
$(to_hours)
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
$(ended 'ended')
exit 0
TEXT
}

write_all() {
	write_steps > "$scratch/steps"
	searched "$scratch/steps" --key "$key"
}
search_desk

#!/bin/sh
# SPDX-License-Identifier: ISC
# What was typed and shown when a visitor asked about the own data, is not left in the memory of
# reception's screen: after Esc, F10, the idle lock, the end of it, and while it ends with a letter shown.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/residue/desk.sh"

# found WISH: the steps from the overview to what was found by name.
found() {
	to_whom "$1" 3 "$name"
	cat <<TEXT
key Enter
$(with_key)
wait were found
TEXT
}
# locked TITLE: nothing is left there.
locked() {
	cat <<TEXT
wait Take the stick out.
$scan gone '$1' name erase code
key Enter
wait start here
TEXT
}
to_letter='key Enter
wait Is it really
type 1
wait The answer is ready
type 1
wait In which language
key Enter'
back='key Esc
wait By what do we look?'
front='key Esc
wait What does the visitor want?
key Esc
wait start here'

write_ways() {
	cat <<TEXT
wait start here
pid $scratch/pid
$scan fresh 'nobody was there' name erase code
$(to_whom 1 3 "$name")
$scan found 'the name is typed' name
$back
$scan gone 'the name, Esc' name
$front
$(to_whom 1 2 "$number")
$scan found 'the number is typed' erase
$back
$scan gone 'the number, Esc' erase
$front
$(to_whom 2 1 "$word")
$scan found 'the code is typed' code
key Enter
wait Erase it now?
key Enter
wait start here
$scan gone 'the code, not erased' code
$(to_whom 1 3 "$name")
key Enter
wait Your key
key Enter
wait Your passphrase
type $(cat "$passphrase")
wait ****************************
$scan found 'the passphrase is typed' code
key Esc
wait The whole name
$scan gone 'the passphrase, Esc' name code
$back
$front
# nobody is there any more, before a key was asked for
$(to_whom 1 3 "$name")
$(set_machine hurry 120)
wait start here
$scan gone 'the name, idle' name
$(set_machine hurry 1)
# a letter, as the last word and when nobody is there any more
$(found 1)
$scan gone 'what was found' code
key Enter
wait Is it really
type 2
wait Call this number
$scan found 'the number is called' erase
key F10
$(locked 'called, F10')
$(found 1)
$to_letter
wait $name
$scan found 'the letter' name erase
key Esc
wait Letter to a file
type 2
wait In which language
key Enter
wait Make the file
key Enter
wait The letter is in
key Enter
$(locked 'the letter, Done')
$(found 1)
$to_letter
wait $name
# the page that says so is left too when nobody is there
$(set_machine hurry 120)
wait start here
$scan gone 'the letter, idle' name erase code
$(set_machine hurry 1)
# put right
$(found 3)
key Enter
wait Is it really
type 1
wait The right name
wait $name
$scan found 'the right name' name
key Backspace
type W
key Enter
wait The right phone number
key Enter
wait Before: $name
$scan found 'before and after' name
key Enter
wait It is put right
key Esc
$(locked 'put right, Esc')
key F5
wait State of the register
key Esc
wait start here
$(to_whom 4 1 "$word")
key Enter
wait Erase it now?
type 1
wait It is erased
key Esc
wait start here
$scan gone 'erased by code' name erase code
signal TERM
$(ended 'the desk has ended')
exit 0
TEXT
}
# The end comes while the letter is shown.
write_end() {
	cat <<TEXT
wait start here
pid $scratch/pid
$scan fresh 'nobody was there' name erase code
$(to_whom 1 2 "$number")
key Enter
$(with_key)
wait found
$to_letter
wait Name: ${name%% *}
$scan found 'the letter, at the end' name
signal TERM
$(ended 'ended with a letter')
exit 0
TEXT
}
write_all() {
	write_end > "$scratch/steps"
	searched "$scratch/steps" --key "$key" || return 1
	write_ways > "$scratch/steps"
	searched "$scratch/steps" --key "$key"
}
search_desk

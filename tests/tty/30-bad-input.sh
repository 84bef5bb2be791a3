#!/bin/sh
# SPDX-License-Identifier: ISC
# What is no name or no number is refused while typing or with one sentence; the text stays for
# correction, and nothing is stored until it is good. A number of an unusual length is asked about
# once, and kept when it comes again unchanged.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
long=$(printf 'é%.0s' $(seq 1 70))
cat > "$scratch/bad" <<TEXT
wait Start
key Enter
wait Sign in
key Enter
wait Your name
key Enter
wait Please type your name.
type \\x20\\x20\\x20
key Enter
wait Please type your name.
key Backspace 3
type \\u{301}\\u{202e}\\u{200b}\\x07\\xff\\xfe\\xc3(
type End
wait End
cursor-after End
expect-not \u{202e}
key Home
key Delete 9
wait-gone End
type $long
wait No more letters fit here.
key Home
key Delete 80
type Ok
key Enter
wait Your phone number
key Enter
wait Please type your phone number.
type 612345678
key Enter
wait From which country
key Esc
wait Your phone number
key Home
type 0
key End
type x
key Enter
wait It can only have digits
expect 0612345678x
key Backspace
type 9999999999999999999999999
key Enter
wait This number is too long
key Backspace 25
key Backspace 6
key Enter
wait Is this number complete?
expect 0612
type 3
key Enter
type 45678
wait 0612345678
key Enter
wait You are signed in
key Enter
wait Start
key Enter
wait Sign in
key Enter
wait Your name
type Ko
key Enter
wait Your phone number
type 06 123 456
key Enter
wait Is this number complete?
expect 06 123 456
key Enter
wait You are signed in
key Enter
wait Start
$leave
TEXT
kiosk "$scratch/bad"
trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/sheet" 2> "$scratch/err"
has "$scratch/sheet" "Ok "
has "$scratch/sheet" "+31612345678"
has "$scratch/sheet" "Ko "
has "$scratch/sheet" "+316123456"
has "$scratch/err" "2 visits"

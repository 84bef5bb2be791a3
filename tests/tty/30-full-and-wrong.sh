#!/bin/sh
# SPDX-License-Identifier: ISC
# A field that was full when Enter was pressed says what is wrong with its text, not that it is full;
# so does that of an erasure code, where in the plain display the cursor is put on the sentence too.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
number=$(printf 'x%.0s' $(seq 1 70))
code=$(printf '7%.0s' $(seq 1 40))
cat > "$scratch/full" <<TEXT
wait Start
key Enter
wait Before you type anything
key Enter
wait Your name
type Jan
key Enter
wait Your phone number
type $number
wait No more letters fit here.
key Enter
wait It can only have digits
key Esc
wait Your name
key Esc
wait Before you type anything
key Esc
wait Start
key Left
key Enter
wait Type the code
type $code
wait No more letters fit here.
key Enter
wait There is a mistake in this code.
key F3 3
wait F3 Standard
key Enter
cursor-on There is a mistake
type 7
cursor-after 7777
$leave
TEXT
kiosk "$scratch/full"

#!/bin/sh
# SPDX-License-Identifier: ISC
# Every size from 40x12 on shows the whole way; below it there is a plain request to enlarge; a
# resize at any moment loses nothing that was typed.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
cat > "$scratch/sizes" <<TEXT
resize 40x12
wait Start
key Enter
wait > Sign in
expect No thanks
expect Read all
expect More below
key PgDn
wait You may say no and still come in.
resize 39x12
wait Please enlarge this window
resize 40x11
wait Please enlarge this window
resize 5x2
resize 1x1
resize 300x100
wait > Sign in
key Enter
wait Your name
type Wanda
resize 40x12
wait Wanda
resize 20x5
wait Please enlarge
type x
resize 80x24
wait Wandax
key Backspace
key Enter
wait Your phone number
resize 40x12
type 123
key Enter
wait From which country
key Enter
wait 123
wait Netherlands +31 1 23
key Enter
wait Is this number complete?
key Backspace 3
type +31612345678
key Enter
wait You are signed in
resize 80x24
wait You are signed in
key Enter
wait Start
$leave
TEXT
kiosk "$scratch/sizes"
trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/sheet"
has "$scratch/sheet" "Wanda  "

#!/bin/sh
# SPDX-License-Identifier: ISC
# What is pasted is text for one field, up to its first line break: it never presses a key, never goes
# on to another screen, and never locks the kiosk. What follows Enter in one burst is dropped too.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register

# Marked as a paste by the terminal.
cat > "$scratch/marked" <<TEXT
wait Start
key Enter
wait Before you type anything
key Enter
wait Your name
type \\e[200~Paste Person\\x0d\\e[201~
cursor-after Paste Person
expect Your name
type ality
wait Paste Personality
key Backspace 20
type \\e[200~\\x0d\\n\\n First\\x0dSecond\\x0d+31612345678\\x0d\\e[201~
wait First
expect-not Second
expect Your name
expect-not 316
key Backspace 10
wait-gone First
# tabs are blanks; controls, keys, clicks, bidi controls and broken UTF-8 are nothing
type \\e[200~a\\tb\\x01\\x03\\x1a\\x7fc\\e\\eOP\\e[D\\e[3~\\e[<0;3;24M\\e[5~d\\u{202e}e\\u{2066}\\u{200e}f\\xff\\xc3\\x08g\\e[201~
wait a bcdefg
cursor-after a bcdefg
expect Your name
key Backspace 20
wait-gone a bcdefg
# more than fits
type \\e[200~$(printf 'wide%.0s' $(seq 1 2000))\\x0d\\x0d\\x0d\\e[201~
wait No more letters fit here.
expect Your name
key Home
key Delete 200
# an end without a beginning, a beginning in a paste
type x\\e[201~y\\e[200~z\\e[200~w\\x0d\\e[201~v
wait xyzwv
key Backspace 5
# without its end: after a second without a key they work again
type \\e[200~Open End
wait Open End
run sleep 2
key Backspace 4
wait-gone End
key Enter
wait Your phone number
type \\e[200~0612345678\\x0d\\n0687654321\\x0d\\e[201~
wait 0612345678
expect-not 0687
expect Your phone number
key Enter
wait You are signed in
key Enter
wait Start
$leave
TEXT
kiosk "$scratch/marked"
trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/sheet"
has "$scratch/sheet" "Open  "
has "$scratch/sheet" "+31612345678"
has_not "$scratch/sheet" "Person"

# Not marked: the first Enter is a key; what comes behind it in the burst was meant for no screen that
# anybody had seen.
cat > "$scratch/burst" <<TEXT
wait Start
key Enter
wait Before you type anything
key Enter
wait Your name
type Burst Person\\x0d0612345671\\x0d\\x0d\\x0d
wait Your phone number
expect-not 061
type 0612345679
wait 0612345679
expect Your phone number
key Enter
wait You are signed in
key Enter
wait Start
type \\x0d\\x0d\\x0dAll at once\\x0d0612345672\\x0d
wait Before you type anything
expect-not All at once
alive
key Esc
wait Start
$leave
TEXT
kiosk "$scratch/burst"
trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/sheet"
has "$scratch/sheet" "Burst Person"
has "$scratch/sheet" "+31612345679"
has_not "$scratch/sheet" "+31612345671"
has_not "$scratch/sheet" "+31612345672"

# Where there is no field a paste presses at most one button, although the rest of it comes when the
# next page is there already; afterwards keys work again.
cat > "$scratch/buttons" <<TEXT
wait Start
type \\e[200~\\x0d\\x0d\\e[201~
expect Start
type \\e[200~1 1$(printf '1 %.0s' $(seq 1 3000))
wait Before you type anything
type 1 1\\x0d\\x0d 1\\e[201~
expect-not Your name
key Enter
wait Your name
key Esc
wait Before you type anything
key Esc
wait Start
type \\e[200~1
wait Before you type anything
type \\x0d
run sleep 2
expect Before you type anything
key Enter
wait Your name
$leave
TEXT
kiosk "$scratch/buttons"

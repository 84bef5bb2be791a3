#!/bin/sh
# SPDX-License-Identifier: ISC
# The plain display, for braille and speech: no boxes, one thing a line, the field behind its label,
# digits that choose, the cursor on an error until a key is pressed; while somebody types nothing is
# sent but what was typed. With NO_COLOR no display sends a colour.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
esc=$(printf '\033')

cat > "$scratch/plain" <<TEXT
wait Start
key F3 3
wait 1  Start
print plain
expect 2  English
cursor-on >
type 1
wait 1  Sign in
print plain
type 3
wait Privacy notice
print plain
type 1
wait 2  No thanks
type 2
wait Nothing was stored
type 1
wait Start
key F3 3
wait 1  Start
type 1
wait 1  Sign in
type 1
wait Your name
cursor-after Your name
print plain
type A
wait Your name  A
expect-not Nothing
record $scratch/typing
type n
wait Your name  An
type n
wait Your name  Ann
expect-not Nothing
run test \$(wc -c < $scratch/typing) -le 2
run test \$(wc -c < $scratch/typing) -le 2
cursor-after Your name  Ann
record $scratch/erasing
key Backspace
wait-gone Ann
expect-not Nothing
run test \$(wc -c < $scratch/erasing) -le 3
run test \$(wc -c < $scratch/erasing) -le 16
key Backspace 2
key Enter
wait Please type your name.
cursor-on Please
print plain
type B
wait Your name  B
cursor-after Your name  B
wait-gone Please type your name.
click Your name
key Home
type A
wait Your name  AB
key Tab
wait >
cursor-on >
click AB
type C
wait Your name  ABC
key Enter
wait Your phone number
expect-not ABC
type 1x2
key Enter
wait It can only have digits
cursor-on Please check
print plain
key End
cursor-after 1x2
key Backspace 3
type 0612345678
wait Your phone number  0612345678
key Enter
wait Netherlands +31 6 12 34 56 78
wait Is this number right?
key Enter
wait You are signed in
print plain
type 1
wait Start
key F3 3
wait 1  Start
type 7
wait Type the code
print plain
key Esc
wait Start
$leave
TEXT
kiosk "$scratch/plain"
! grep -q '[┌┐└┘─│█]' "$scratch/screens" || fail "there are boxes in the plain display"

# colours FILE: the colours that were sent, as numbers of SGR; 39 and 49 are none.
colours() {
	LC_ALL=C grep -ao "$esc\[[0-9;]*m" "$1" | tr -cs '0-9' '\n' |
		awk '$1 >= 30 && $1 != 39 && $1 != 49' | sort -u
}

# Every display is drawn anew: when the size changes.
cat > "$scratch/displays" <<TEXT
wait Start
key F3
wait F3 Contrast
record $scratch/large
resize 100x30
expect-not Nothing
record /dev/null
key F3
wait F3 Plain
record $scratch/contrast
resize 80x24
expect-not Nothing
record /dev/null
key F3
wait F3 Standard
record $scratch/plain
resize 100x30
expect-not Nothing
record /dev/null
key F3
wait F3 Larger
record $scratch/standard
resize 80x24
key Enter
wait Before you type anything
key Enter
wait Your name
type Name
wait Name
key Tab
wait >  Next
expect-not Nothing
$leave
TEXT
kiosk "$scratch/displays"
for display in large contrast standard; do
	[ -n "$(colours "$scratch/$display")" ] || fail "the display $display has no colours"
done
[ -z "$(colours "$scratch/plain")" ] || fail "the plain display sends colours"

NO_COLOR=1 kiosk "$scratch/displays"
for display in large contrast standard plain; do
	[ -s "$scratch/$display" ] || fail "nothing was recorded of $display"
	[ -z "$(colours "$scratch/$display")" ] || fail "NO_COLOR: colours in the display $display"
done

#!/bin/sh
# SPDX-License-Identifier: ISC
# Visits read aloud at reception's screen: one at a time, digits in groups, the name spelled on a key;
# nothing is written, and nothing stays.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
sign_in "Zoë Nguyễn" "+31 6 1234 5678"
at 60 true
sign_in "Hans Dampf" "+31 6 8765 4321"

cat > "$scratch/aloud" <<TEXT
$(to_visits)
key F8
wait 1 of 2, arrived
expect Call back on a number you looked up. The authority calls the visitors, you do not.
expect Zoë Nguyễn
expect █
expect-not Hans
type s
wait Z   o   ë       N   g   u   y   ễ   n
type s
wait Zoë Nguyễn
key Space
wait 2 of 2, arrived
expect Hans Dampf
expect-not Zoë
key Backspace
wait 1 of 2, arrived
resize 40x12
wait Zoë Nguyễn
expect +31 6 12 34 56 78
resize 80x24
wait 1 of 2, arrived
key Space
wait 2 of 2, arrived
key Space
wait Only arrival is recorded
expect-not Zoë
key F8
wait 1 of 2, arrived
key F10
wait Take the stick out.
raw-residue Zo
raw-residue Hans
$leave
TEXT
desk "$scratch/aloud" --key "$key"
expect_lines 1 open
expect_lines 0 export

# With the authority's number configured it stands there.
sed 's/^\[kiosk\]/health_authority_phone = +31 88 111 22 33\n&/' "$conf" > "$scratch/changed"
cat "$scratch/changed" > "$conf"
cat > "$scratch/number" <<TEXT
wait start here
key Enter
wait call back on +31 88 111 22 33
key Esc
$(to_visits)
key F8
wait Call back on +31 88 111 22 33.
$leave
TEXT
desk "$scratch/number" --key "$key"

#!/bin/sh
# SPDX-License-Identifier: ISC
# The visits of a window at reception's screen: noted before the first name, masked until somebody
# reveals them, searched while it is typed, widened with a line of its own, and gone on locking.
set -eu
. "$WELKOM_TESTS/lib.sh"

in_the_morning
new_register
configure "$register" 'idle_seconds = 20'
sign_in "Zoë Nguyễn" "+31 6 1234 5678"
at 60 true
sign_in "Hans Dampf" "+31 6 8765 4321"

cat > "$scratch/visits" <<TEXT
$(to_visits)
run grep -q 'reason=contact-tracing.*opened=2' $state/ledger
expect 2 visits
expect Z••
expect N•••••
expect H•••
expect ••78
expect ••21
expect-not Zoë
expect-not Hans
expect-not 5678
cursor-on >
key Enter
wait Zoë Nguyễn
expect +31 6 12 34 56 78
expect-not Hans
expect-not +31 6 87
key Enter
wait-gone Zoë
type han
wait 1 of 2 visits
expect H•••
expect-not Z••
key Backspace 3
wait Z••
type NGUYE
wait 1 of 2 visits
expect Z••
key Esc
wait H•••
type 06 1234
wait 1 of 2 visits
expect ••78
key Esc
wait H•••
key F5
wait Zoë Nguyễn
wait Hans Dampf
key F6
wait F6 By time
key F5
wait-gone Hans
key F9
wait All that was found in these hours is shown.
key Esc
wait Only arrival is recorded
resize 40x12
wait ••78
resize 80x24
wait ••78
key F10
wait Take the stick out.
raw-residue Zo
raw-residue Hans
raw-residue 5678
key Enter
wait start here
expect Ledger: 2 lines, whole
signal HUP
exit 0
TEXT
desk "$scratch/visits" --key "$key"
expect_lines 1 open

# Two hours more are another opening; a day is the most.
cat > "$scratch/wider" <<TEXT
$(to_hours GGD-2026/118)
key Down
key Right 10
wait 10:00
key Enter
$(with_key)
wait came before 10:00
expect GGD-2026/118
type +
wait came before 08:00
expect 2 visits
$leave
TEXT
at $((4 * hours)) true
desk "$scratch/wider" --key "$key"
expect_lines 3 open
[ "$(grep -c 'reference=GGD-2026/118' "$state/ledger")" -eq 2 ] || fail "not both have the reference"

# Another reason: one at a time, never all at once.
cat > "$scratch/access" <<TEXT
wait start here
type 2
wait Why are visits opened?
key Enter
wait Reference
type nobody
key Enter
wait with at least one digit
key Esc
wait Why are visits opened?
expect-not with at least one digit
key Enter
wait Reference
key Enter
wait Which hours?
key Enter
$(with_key)
wait Only arrival is recorded
expect-not F5 Show all
key F5
key Down
key Enter
wait Hans Dampf
expect-not Zoë
key F10
wait Take the stick out.
$leave
TEXT
desk "$scratch/access" --key "$key"
grep -q 'reason=access' "$state/ledger" || fail "the reason is not in the ledger"

# Without a ledger line no name: the ledger cannot be written.
mv "$state/ledger" "$scratch/ledger"
mkdir "$state/ledger"
cat > "$scratch/no-line" <<TEXT
$(to_hours R-1)
key Enter
$(with_key)
wait Please read this
key Enter
wait The visits cannot be opened
expect-not Z••
$leave
TEXT
desk "$scratch/no-line" --key "$key"
rmdir "$state/ledger"
mv "$scratch/ledger" "$state/ledger"

# Nobody is there: announced, then locked. Time passes quickly only then, and less so where a key must
# come in time.
cat > "$scratch/idle" <<TEXT
$(to_visits)
$(set_machine hurry 12)
wait Are you still there?
expect-not Z••
key Space
wait Z••
$(set_machine hurry 25)
wait Are you still there?
wait Take the stick out.
raw-residue Z••
wait start here
$leave
TEXT
desk "$scratch/idle" --key "$key"

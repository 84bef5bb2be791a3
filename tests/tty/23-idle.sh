#!/bin/sh
# SPDX-License-Identifier: ISC
# A screen that nobody touches warns, can be extended with a key, and is then cleared with all that
# was typed; the end screen goes by itself. Time passes 25 times faster here.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
configure "$register" "idle_seconds = 20"
machine hurry 25
cat > "$scratch/idle" <<TEXT
wait Start
key Enter
wait Sign in
key Enter
wait Your name
type Wilhelmina
wait Wilhelmina
wait Are you still there?
expect-not Wilhelmina
key Space
wait Wilhelmina
expect-not Are you still there?
wait Are you still there?
wait Start
raw-residue Wilhelmina
key Enter
wait Sign in
wait Are you still there?
wait Start
$(steps Beatrix +31612345678 | sed '1d;/^print/q')
wait Start
$leave
TEXT
kiosk "$scratch/idle"
trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/sheet"
has "$scratch/sheet" Beatrix
has_not "$scratch/sheet" Wilhelmina

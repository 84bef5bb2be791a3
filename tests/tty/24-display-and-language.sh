#!/bin/sh
# SPDX-License-Identifier: ISC
# F1, F2 and F3 work on every screen, keep what was typed, and are reset for the next visitor.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
cat > "$scratch/display" <<TEXT
wait Start
expect F2 Nederlands
key F2
wait Beginnen
expect F2 Français
key Enter
wait Aanmelden
key Enter
wait Uw naam
type Jip
key F1
wait Met Enter gaat u verder
expect-not Jip
key Enter
wait Uw naam
wait Jip
key F3
wait █
wait Jip
key Enter
wait Uw telefoonnummer
key Enter
wait Typ uw telefoonnummer
key F3
wait F3 Eenvoudig
key F3
wait-gone ┌
expect-not █
expect Aanmelden
key F3
wait ┌
key Esc
wait Uw naam
key Esc
wait Aanmelden
expect-not Jip
key Esc
wait Start
expect-not Beginnen
$leave
TEXT
kiosk "$scratch/display"

# Chosen on the welcome screen and left: the next visitor finds it as usual. Time passes 25 times
# faster here.
configure "$register" "idle_seconds = 20"
machine hurry 25
cat > "$scratch/left" <<TEXT
wait Start
key F2
wait Beginnen
key F3
wait █
key Right
wait Start
expect-not █
wait >  Start
$leave
TEXT
kiosk "$scratch/left"

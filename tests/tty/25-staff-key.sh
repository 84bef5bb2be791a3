#!/bin/sh
# SPDX-License-Identifier: ISC
# The staff key ends the kiosk with exit status 10: on the welcome screen only, open or closed, and
# only where it is configured. On every other screen it does nothing, and what was typed stays.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register

# Without the setting it is a key without a meaning.
cat > "$scratch/none" <<TEXT
wait Start
key F12
key F5
key Left
wait > Erase my entry
alive
$leave
TEXT
kiosk "$scratch/none"

# With it: nothing on any other screen.
configure "$register" 'staff_key = F12'
cat > "$scratch/elsewhere" <<TEXT
wait Start
key F1
wait Backspace removes
key F12
key F12
alive
key Enter
wait Start
key Enter
wait Before you type anything
key F12
key Right
wait > No thanks
key Left
wait > Sign in
key Enter
wait Your name
type Quiet
wait Quiet
key F12
type ly
wait Quietly
key Enter
wait Your phone number
key F12
type 06 12 34 56 78
wait 06 12 34 56 78
key Enter
wait You are signed in
key F12
alive
key Enter
wait Start
key Left
wait > Erase my entry
key Enter
wait Type the code
key F12
type A
alive
key Esc
wait Start
$leave
TEXT
kiosk "$scratch/elsewhere"

# Another function key is not it; this one is.
cat > "$scratch/welcome" <<TEXT
wait Start
key F11
key Left
wait > Erase my entry
alive
key F12
exit 10
TEXT
kiosk "$scratch/welcome"

# Closed: reception needs the desk then more than ever.
rm "$state/last-purge"
cat > "$scratch/closed" <<TEXT
wait Please go to reception
key F12
exit 10
TEXT
kiosk "$scratch/closed"

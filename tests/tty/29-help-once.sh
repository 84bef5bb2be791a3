#!/bin/sh
# SPDX-License-Identifier: ISC
# Help is there once, however often its key is pressed: one Back leads to what was typed. Otherwise a
# key held down would heap up screens, each with an idle time of its own, until the stack is full.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
cat > "$scratch/help" <<TEXT
wait Start
key Enter
wait Before you type anything
key Enter
wait Your name
type Held
wait Held
key F1
wait Type with the keyboard
key F1
key F2
wait Hulp
key F1
key F2 4
wait Type with the keyboard
key Enter
wait Your name
wait Held
key Enter
wait Your phone number
$leave
TEXT
kiosk "$scratch/help"

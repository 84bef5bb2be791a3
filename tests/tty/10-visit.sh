#!/bin/sh
# SPDX-License-Identifier: ISC
# A visitor is told why and until when, types two things, and is welcomed with the moment of
# destruction and an erasure code; afterwards nothing of it is on the screen.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
cat > "$scratch/visit" <<TEXT
wait Start
cursor-on >
expect Test school
expect-not Trial
key Enter
wait Before you type anything
expect Why:
expect only your name, phone number and time of arrival
expect only reception (Test school)
expect You may say no and still come in.
expect Sign in
expect No thanks
expect > Sign in
cursor-on >
key Right
wait > No thanks
cursor-on >
key Left
wait > Sign in
key Enter
wait Your name
type Zoë Nguyễn-O'Brien
cursor-after O'Brien
key Left 2
type é
wait O'Briéen
key Backspace
wait O'Brien
key Enter
wait Your phone number
expect-not Zoë
type 06 12 34 56 78
wait 06 12 34 56 78
key Esc
wait Your name
wait Zoë Nguyễn-O'Brien
key Enter
wait 06 12 34 56 78
key Enter
wait You are signed in
expect before
expect-not Zoë
expect-not 06 12
key Enter
wait Start
raw-residue Nguy
raw-residue 0612345678
$leave
TEXT
kiosk "$scratch/visit"

# The promise on the screen: the hour of arrival, 14 days and one hour later, in local time.
sign_in "Second Visitor" "+31 6 1234 5670"
trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/sheet"
has "$scratch/sheet" "Zoë Nguyễn-O'Brien"
has "$scratch/sheet" "+31612345678"
has "$scratch/sheet" "+31612345670"
has "$scratch/screens" "before $(date -u -d "@$(((begin / 3600 + 336 + 1) * 3600))" +%H:%M)"

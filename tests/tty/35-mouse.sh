#!/bin/sh
# SPDX-License-Identifier: ISC
# Everything that is drawn to be pressed can be clicked: buttons, languages, the field, the keys in the
# bars. A click elsewhere, another button, a click of another terminal's making and garbage do nothing,
# and never type anything.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
cat > "$scratch/clicks" <<TEXT
wait Start
click Test school
click Please sign in
run sleep 0.1
expect > *Start
click Nederlands
wait Beginnen
click Polski
wait Rozpocznij
click English
wait Start
click F1
wait Help
click >  Back  <
wait Start
click F2
wait Beginnen
click F2
wait Commencer
click English
wait Start
click F3
wait F3 Contrast
click F3
wait F3 Plain
click F3
wait F3 Standard
click 2  English
click 3  Nederlands
wait 1  Beginnen
click 2  English
wait 1  Start
click F3
wait F3 Larger
click Erase my entry
wait Type the code
click Back
wait Start
click Start
wait Before you type anything
click No thanks
wait Nothing was stored
click Done
wait Start
click Start
wait Before you type anything
click Read all
wait Privacy notice
click Back
wait Before you type anything
click Sign in
wait Your name
type Mous
key Tab
wait > *Next
type e
click Your name
type e
wait > *Next
click │ Mous
wait-gone >
type e
cursor-after Mouse
# the old encoding, other buttons, wheel, release, beyond the screen, broken off
type \\e[M !!
type \\e[M\\x20\\xff\\xff
type \\e[M\\x20\\x22
run sleep 1
type \\e[<2;40;14M\\e[<64;10;13M\\e[<0;10;13m\\e[<0;0;0M\\e[<0;999;999M\\e[<0;10M\\e[<M\\e[<99999999999999999999;1;1M
type \\e[<0;10
run sleep 1
type !
cursor-after Mouse!
expect Your name
key Backspace
click Next
wait Your phone number
type 0612345678
click Sign in
wait You are signed in
click Done
wait Start
type \\e[<0;10
run sleep 0.1
$leave
TEXT
sed -i 's/> \*/>  /' "$scratch/clicks"
kiosk "$scratch/clicks"
trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/sheet"
has "$scratch/sheet" "Mouse  "

# On any terminal reports of both kinds are clicks and type nothing, nor do keys of a terminal that it
# is not.
printf '#!/bin/sh\nexec "%s" -t linux "$@"\n' "$PLAY" > "$scratch/play"
chmod +x "$scratch/play"
PLAY=$scratch/play
cat > "$scratch/console" <<TEXT
wait Start
key Enter
wait Before you type anything
key Enter
wait Your name
type abc
type \\e[<0;5;5M\\e[<0;5;5m
type \\e[M !!\\e[M#!!
type \\eOP
wait abc
run sleep 0.2
key End
cursor-after abc
type \\e[1;5Dx
wait xabc
type \\e[1;
type 5Cy
wait xabcy
key Backspace
key Home
key Delete
cursor-on abc
key Enter
wait Your phone number
key Esc
wait Your name
wait abc
type \\e[M\\x20<-
wait Before you type anything
key Enter
wait Your name
type \\e[<0;28;13M
wait Before you type anything
$leave
TEXT
kiosk "$scratch/console"

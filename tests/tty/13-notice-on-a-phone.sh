#!/bin/sh
# SPDX-License-Identifier: ISC
# Where an address is configured and there is room, the full notice offers a QR code of it, which a
# camera reads; Back and Esc go back to the notice; a screen that gets too small, or plain, has the
# address as text. Without an address, without room, without colour nothing is offered.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
url=https://school.example/visitors
with_url() {
	configure "$register"
	sed "s|^contact = .*|&\nurl = $1|" "$conf" > "$scratch/changed"
	cat "$scratch/changed" > "$conf"
}

# The steps from the beginning to the full notice.
to_notice='wait Start
key Enter
wait Read all
type 3
wait Privacy notice'

# nothing [OPTION-OF-PLAY]...: the full notice has no second button, and its key does nothing.
nothing() {
	printf '%s\n' "$to_notice" 'expect > Back' 'expect-not On my phone' 'type 2' \
		'expect Privacy notice' "$leave" > "$scratch/nothing"
	"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$@" \
		"$scratch/nothing" -- welkom-kiosk --config "$conf" --language en > "$scratch/out" ||
		fail "a code is offered, or the notice is gone: $*"
}

need_play
nothing # there is no address
with_url $url
nothing -s 40x12
nothing -e NO_COLOR=1
nothing -t vt100

cat > "$scratch/phone" <<TEXT
$to_notice
expect > Back
type 2
wait Read it on your phone
expect Point the camera of your phone at
expect $url
expect > Back
cursor-on >  Back
cell ████████ bold
print code
svg $scratch/short.svg
key Enter
wait Privacy notice
key Tab
wait > On my phone
key Enter
wait Read it on your phone
key Esc
wait Privacy notice
type 2
wait Read it on your phone
key F3
wait F3 Contrast
wait ████████
svg $scratch/large.svg
key F3
wait F3 Plain
wait ████████
svg $scratch/contrast.svg
key F3
wait F3 Standard
wait-gone ██
expect $url
expect-not Please enlarge this window
expect-not Point the camera
key F3
wait ████████
resize 40x12
wait Please enlarge this window
expect $url
expect-not ██
resize 39x12
wait Please enlarge this window
resize 160x50
wait Point the camera
wait ████████
svg $scratch/wide.svg
key F2
wait > Terug
wait ████████
type 1
wait Privacyverklaring
key Esc
wait Aanmelden
$leave
TEXT
kiosk "$scratch/phone"

# On the full notice the second button goes when there is no more room for the code, with the focus.
cat > "$scratch/shrink" <<TEXT
$to_notice
key Tab
wait > On my phone
resize 40x12
wait > Back
expect-not On my phone
key Enter
wait > Sign in
$leave
TEXT
kiosk "$scratch/shrink"

# Nobody there: the warning, then the welcome screen.
configure "$register" "idle_seconds = 20"
sed "s|^contact = .*|&\nurl = $url|" "$conf" > "$scratch/changed"
cat "$scratch/changed" > "$conf"
machine hurry 25
cat > "$scratch/idle" <<TEXT
$to_notice
type 2
wait Read it on your phone
wait Are you still there?
expect-not ████████
key Space
wait Read it on your phone
wait ████████
wait Are you still there?
wait Start
$leave
TEXT
kiosk "$scratch/idle"
machine hurry 1

# The longest address that can be configured.
long=$url/$(printf '%068d' 0 | tr 0 x)
[ ${#long} -eq 100 ] || fail "the long address has ${#long} bytes"
with_url "$long"
printf '%s\n' "$to_notice" 'type 2' 'wait Read it on your phone' "expect > Back" "print long" \
	"svg $scratch/long.svg" "$leave" > "$scratch/long"
kiosk "$scratch/long"

command -v rsvg-convert > /dev/null || skip "there is no rsvg-convert to see the codes with"
command -v zbarimg > /dev/null || skip "there is no zbarimg to read the codes with"
for name in short large contrast wide long; do
	rsvg-convert "$scratch/$name.svg" > "$scratch/$name.png" || fail "$name is no picture"
	wanted=$url
	[ $name != long ] || wanted=$long
	zbarimg --quiet --raw "$scratch/$name.png" > "$scratch/read" 2> "$scratch/err" ||
		fail "nothing can be read in $name"
	[ "$(cat "$scratch/read")" = "$wanted" ] || fail "$name says $(cat "$scratch/read")"
done

#!/bin/sh
# SPDX-License-Identifier: ISC
# A Linux console is asked for its font: a language whose letters it lacks is not offered, neither on
# the welcome screen nor at F2; of a name, what it lacks is shown as "?" with a note, and kept as it
# was typed. With the font that the manual recommends nothing is missing.
set -eu
. "$WELKOM_TESTS/lib.sh"
FONT=${FONT:-}
[ -f "$FONT" ] || skip "there is no font.so"

new_register
need_play

# console FONT SCRIPT: a kiosk on a console with the font data/font-FONT.txt; "none": on another
# terminal, which cannot be asked.
console() {
	font=$WELKOM_TESTS/data/font-$1.txt
	preload=$SHIM:$FONT
	[ "$1" != none ] || preload=$SHIM
	"$PLAY" -l 20 -t linux -e LD_PRELOAD="$preload" -e WELKOM_SHIM="$scratch/machine" \
		-e WELKOM_FONT="$font" "$2" -- welkom-kiosk --config "$conf" --language en ||
		fail "the kiosk did not do what $2 says with the font $1"
}

# to_name: from Start to the screen of the name.
to_name='key Enter
wait Before you type anything
key Enter
wait Your name'

# Western Europe: no Polish, and no Polish letters.
cat > "$scratch/lat15" <<TEXT
wait Start
expect Nederlands
expect Français
expect Deutsch
expect-not Polski
expect F2 Nederlands
key F2
wait F2 Français
key F2
wait F2 Deutsch
expect Français
key F2
wait F2 English
expect-not Polski
key F2
wait F2 Nederlands
$to_name
type Zoë Grün
wait Zoë Grün
expect-not Some letters cannot be shown
key Backspace 8
type Łucja Źdźbło
wait ?ucja ?d?b?o
expect Some letters cannot be shown here. They are kept as you typed them.
cursor-after ?ucja ?d?b?o
# a mark without a letter of its own with it, and wide letters
type \\x20x\\u{304}y王小明
wait ?ucja ?d?b?o ?y???
cursor-after ?ucja ?d?b?o ?y???
key Backspace 6
wait-gone ??
key Enter
wait Your phone number
type 06 12345671
key Enter
wait You are signed in
key Enter
wait Start
$leave
TEXT
console lat15 "$scratch/lat15"

# Central Europe: Polish, but neither Dutch nor French.
cat > "$scratch/lat2" <<TEXT
wait Start
expect Deutsch
expect Polski
expect-not Nederlands
expect-not ais
expect F2 Deutsch
key F2
wait F2 Polski
key F2
wait F2 English
key F2
wait F2 Deutsch
$to_name
type Łucja Naïma
wait Łucja Na?ma
expect Some letters cannot be shown here.
key Enter
wait Your phone number
type 06 12345672
key Enter
wait You are signed in
key Enter
wait Start
$leave
TEXT
console lat2 "$scratch/lat2"

# All of Europe: every screen as on a terminal that has every letter, in all five languages.
screens='print
key F2
wait F2 Français
print
key F2
wait F2 Deutsch
print
key F2
wait F2 Polski
print
key F2
wait F2 English
print
key F2
wait F2 Nederlands'
cat > "$scratch/uni2" <<TEXT
wait Start
expect Nederlands
expect Français
expect Deutsch
expect Polski
$screens
key Enter
wait Before you type anything
$screens
key Right 2
key Enter
wait Legal basis
$screens
key Esc
wait Before you type anything
key Esc
wait Start
$to_name
type Łucja Źdźbło-Grün
wait Łucja Źdźbło-Grün
expect-not Some letters
$screens
key Enter
wait Your phone number
type 06 1234
$screens
key F5
wait From which country
$screens
key F1
wait Type with the keyboard
$screens
key Enter
wait From which country
key Esc
wait Your phone number
type 5673
key Enter
wait You are signed in
key Enter
wait Start
$leave
TEXT
console none "$scratch/uni2" > "$scratch/everything"
console uni2 "$scratch/uni2" > "$scratch/shown"
[ "$(grep -c Nederlands "$scratch/everything")" -ge 7 ] || fail "the screens were not printed"
diff -u "$scratch/everything" "$scratch/shown" >&2 || fail "a letter is missing"

trace "$(hour_from 0)" "$(hour_to 0)" --format csv > "$scratch/sheet"
has "$scratch/sheet" "\"Łucja Źdźbło\",\"'+31612345671\""
has "$scratch/sheet" "\"Łucja Naïma\",\"'+31612345672\""
has "$scratch/sheet" "\"Łucja Źdźbło-Grün\",\"'+31612345673\""

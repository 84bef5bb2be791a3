#!/bin/sh
# SPDX-License-Identifier: ISC
# Draws the kiosk's screens into the folder given: for a person to look at, and for doc/. Wants the
# programs in PATH, the player in PLAY, and rsvg-convert. With NO_COLOR set they have no colours.
#   sh tests/tty/pictures.sh FOLDER [LANGUAGE [COLUMNSxROWS [LINE-OF-CONFIGURATION...]]]
set -eu

folder=${1:?a folder for the pictures}
language=${2:-en}
size=${3:-80x24}
shift $(($# < 3 ? $# : 3))
catalogue=$(dirname "$0")/../../po/$language.po
dir=$(mktemp -d "${TMPDIR:-/tmp}/welkom-pictures.XXXXXX")
trap 'rm -rf "$dir"' EXIT
mkdir -p "$folder"
conf=$dir/demo/welkom.conf
welkom-setup demo --prepare "$dir/demo" > /dev/null
for line in "$@"; do
	echo "$line" >> "$conf"
done
# a code whose check character is right
code=7K2PM9QX4TM

# say TEXT: it in the language of the pictures; only for texts on one line of the catalogue.
say() {
	[ "$language" != en ] || { echo "$1"; return; }
	awk -v wanted="msgid \"$1\"" '$0 == wanted { found = 1; next }
		found { sub(/^msgstr "/, ""); sub(/"$/, ""); print; exit }' "$catalogue"
}

# shot NAME: a picture.
shot() {
	echo "svg $dir/$1.svg"
}

# The address as a QR code, where the screen offers it.
code_of_address() {
	[ "${size%x*}" -ge 80 ] && [ -z "${NO_COLOR:-}" ] || return 0
	printf 'type 2\nwait %s\n' "$(say 'Read it on your phone')"
	shot 41-on-my-phone
	printf 'key Esc\nwait %s\n' "$(say 'Privacy notice')"
}

# play SCRIPT
play() {
	"$PLAY" -s "$size" "$1" -- welkom-kiosk --config "$conf" --language "$language"
}

{
	echo "wait $(say Start)"
	shot 10-welcome
	printf 'key F1\nwait %s\n' "$(say Help)"
	shot 20-help
	printf 'key Enter\nwait %s\nkey Enter\nwait %s\n' "$(say Start)" "$(say 'Sign in')"
	shot 30-notice
	printf 'type 3\nwait %s\n' "$(say 'Privacy notice')"
	shot 40-full-notice
	code_of_address
	printf 'key Enter\nwait %s\n' "$(say 'Sign in')"
	printf 'type 2\nwait %s\n' "$(say 'Nothing was stored. Please come in.')"
	shot 45-no-thanks
	printf 'key Enter\nwait %s\nkey Enter\nwait %s\nkey Enter\nwait %s\n' "$(say Start)" \
		"$(say 'Sign in')" "$(say 'Your name')"
	printf "type Zoë Nguyễn-O'Brien\nwait O'Brien\n"
	shot 50-name
	printf 'key End\nkey F4\nwait ṉ\n'
	shot 51-accents
	printf 'key Esc\nwait-gone ṉ\nkey Enter\nwait %s\n' "$(say 'Your phone number')"
	printf 'type 0612345678\nwait +31 6 12 34 56 78\n'
	shot 60-phone
	printf 'key F5\nwait %s\n' "$(say 'From which country is the number?')"
	shot 61-country
	printf 'key Esc\nwait %s\nkey Enter\n' "$(say 'Your phone number')"
	printf 'wait %s\n' "$(say 'Done')"
	shot 70-signed-in
	printf 'key Enter\nwait %s\nkey Left\nkey Enter\nwait-gone %s\nwait %s\n' "$(say Start)" \
		"$(say Start)" "$(say Next)"
	printf 'type %s\nwait %s\n' "$code" "$code"
	shot 80-code
	printf 'key Enter\nwait %s\n' "$(say 'Erase')"
	shot 81-erase
	printf 'key Esc\nwait %s\n' "$(say Start)"
	printf 'key F3\nwait %s\n' "$(say 'F3 Contrast')"
	shot 90-large
	printf 'key F3\nwait %s\n' "$(say 'F3 Plain')"
	shot 91-contrast
	printf 'key F3\nwait 1  %s\n' "$(say Start)"
	shot 92-plain
	printf 'key Enter\nwait %s\nkey Enter\nwait %s\ntype Zoë\nwait Zoë\n' "$(say 'Sign in')" \
		"$(say 'Your name')"
	shot 93-plain-name
	printf 'key F10\nexit 0\n'
} > "$dir/script"
play "$dir/script"

# A review date that has passed closes the kiosk.
sed 's/^review_by = .*/review_by = 2020-12-31/' "$conf" > "$dir/changed"
cat "$dir/changed" > "$conf"
printf 'wait R1\n%s\nkey F10\nexit 0\n' "$(shot 95-closed)" > "$dir/script"
play "$dir/script"

for picture in "$dir"/*.svg; do
	rsvg-convert "$picture" -o "$folder/$(basename "$picture" .svg).png"
done

#!/bin/sh
# SPDX-License-Identifier: ISC
# Draws the kiosk's screens into the folder given: for a person to look at, and for doc/. Wants the
# programs in PATH, the player in PLAY, and rsvg-convert.
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
welkom-setup demo --prepare "$dir/demo" > /dev/null
for line in "$@"; do
	echo "$line" >> "$dir/demo/welkom.conf"
done

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

{
	echo "wait $(say Start)"
	shot 10-welcome
	printf 'key F1\nwait %s\n' "$(say Help)"
	shot 20-help
	printf 'key Enter\nwait %s\nkey Enter\nwait %s\n' "$(say Start)" "$(say 'Sign in')"
	shot 30-notice
	printf 'type 3\nwait %s\n' "$(say 'Privacy notice')"
	shot 40-full-notice
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
	printf 'type 0612345678\nwait 5\n'
	shot 60-phone
	printf 'key Enter\nwait %s\n' "$(say 'Done')"
	shot 70-signed-in
	printf 'key Enter\nwait %s\nkey Left\nkey Enter\nwait %s\n' "$(say Start)" "$(say 'Next')"
	printf 'type 7K2P\n'
	shot 80-code
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
"$PLAY" -s "$size" "$dir/script" -- welkom-kiosk --config "$dir/demo/welkom.conf" \
	--language "$language"
for picture in "$dir"/*.svg; do
	rsvg-convert "$picture" -o "$folder/$(basename "$picture" .svg).png"
done

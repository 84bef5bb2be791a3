#!/bin/sh
# SPDX-License-Identifier: ISC
# Draws the kiosk's screens into the folder given: for a person to look at, and for doc/. Wants the
# programs in PATH, the player in PLAY, and rsvg-convert.
#   sh tests/tty/pictures.sh FOLDER [LANGUAGE [COLUMNSxROWS]]
set -eu

folder=${1:?a folder for the pictures}
language=${2:-en}
size=${3:-80x24}
dir=$(mktemp -d "${TMPDIR:-/tmp}/welkom-pictures.XXXXXX")
trap 'rm -rf "$dir"' EXIT
mkdir -p "$folder"
welkom-setup demo --prepare "$dir/demo" > /dev/null

# The buttons and titles to wait for are those of the language.
case $language in
nl) start=Beginnen yes=Aanmelden name='Uw naam' phone='Uw telefoonnummer' end='U bent aangemeld'
	help=Hulp plain='1  Beginnen' ;;
*) start=Start yes='Sign in' name='Your name' phone='Your phone number' end='You are signed in'
	help=Help plain='1  Start' ;;
esac
cat > "$dir/script" <<TEXT
wait $start
svg $dir/welcome.svg
key F1
wait $help
svg $dir/help.svg
key Enter
wait $start
key Enter
wait $yes
svg $dir/notice.svg
type 3
svg $dir/full-notice.svg
key Enter
wait $yes
key Enter
wait $name
type Zoë Nguyễn-O'Brien
wait O'Brien
svg $dir/name.svg
key Enter
wait $phone
type 612345678
key Enter
wait +
svg $dir/phone-error.svg
key Home
type 0
key Enter
wait $end
svg $dir/signed-in.svg
key Enter
wait $start
key F3
wait $start
svg $dir/large.svg
key F3
wait $plain
svg $dir/plain.svg
key F10
exit 0
TEXT
"$PLAY" -s "$size" "$dir/script" -- welkom-kiosk --config "$dir/demo/welkom.conf" \
	--language "$language"
for picture in "$dir"/*.svg; do
	name=$(basename "$picture" .svg)
	rsvg-convert "$picture" -o "$folder/$name.png"
done
ls "$folder"

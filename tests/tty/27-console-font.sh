#!/bin/sh
# SPDX-License-Identifier: ISC
# Every character on every screen, lines and symbols too, is in the font that the manual proposes for a
# console: in every language and every display.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/tty/walk.sh"

: "${top_srcdir:?is set by make check}"

# What is said for an English text in $language.
in_language() {
	said=$(awk -v id="$1" '
		/^msgid / { text = "" }
		/^msgstr / { found = text == id; text = "" }
		/"/ { sub(/^[^"]*"/, ""); sub(/"$/, ""); text = text $0; next }
		/^$/ && found { exit }
		END { if (found) print text }' "$top_srcdir/po/$language.po" 2> /dev/null || true)
	echo "${said:-$1}"
}
title=in_language

# one LANGUAGE OWN-NAME: walks in that language, and prints every screen.
one() {
	language=$1
	new_register
	configure "$register" "idle_seconds = 60" "touch = yes"
	sign_in "First Visitor" "+31612345678"
	erase=$(code)
	: > "$scratch/screens"
	machine hurry 10
	{
		printf 'wait %s\nkey F3\nwait █\nprint large\nkey F3\nprint contrast\nkey F3\nprint plain\nkey F3\n' "$2"
		walk "$2" "$erase"
	} > "$scratch/walk"
	kiosk "$scratch/walk" --language "$language"
	# in that language, to the end
	has "$scratch/screens" "$(in_language "Please begin again")"
	grep -q '^warning ' "$scratch/screens" || fail "the walk in $language did not come to its end"
	cat "$scratch/screens"
}

need_shim
need_play
if [ $# -gt 0 ]; then
	one "$1" "$2"
	exit 0
fi

# All at the same time: they wait more than they work.
walks=
for walk in 'en English' 'nl Nederlands' 'fr Français' 'de Deutsch' 'pl Polski'; do
	sh "$0" $walk > "$scratch/${walk%% *}" &
	walks="$walks $!"
done
for walk in $walks; do
	wait "$walk" || fail "a walk did not come to its end"
done
cat "$scratch"/[a-z][a-z] > "$scratch/screens"

# The characters drawn, as code points, against those of the font. The accents to pick from are those
# of all languages: a console shows "?" for what it has not.
awk '/^[|]/ { if (name != "name-accents") print; next } !/^[+]/ { name = $1 }' "$scratch/screens" | iconv -f UTF-8 -t UTF-32BE | od -An -v -tx1 -w4 |
	tr -d ' ' | tr a-f A-F | sed 's/^0000//' | grep -v '^000A$' | LC_ALL=C sort -u > "$scratch/drawn"
grep -v '^#' "$WELKOM_TESTS/data/uni2-terminus.txt" | LC_ALL=C sort > "$scratch/font"
for sure in 2502 2588 00E9 0142 201E; do
	grep -qx "$sure" "$scratch/drawn" || fail "U+$sure should have been drawn somewhere"
done
LC_ALL=C comm -23 "$scratch/drawn" "$scratch/font" > "$scratch/missing"
is_empty "$scratch/missing"

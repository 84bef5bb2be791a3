#!/bin/sh
# SPDX-License-Identifier: ISC
# In a language that is longer than English (see pseudo-locale) every screen of the kiosk is whole at
# every size: no letter stands outside the brackets of a translation that is not data, and no bracket
# lacks its other half once the text has been paged through.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/tty/walk.sh"
: "${top_srcdir:?is set by make check}"

# A translation begins with the English text.
as_it_is() {
	echo "$1"
}
title=as_it_is

# one COLSxROWS PAGES: walks in the language at that size, and prints every screen.
one() {
	new_register
	configure "$register" "idle_seconds = 60"
	sign_in "First Visitor" "+31612345678"
	erase=$(code)
	: > "$scratch/screens"
	printf '#!/bin/sh\nexec "%s" -s %s -e WELKOM_LOCALE_DIR="%s" "$@"\n' "$PLAY" "$1" \
		"$PSEUDO_LOCALE" > "$scratch/play"
	chmod +x "$scratch/play"
	PLAY=$scratch/play
	pages=$2
	machine hurry 10
	walk Nederlands "$erase" > "$scratch/walk"
	kiosk "$scratch/walk" --language nl
	cat "$scratch/screens"
}

need_shim
need_play
if [ $# -gt 0 ]; then
	one "$1" "$2"
	exit 0
fi
PSEUDO_LOCALE=$scratch/locale
export PSEUDO_LOCALE
sh "$WELKOM_TESTS/tty/pseudo-locale" "$PSEUDO_LOCALE" || {
	[ $? -eq 77 ] && skip "there is no xgettext, msgfilter or msgfmt"
	fail "the catalogue cannot be made"
}
ln -s "$(readlink "$WELKOM_LOCALE_DIR/xw_XW.utf8")" "$PSEUDO_LOCALE/xw_XW.utf8"

walks=
for walk in '80x24 2' '40x12 7' '160x50 1'; do
	sh "$0" $walk > "$scratch/${walk%% *}" &
	walks="$walks $!"
done
for walk in $walks; do
	wait "$walk" || fail "a walk did not come to its end"
done

# Data is taken out, and the accents to pick from.
for size in 80x24 40x12 160x50; do
	sed 's/⟦/{/g; s/⟧/}/g; s/[┌┐└┘─│█]/ /g; s/Test school//; s/visitors@school.example//
		s/[0-9A-Z]\{4\}-[0-9A-Z]\{4\}-[0-9A-Z]\{3\}//; s/F2 [A-Z][^ |]*//
		s/English//; s/Nederlands//; s/Français//; s/Deutsch//; s/Polski//
		/[{}]/!s/ 1x / /; s/[^ -~]/?/g' "$scratch/$size" |
		awk '/^[a-z0-9-]+ \(/ { skip = $1 == "name-accents" }
			!skip' |
		awk -v least=24 -f "$WELKOM_TESTS/tty/whole.awk" > "$scratch/bad" || {
		cat "$scratch/$size" "$scratch/bad" >&2
		fail "a screen is not whole at $size"
	}
done

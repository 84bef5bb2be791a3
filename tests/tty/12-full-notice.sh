#!/bin/sh
# SPDX-License-Identifier: ISC
# One key opens the complete notice, which says who is responsible, the legal basis, the rights and
# the complaint; the first layer has at most 60 words in every language.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
cat > "$scratch/full" <<TEXT
resize 100x40
wait Start
key Enter
wait Read all
print first
type 3
wait Privacy notice
expect Responsible: Test school, visitors@school.example.
expect a task in the public interest
expect nobody else
expect You may complain
expect Under 16
expect when it is next on
key Enter
wait Sign in
key F2
wait Aanmelden
print eerste
$leave
TEXT
kiosk "$scratch/full"
# The words between the title and the buttons of both screens.
awk '/^\|/ { gsub(/[|]/, ""); line = $0 }
	/Before you type|Voordat/ { on = 1; words = 0; next }
	/┌/ { if (on) { print words; if (words > 60 || words < 25) bad = 1; n++ } on = 0 }
	on { words += split(line, parts, /[ ]+/) - (line ~ /^ /) - (line ~ / $/) }
	END { exit bad || n != 2 }' "$scratch/screens" || fail "the first layer has not 25 to 60 words"

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
print nl
key F2
wait S'inscrire
print fr
key F2
wait Anmelden
print de
key F2
wait Wpisuję się
print pl
$leave
TEXT
kiosk "$scratch/full"
# The words between the bar and the buttons of each screen, without the symbols.
awk '/^\|/ { gsub(/[|]/, ""); line = $0 }
	/F3/ { on = 1; words = 0; next }
	/┌/ { if (on) { print words; if (words > 60 || words < 30) bad = 1; n++ } on = 0 }
	on { k = split(line, parts, /[ \302\240]+/)
		for (i = 1; i <= k; i++) if (length(parts[i]) > 0 && parts[i] !~ /^[?☺∅⌂✗:!;«»]$/) words++ }
	END { exit bad || n != 5 }' "$scratch/screens" || fail "a first layer has not 30 to 60 words"

#!/bin/sh
# SPDX-License-Identifier: ISC
# No number is kept as one of this country unless the visitor saw so and pressed Enter on it:
# mobile numbers as they are typed at home in many countries, at a kiosk set to the Netherlands.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register

signed_in='wait You are signed in
key Enter
wait Start'

# asked NAME TYPED KEYS SEEN: without a trunk prefix it is asked of which country it is; KEYS times
# to the right is the answer, then it reads SEEN.
asked() {
	to_phone "$1"
	printf 'type %s\nwait %s\nexpect-not +31\nkey Enter\nwait From which country\n' "$2" "$2"
	[ "$3" -eq 0 ] || echo "key Right $3"
	printf 'key Enter\nwait %s\nkey Enter\n%s\n' "$4" "$signed_in"
}

# seen NAME TYPED SEEN: with a trunk prefix it reads SEEN before Enter; F5 would change it.
seen() {
	to_phone "$1"
	printf 'type %s\nwait %s\nexpect F5 Country\nkey Enter\n%s\n' "$2" "$3" "$signed_in"
}

# corrected NAME TYPED SEEN KEYS THEN: the same, and the visitor changes the country.
corrected() {
	to_phone "$1"
	printf 'type %s\nwait %s\nkey F5\nwait From which country\nkey Right %s\nkey Enter\n' "$2" "$3" "$4"
	printf 'wait %s\nkey Enter\n%s\n' "$5" "$signed_in"
}

# sent_away NAME TYPED CODE SEEN: asked, the country is not there: the visitor types CODE in front.
sent_away() {
	to_phone "$1"
	printf 'type %s\nkey Enter\nwait From which country\nkey Left\nwait > Another country\n' "$2"
	printf 'key Enter\nwait Please begin with +\ntype %s\nwait %s\n' "$3" "$4"
	printf 'expect-not Please begin\nkey Enter\n%s\n' "$signed_in"
}

# in_french: the language chosen on the screen of the number, by somebody who is not at home here.
in_french='key F2 2
wait F2 Deutsch'

{
	seen Anna '06 12 34 56 78' 'Netherlands +31 6 12 34 56 78'
	asked Bart '612345678' 0 'Netherlands +31 6 12 34 56 78'
	asked Colin '7911 123456' 1 'United Kingdom +44 791'
	corrected Diane '07911 123456' 'Netherlands +31' 1 'United Kingdom +44 791'
	# as typed in Poland: nothing tells the country
	to_phone Ewa
	printf 'type 601 234 567\nkey Enter\nwait From which country\nkey F2 4\nwait Polska +48\n'
	printf 'key Right\nwait > Polska +48\nkey Enter\nwait Polska +48 601 234 567\nkey Enter\n'
	printf 'wait Gotowe\nkey Enter\nwait Start\n'
	# as typed in France, by someone who chose French: asked although it begins with 0
	to_phone Fleur
	printf 'key F2 2\nwait F2 Deutsch\ntype 06 12 34 56 78\nwait Pays-Bas +31 6\nkey Enter\n'
	printf 'wait France +33\nkey Right\nwait > France +33\nkey Enter\n'
	printf 'wait France +33 6 12 34 56 78\nkey Enter\nwait Terminer\nkey Enter\nwait Start\n'
	# with + nothing is asked, whatever the country
	seen Gul '+90 532 123 45 67' '+90 532 123'
	seen Halyna '0038 050 123 45 67' 'Ukraine +380 501 234 567'
	seen Ion '+40 (0)721 234 567' 'Romania +40 721 234 567'
	sent_away Jan '601 234 567' '+48' 'Poland +48 601 234 567'
	# too short for home as well: first of which country, then whether it is complete
	to_phone Karim
	cat <<-TEXT
		$in_french
		type 06 12 34 56
		wait Pays-Bas +31 6
		key Enter
		wait De quel pays
		key Enter
		wait Pays-Bas +31 6 12 34 56
		key Enter
		wait encore sur Entrée pour le garder
		key Enter
		wait Terminer
		key Enter
		wait Start
	TEXT
	# as long as at home in Germany, too long here: not kept as Dutch at the second Enter
	to_phone Lena
	cat <<-TEXT
		key F2 3
		wait F2 Polski
		type 0151 23456789
		wait Niederlande +31 1 51
		key Enter
		wait Aus welchem Land
		key Right
		wait > Deutschland +49
		key Enter
		wait Deutschland +49 151
		key Enter
		wait Fertig
		key Enter
		wait Start
	TEXT
	echo "$leave"
} > "$scratch/crowd"
kiosk "$scratch/crowd"
trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/sheet"
for line in 'Anna +31612345678' 'Bart +31612345678' 'Colin +447911123456' 'Diane +447911123456' \
	'Ewa +48601234567' 'Fleur +33612345678' 'Gul +905321234567' 'Halyna +380501234567' \
	'Ion +40721234567' 'Jan +48601234567' 'Karim +316123456' 'Lena +4915123456789'; do
	grep -Eq "${line% *} +[+]${line#*+}" "$scratch/sheet" ||
		{ cat "$scratch/sheet" >&2; fail "$line"; }
done

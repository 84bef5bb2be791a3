#!/bin/sh
# SPDX-License-Identifier: ISC
# What visitors do about the country of their number: Esc at the question, F5 again, another number,
# another language or display, going away. What is kept was seen, and asked about where it must be.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register

signed_in='wait You are signed in
key Enter
wait Start'

# in_french: the language chosen on the screen of the number, by somebody who is not at home here.
in_french='key F2 2
wait F2 Deutsch'

{
	# Esc at the question answers nothing: the next Enter asks it again
	to_phone Maud
	cat <<-TEXT
		$in_french
		type 06 12 34 56 78
		key Enter
		wait De quel pays
		key Esc
		wait Pays-Bas +31 6
		key Enter
		wait De quel pays
		key Esc
		wait Pays-Bas +31 6
		key Enter
		wait De quel pays
		key Right
		wait > France +33
		key Enter
		wait France +33 6 12 34 56 78
		key Enter
		wait Terminer
		key Enter
		wait Start
	TEXT
	# F5 back and forth: it begins at the country chosen before, Esc leaves that as it is
	to_phone Nora
	cat <<-TEXT
		type 07911 123456
		key Enter
		wait Is this number complete?
		key F5
		wait From which country
		type 2
		wait United Kingdom +44 791
		expect-not Is this number complete?
		key F5
		wait > United Kingdom +44
		key Enter
		wait United Kingdom +44 791
		key F5
		wait > United Kingdom +44
		key Left
		wait > Netherlands +31
		key Esc
		wait United Kingdom +44 791
		key Enter
		$signed_in
	TEXT
	# the list is another one in another language: a button stays chosen
	to_phone Otto
	cat <<-TEXT
		$in_french
		key F5
		wait Luxembourg +352
		key Right 4
		wait > Luxembourg +352
		key F2 2
		wait > Inny kraj
		key F2 3
		wait > Un autre pays
		key Left 3
		wait > Belgique +32
		key Enter
		wait F5 Pays
		type 0470 12 34 56
		wait Belgique +32 4 70
		key F2 3
		wait Belgium +32 4 70
		key Enter
		$signed_in
	TEXT
	# another number than the one asked about is asked about too
	to_phone Pia
	cat <<-TEXT
		type 06 1234567
		key Enter
		wait Is this number complete?
		type 89
		wait-gone Is this number complete?
		key Enter
		wait Is this number complete?
		key Backspace
		wait Netherlands +31 6 12 34 56 78
		key Enter
		$signed_in
	TEXT
	# Enter twice at once, as from a key that bounces, is no answer to a question not yet seen
	to_phone Quin
	cat <<-TEXT
		type 06 1234567\\x0d\\x0d
		wait Is this number complete?
		key Enter
		$signed_in
	TEXT
	echo "$leave"
} > "$scratch/crowd"
kiosk "$scratch/crowd"

# The plain display says at Enter how the number is understood, and asks for a second Enter; for
# another one if the number or the country was changed.
{
	to_phone Rosa
	cat <<-TEXT
		key F3 3
		wait F3 Standard
		type 06 12 34 56 79
		wait 06 12 34 56 79
		expect-not Netherlands
		key Enter
		wait Is this number right? Then press Enter again.
		expect Netherlands +31 6 12 34 56 79
		key Backspace
		wait-gone Is this number right?
		expect-not Netherlands
		type 8
		key F5
		wait From which country
		key Right
		wait United Kingdom
		key Enter
		wait-gone From which country
		wait Your phone number 06 12 34 56 78
		expect-not Is this number right?
		key Enter
		wait United Kingdom +44 612 345 678
		expect Is this number right?
		key F5
		wait From which country
		key Left
		key Enter
		wait-gone From which country
		wait Your phone number 06 12 34 56 78
		key Enter
		wait Is this number right?
		expect Netherlands +31 6 12 34 56 78
		key Enter
		$signed_in
	TEXT
	# asked of which country it is, and then still whether it is right
	to_phone Sam
	cat <<-TEXT
		key F3 3
		wait F3 Standard
		$in_french
		type 06 12 34 56 78
		key Enter
		wait De quel pays
		key Enter
		wait-gone De quel pays
		wait 06 12 34 56 78
		expect-not Pays-Bas
		key Enter
		wait Ce numéro est-il juste
		expect Pays-Bas +31 6 12 34 56 78
		key Enter
		wait Terminer
		key Enter
		wait Start
	TEXT
	echo "$leave"
} > "$scratch/plain"
kiosk "$scratch/plain"

# On the smallest screen the same is seen: the number as it is understood, the question, the list.
{
	printf 'wait Start\nresize 40x12\n'
	to_phone Tess
	cat <<-TEXT
		$in_french
		type 06 12 34 56
		wait Pays-Bas +31 6 12 34 56
		key Enter
		wait Luxembourg +352
		expect > Pays-Bas +31
		expect Un autre pays
		key Enter
		wait Pays-Bas +31 6 12 34 56
		key Enter
		wait Appuyez encore sur Entrée pour le garder
		expect Pays-Bas +31 6 12 34 56
		key Enter
		wait Terminer
		key Enter
		wait Start
	TEXT
	echo "$leave"
} > "$scratch/small"
kiosk "$scratch/small"

# Whoever goes, or is gone, at the question leaves nothing: no number, and no country for the next
# visitor. Time passes 25 times faster here.
configure "$register" "idle_seconds = 20"
machine hurry 25
{
	to_phone Ugo
	cat <<-TEXT
		type 0612345678
		key F5
		wait From which country
		key Right
		wait > United Kingdom
		key Enter
		wait F5 Country
		expect United Kingdom +44
		key F5
		wait > United Kingdom
		wait Are you still there?
		wait-gone Are you still there?
		expect Start
	TEXT
	to_phone Vera
	cat <<-TEXT
		type 06 12 34 56 78
		wait Netherlands +31 6 12 34 56 78
		key Enter
		$signed_in
	TEXT
	to_phone Wim
	cat <<-TEXT
		key F5
		wait From which country
		key Right
		wait > United Kingdom
		key Enter
		wait F5 Country
		expect United Kingdom +44
		key Esc
		wait Your name
		key Esc
		wait Before you type anything
		key Enter
		wait Your name
		type Xena
		key Enter
		wait Your phone number
		expect-not United Kingdom
		type 06 12 34 56 78
		wait Netherlands +31 6 12 34 56 78
		key Enter
		$signed_in
	TEXT
	echo "$leave"
} > "$scratch/gone"
kiosk "$scratch/gone"

trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/sheet"
for line in 'Maud +33612345678' 'Nora +447911123456' 'Otto +32470123456' 'Pia +31612345678' \
	'Quin +3161234567' 'Rosa +31612345678' 'Sam +31612345678' 'Tess +316123456' \
	'Vera +31612345678' 'Xena +31612345678'; do
	grep -Eq "${line% *} +[+]${line#*+}" "$scratch/sheet" ||
		{ cat "$scratch/sheet" >&2; fail "$line"; }
done
for gone in Ugo Wim; do
	has_not "$scratch/sheet" "$gone"
done

#!/bin/sh
# SPDX-License-Identifier: ISC
# A person sets a register up at a terminal: wrong answers are asked again, the passphrase that is offered
# is typed from the note and opens the key, or it is one of the person's own. Once it is chosen it is not on
# the screen, nor anywhere that the terminal keeps.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/typed.sh"
need_shim
review=$(date -u -d "@$((begin + 180 * days))" +%Y-%m-%d)
late=$(date -u -d "@$((begin + 400 * days))" +%Y-%m-%d)

# init: at the terminal, with the steps on standard input. Everything is new each time.
init() {
	cat > "$scratch/steps"
	rm -rf "$scratch/conf" "$register" "$scratch/owner"
	mkdir "$scratch/owner"
	at_terminal "$scratch/steps" welkom-setup init --config "$conf" --state "$register" --key "$key"
}

# opens: the passphrase in $scratch/noted is the one of the key.
opens() {
	expect_exit 0 on welkom-desk drill --config "$conf" --key "$key" --passphrase-file "$scratch/noted"
}

# paged N: the terminal was sent that passphrase N times, each time on its other page, which was empty
# before the first page came back. Who has no other page has it on an empty screen, emptied just so.
paged() {
	tr '\033\r' '\n\n' < "$scratch/record" | awk -v wanted="$1" -v text="$(cat "$scratch/noted")" '
		/^\[\?1049h/ { page = 1 }
		/^\[2J/ { shown = 0 }
		/^\[\?1049l/ { bad = bad || shown; page = 0 }
		index($0, text) { n++; shown = 1; bad = bad || !page }
		END { exit bad || page || shown || n != wanted }' || fail "the passphrase is in a page: $1"
}

# --- in English, with every mistake ------------------------------------------------------------------

init <<TEXT
record $scratch/record
wait Date and time of this machine: $(date -u -d "@$begin" '+%Y-%m-%d %H:%M') UTC
wait Is this right? (yes/no)
type perhaps
wait perhaps
key Enter
wait Please type “yes” or “no”.
cursor-after Is this right? (yes/no)
key Enter
type y
key Enter
wait These answers are shown to visitors
cursor-after Organisation:
type The Swallow ; school
key Enter
wait This cannot be kept: it has a “;” at the beginning or after a space
cursor-after Organisation:
type The Swallow \xff
key Enter
wait This cannot be kept
cursor-after Organisation:
type $(printf '%0192d' 0)
key Enter
wait That is too long: at most 40 characters
cursor-after Organisation:
type $(printf '%041d' 1)
key Enter
wait 0001 That is too long: at most 40 characters
cursor-after Organisation:
type The Swallow; school
key Enter
wait Contact for visitors
type \x20\x20\tinfo@swallow.example\t\x20
key Enter
wait Privacy officer
key Enter
wait 3 public task
cursor-after (Enter: later):
type 10
wait later): 10
key Enter
wait Please type a number from 1 to 3, or press Enter.
cursor-after (Enter: later):
type consent
wait later): consent
key Enter
cursor-after (Enter: later):
type 3
key Enter
wait Until when is this register needed?
cursor-after (Enter: later):
type $(date -u -d "@$begin" +%Y-%m-%d)
key Enter
wait Please type it as YYYY-MM-DD: a day after today, at most $(date -u -d "$(date -u -d "@$begin" +%Y-%m-%d) + 1 year" +%Y-%m-%d).
cursor-after (Enter: later):
type $late
wait later): $late
key Enter
cursor-after (Enter: later):
type 31-05-2027
wait later): 31-05-2027
key Enter
cursor-after (Enter: later):
type $review
key Enter
cursor-after begin with 0:
type 031
key Enter
wait This is no calling code
cursor-after begin with 0:
type 31
key Enter
wait A passphrase was made
cursor-after for one of your own:
save P Passphrase:
run printf '%s\n' "\$P" > $scratch/noted; test \$(wc -c < $scratch/noted) = 25
raw-residue Calling code
type huh
wait your own: huh
key Enter
wait Please press only Enter, or type only the word “own”.
expect-not huh
expect \${P}
expect A passphrase was made
key Enter
cursor-after (it is not shown):
expect-not What you typed was not the passphrase
raw-residue \${P}
expect Calling code
type another one
expect-not another one
key Enter
wait That was not the passphrase. Here it is again.
expect \${P}
key Enter
wait What you typed was not the passphrase.
cursor-after (it is not shown):
type \${P}
raw-residue \${P}
key Enter
wait Then open the kiosk
raw-residue \${P}
$(ended 0 bye)
TEXT
paged 3
opens
grep -qx 'organisation = The Swallow; school' "$conf" || fail "the organisation"
grep -qx 'contact = info@swallow.example' "$conf" || fail "the blanks of the contact"
grep -qx '# officer =' "$conf" || fail "an officer"
grep -qx 'basis = public-task' "$conf" || fail "the basis"
grep -qx "review_by = $review" "$conf" || fail "the day"
grep -qx 'calling_code = 31' "$conf" || fail "the calling code"
grep -qx 'language = en' "$conf" || fail "the language"

# --- in Dutch, all left open, with a passphrase of one's own -------------------------------------------

own='zeven wilde fietsen'
echo "$own Zoë" > "$scratch/noted"
if [ -d "$WELKOM_LOCALE_DIR/nl" ]; then
	play_options='-e LANGUAGE=nl'
	init <<TEXT
record $scratch/record
wait Klopt dit? (ja/nee)
type JA
key Enter
wait Organisatie:
key Enter
wait Contact voor bezoekers
key Enter
wait Privacyfunctionaris
key Enter
wait 1, 2 of 3
key Enter
wait Herzieningsdatum
key Enter
wait Landnummer
key Enter
wait Voor de receptiesleutel is een wachtzin gemaakt.
cursor-after voor een eigen wachtzin:
save P Wachtzin:
type eigen.
key Enter
wait Druk alleen op Enter, of typ alleen het woord “eigen”.
type Eigen
key Enter
cursor-after Uw wachtzin (u ziet hem niet):
raw-residue \${P}
type ${own%%en*}
key Enter
wait te kort
cursor-after Uw wachtzin (u ziet hem niet):
type $own Zoe\u{308}
raw-residue $own
key Enter
cursor-after Nog een keer dezelfde:
type $own Zo\u{eb}
raw-residue $own
key Enter
wait Open daarna de kiosk
expect Op de schermen staat “Proef”
$(ended 0 bye)
TEXT
	opens
	grep -qx 'language = nl' "$conf" || fail "the language"
	has_not "$scratch/record" "$own"
	play_options=
fi

# --- on a terminal that can only write: below what stands there ------------------------------------------

for terminal in dumb ''; do
	play_options="-e TERM=$terminal"
	init <<TEXT
wait Is this right? (yes/no)
record $scratch/record
type yes
key Enter
wait Organisation:
key Enter
wait Contact for visitors
key Enter
wait Privacy officer
key Enter
wait 1, 2 or 3
key Enter
wait Review by
key Enter
wait Calling code
key Enter
wait A passphrase was made
expect Calling code
cursor-after for one of your own:
save P Passphrase:
run printf '%s\n' "\$P" > $scratch/noted
key Enter
cursor-after (it is not shown):
type \${P}
key Enter
$(ended 0 bye)
TEXT
	opens
	has_not "$scratch/record" "$(printf '\033')"
done

#!/bin/sh
# SPDX-License-Identifier: ISC
# Draws reception's screens into the folder given, as pictures.sh does the kiosk's: for a person to look
# at, and for doc/. Wants the programs in PATH, the player in PLAY, the shim in SHIM, and rsvg-convert.
#   sh tests/tty/desk-pictures.sh FOLDER [LANGUAGE [COLUMNSxROWS]]
# The names of the pictures begin with the part of the screen: desk, rights or keys.
set -eu

folder=${1:?a folder for the pictures}
language=${2:-en}
size=${3:-80x24}
desk=$(command -v welkom-desk)
WELKOM_TESTS=$(cd "$(dirname "$0")/.." && pwd)
WELKOM_BIN=${desk%/*}
. "$WELKOM_TESTS/lib.sh"
need_shim
need_play
mkdir -p "$folder" "$scratch/home"
folder=$(cd "$folder" && pwd)
HOME=$scratch/home
export HOME

# --- texts ---------------------------------------------------------------------------------------

# each text of the catalogue on a line: what it is in English, a tab, and in the language
awk '
	function piece(s) { sub(/^[^"]*"/, "", s); sub(/"$/, "", s); return s }
	function put() { if (id != "" && !fuzzy) print id "\t" str }
	/^$/ { put(); id = str = ""; fuzzy = 0; into = "" }
	/^#, .*fuzzy/ { fuzzy = 1 }
	/^msgid / { into = "id" }
	/^msgstr(\[0\])? / { into = "str" }
	/^(msgid_plural|msgstr\[[1-9]\]) / { into = "" }
	/^(msg|")/ && into == "id" { id = id piece($0) }
	/^(msg|")/ && into == "str" { str = str piece($0) }
	END { put() }
' "$WELKOM_TESTS/../po/$language.po" > "$scratch/texts" 2> "$scratch/err" || [ "$language" = en ]

# say TEXT: it in the language of the pictures.
say() {
	[ "$language" != en ] || { echo "$1"; return; }
	awk -F '\t' -v wanted="$1" '$1 == wanted { print $2; n++; exit } END { exit n == 0 }' \
		"$scratch/texts" || fail "the catalogue has no “$1”"
}

# see TEXT: the step that waits for it, in the language: for its first words, since a small screen
# has no room for more.
see() {
	said=$(say "$1")
	echo "wait $(echo "${said%%%*}" | cut -d ' ' -f 1-4)"
}

# gone TEXT: the same until it is no longer there.
gone() {
	see "$1" | sed 's/^wait/wait-gone/'
}

shot() {
	echo "svg $scratch/$1.svg"
}

# back TITLE: Esc, and what comes then.
back() {
	echo 'key Esc'
	see "$1"
}

# --- a register ----------------------------------------------------------------------------------

# an afternoon in the week, when there are visits
now=$((begin - m_begin))
begin=$(((now / (7 * days) + 2) * 7 * days - days + 14 * hours + 600))
m_begin=$((begin - now))
machine offset $m_begin

demo=$scratch/demo
conf=$demo/welkom.conf
key=$demo/reception.key
on welkom-setup demo --prepare "$demo" > "$scratch/out"
passphrase=$demo/passphrase
name="Zoë Nguyễn-O'Brien"
{
	steps "$name" '+31 6 12345678'
	steps 'Anna de Vries' '+31 6 22345678'
	steps 'Anna de Vries' '+31 6 32345678'
	echo "$leave"
} > "$scratch/visitors"
kiosk "$scratch/visitors"
erasure_code=$(grep -oE '[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3} ' "$scratch/screens" | head -n 1 | tr -d ' ')
purge --quiet

# play SCRIPT
play() {
	"$PLAY" -l 20 -s "$size" -e LANGUAGE="$language" -e LD_PRELOAD="$SHIM" \
		-e WELKOM_SHIM="$scratch/machine" "$1" -- welkom-desk --config "$conf" --key "$key"
}

front="wait 6  $(say Quit)"
home='signal TERM
exit 0'

# unlock: from the file of the key on.
unlock() {
	cat <<TEXT
wait reception.key
key Enter
wait-gone reception.key
$(see 'Your passphrase')
type $(cat "$passphrase")
wait ****
key Enter
TEXT
}

# --- the overview, opening and handing over ------------------------------------------------------

open_window() {
	cat <<TEXT
$(see Reference)
key Enter
$(see 'Which hours?')
key Enter
TEXT
}

cat > "$scratch/script" <<TEXT
$front
$(see 'All is well.')
$(shot desk-10-overview)
key Left
key Enter
wait 08:00
$(shot desk-11-hours-of-a-day)
key Esc
wait-gone 08:00
key F5
wait-gone F5
$(see 'State of the register')
$(shot desk-12-state)
key Esc
$front
key F1
$(see Help)
$(shot desk-13-help)
key Esc
$front
type 2
$(see 'Why are visits opened?')
$(shot desk-20-reason)
key Esc
$front
type 1
$(see Reference)
$(shot desk-21-reference)
type GGD-2026/118
wait GGD-2026/118
key Enter
$(see 'Which hours?')
$(shot desk-22-hours)
key Enter
$(see 'Your key')
wait reception.key
$(shot desk-23-key)
key Enter
$(see 'Your passphrase')
type no such passphrase
wait ****
key Enter
$(see 'this passphrase does not open the key %s')
type $(cat "$passphrase")
$(shot desk-24-passphrase)
key Enter
wait F10
wait ••
$(shot desk-30-list)
key Enter
wait +31
$(shot desk-31-revealed)
key Enter
wait-gone +31
type nguye
wait Z••
wait nguye
$(shot desk-32-search)
key Esc
wait-gone nguye
key F5
wait +31 6
$(shot desk-33-all)
key F5
wait-gone +31 6
key F1
$(see Help)
$(shot desk-34-list-help)
key Esc
$(gone 'Nothing can be broken here: what is opened is noted, and F10 locks it again at any time.')
wait ••
key F9
$(see 'What is not shown')
$(shot desk-35-not-shown)
key Esc
wait ••
type nguye
wait Z••
key F8
wait $name
$(shot desk-36-read-aloud)
type s
wait Z   o   ë
$(shot desk-37-spelled)
key Esc
wait Z••
key F7
$(see 'Hand over')
wait .zip
$(shot desk-40-hand-over)
key Enter
$(see 'Say this passphrase on the phone')
$(shot desk-41-its-passphrase)
key Enter
wait ••
key F10
$(see Locked)
$(shot desk-45-locked)
key Enter
$front
type 5
$(see 'What was handed out')
wait GGD-2026/118
$(shot desk-46-handed-out)
$home
TEXT
play "$scratch/script"

# --- a visitor asks about their data -------------------------------------------------------------

# whom WISH BY TEXT: the steps from the overview to TEXT typed.
whom() {
	cat <<TEXT
$front
type 3
$(see 'What does the visitor want?')
type $1
$(see 'By what do we look?')
type $2
$(gone 'By what do we look?')
type $3
TEXT
}

cat > "$scratch/script" <<TEXT
$front
type 3
$(see 'What does the visitor want?')
$(shot rights-50-what)
type 1
$(see 'By what do we look?')
$(shot rights-51-how)
type 3
$(see 'The whole name')
type $name
wait $name
$(shot rights-52-whom)
key Enter
$(unlock)
wait [x]
$(shot rights-53-found)
key Enter
$(see 'Is it really this person?')
$(shot rights-54-recognised)
type 2
$(see 'Call this number now')
$(shot rights-55-call)
$(back 'Is it really this person?')
type 1
$(see 'The answer is ready')
$(shot rights-56-answer)
type 1
$(see 'In which language?')
$(shot rights-57-language)
key Enter
wait $name
$(shot rights-58-letter)
$(back 'The answer is ready')
type 2
$(see 'In which language?')
key Enter
$(see 'The letter')
wait letter-R-
$(shot rights-59-file)
key Enter
$(see 'The answer is ready')
$(shot rights-60-written)
key F10
$(see Locked)
key Enter
$(whom 3 3 "$name")
key Enter
$(unlock)
wait [x]
key Enter
$(see 'Is it really this person?')
type 1
$(see 'The right name')
key Backspace 8
wait ${name%-*}
key Enter
$(see 'The right phone number')
$(shot rights-61-put-right)
key Enter
$(see 'Is it right like this?')
$(shot rights-62-confirm)
key F10
$(see Locked)
$(shot rights-63-locked)
key Enter
$(whom 1 3 'Anna de Vries')
key Enter
$(unlock)
wait [ ]
$(shot rights-64-several)
key F10
$(see Locked)
key Enter
$(whom 1 2 0612345600)
wait +31 6 12 34 56 00
$(shot rights-65-number)
key Enter
$(unlock)
$(see 'Nothing was found')
$(shot rights-66-nothing)
key F10
$(see Locked)
key Enter
$(whom 2 1 "$erasure_code")
wait $erasure_code
$(shot rights-67-code)
key Enter
$(see 'Erase it now?')
$(shot rights-68-erase)
type 1
$(see 'Please read this')
wait GGD-2026/118
$(shot rights-69-whom-to-tell)
key Enter
$(see 'It is erased')
$(shot rights-70-erased)
$home
TEXT
play "$scratch/script"

# --- keys and incidents --------------------------------------------------------------------------

menu="wait 3  $(say 'Change my passphrase')"
cat > "$scratch/script" <<TEXT
$front
type 4
$menu
$(shot keys-70-menu)
type 1
$(see 'Who can open the register')
$(gone 'Change my passphrase')
$(shot keys-71-list)
key Esc
$menu
type 2
$(unlock)
$(see Drill)
$(gone 'One moment')
$(shot keys-72-drill)
key Enter
$menu
type 3
$(unlock)
$(see 'A new passphrase')
$(shot keys-73-passphrase)
key Right
key Enter
$(see 'At least 12 characters that nobody can guess, such as four words that do not belong together. It is not shown.')
type short
wait *****
key Enter
wait-gone *****
type four wooden spoons at sea
wait *****
$(shot keys-74-own)
$(back 'A new passphrase')
key Esc
$menu
type 4
$(unlock)
$(see 'A second copy')
wait copy.key
$(shot keys-75-copy)
key Enter
$(see 'The copy is made and tried')
$(shot keys-76-copied)
key Enter
$menu
type 6
$(unlock)
$(see 'A new person gets a key')
type front-desk
wait front-desk
$(shot keys-77-add)
key Enter
$(see 'The file of the new key')
$(shot keys-78-file)
key Enter
$(see 'A new passphrase')
key Right
key Enter
$(see 'At least 12 characters that nobody can guess, such as four words that do not belong together. It is not shown.')
type five small green apples
wait *****
key Enter
$(see 'Once more')
type five small green apples
wait *****
key Enter
$(see 'Now root has to install the new list')
$(shot keys-79-new-list)
key PgDn
svg $scratch/keys-80-new-list-below.svg
key Enter
$menu
run LD_PRELOAD=$SHIM WELKOM_SHIM=$scratch/machine welkom-setup recipients install --config $conf --yes $demo/recipients.new > $scratch/out
type 2
$(unlock)
$(see 'Please read this')
$(shot keys-81-sealed-anew)
key F10
$front
type 4
$menu
type 7
$(unlock)
$(see 'Whose key is taken out?')
$(shot keys-82-whose)
type 1
$(see 'Take this key out?')
$(shot keys-83-revoke)
key F10
$front
type 4
$menu
type 5
$(unlock)
$(see 'Replace my key')
wait-gone *****
$(shot keys-84-rotate)
key F10
$front
type 4
$menu
type 8
$(see 'Recovery sheet')
$(gone 'Change my passphrase')
$(shot keys-85-recovery)
key Enter
$(unlock)
$(see 'A recovery sheet')
type safe
wait safe
key Enter
$(see 'How does it get onto paper?')
$(shot keys-86-paper)
key Enter
$(see 'Secret key (0 is zero, 1 is one; I, L and O do not occur):')
$(shot keys-87-sheet)
key PgDn 6
key Enter
$(see 'Type what stands behind the number, in capitals or not, with or without hyphens.')
type abcd
wait ****
$(shot keys-88-line)
key F10
$front
type 4
$menu
type 9
$(see 'Since when is it known?')
$(shot keys-90-incident-since)
key Enter
$(see 'Is a key exposed?')
$(shot keys-91-exposed)
key Enter
$(see 'Incident sheet')
$(gone 'Is a key exposed?')
$(gone 'One moment')
$(shot keys-92-incident)
$home
TEXT
play "$scratch/script"

# --- nobody is there; something is wrong ---------------------------------------------------------

cat > "$scratch/script" <<TEXT
$front
type 1
$(open_window)
$(unlock)
wait ••
$(set_machine hurry 25)
$(see 'Are you still there?')
$(set_machine hurry 1)
$(shot desk-44-idle)
$home
TEXT
play "$scratch/script"

rm "$demo/register/state/last-purge"
printf 'wait S1\n%s\n%s\n' "$(shot desk-14-alarm)" "$home" > "$scratch/script"
play "$scratch/script"

for picture in "$scratch"/*.svg; do
	rsvg-convert "$picture" -o "$folder/$(basename "$picture" .svg).png"
done

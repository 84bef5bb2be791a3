#!/bin/sh
# SPDX-License-Identifier: ISC
# A visitor stands at the desk and asks about the own data: found, recognised, answered, erased, put
# right, by keyboard alone; who is not recognised learns nothing, and a wrong match tells nothing of
# somebody else. Name and number are in no line of the ledger, and on the screen only when they must be.
set -eu
. "$WELKOM_TESTS/lib.sh"

need_play
new_register
HOME=$scratch/home
export HOME
mkdir "$HOME"
# three at one kiosk, so that a missing number would be noticed; two people have one name
{
	steps 'Zoë Nguyễn' 0612345678
	steps 'Anna de Vries' 0612345601
	steps 'Anna de Vries' 0612345602
	echo "$leave"
} > "$scratch/three"
kiosk "$scratch/three"
zoe=$(grep -oE '[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3} ' "$scratch/screens" | head -n 1 | tr -d ' ')

# to_second_anna: the steps from the overview to the question who the second of two people of that name is.
to_second_anna() {
	to_whom 2 3 'anna de vries'
	echo 'key Enter'
	with_key
	cat <<TEXT
wait 2 entries were found
key Down
key Space
wait > [x]
key Enter
wait Is it really this person?
TEXT
}
# run_desk: plays the steps on standard input; the screens are in $scratch/screens afterwards.
run_desk() {
	{
		cat
		echo "$leave"
	} > "$scratch/steps"
	: > "$scratch/screens"
	desk "$scratch/steps" --key "$key"
}
# last_line PATTERN: the ledger's last line matches it.
last_line() {
	tail -n 1 "$state/ledger" | grep -qE "$1" || fail "the ledger ends: $(tail -n 3 "$state/ledger")"
}

# help: F1 says something of this screen too.
help='key F1
wait Nothing can be broken here
key Esc
wait-gone Nothing can be broken here'

# from what was done to the letter in the language that is offered
to_letter='type 1
wait In which language?
key Enter'

# Access: only the time of arrival is there until somebody was recognised, then the letter.
run_desk <<TEXT
$(to_whom 1 3 'zoë NGUYỄN')
key Enter
$(with_key)
wait 1 entry was found
expect [x] $(date -u -d "@$begin" +%Y-%m-%d)
expect-not Nguy
expect-not +31
key F1
wait You see when somebody arrived, not who
key Esc
wait 1 entry was found
key Enter
wait Is it really this person?
expect Never copy an identity document
expect-not Nguy
expect-not +31
type 1
wait The answer is ready
expect Our reference: R-20
expect Done
expect-not Nguy
$to_letter
wait Our reference:
expect To: Zoë Nguyễn
expect Phone number: +31 6 12 34 56 78
key PgDn
wait Purpose:
key End
wait This is the end of it
expect complain
key Esc
wait Letter to a file
type 2
wait In which language?
type 2
wait The letter
wait letter-R-20
key Enter
wait The letter is in
wait letter-R-20
key Enter
wait Take the stick out.
expect-not Nothing was changed
key Enter
wait start here
TEXT
expect_lines 1 search
grep -qE '	search	reason=access	reference=R-[0-9-]*	key=[0-9a-f]{8}	recognised=no	hours=1	opened=3	found=1	' \
	"$state/ledger" || fail "the search: $(cat "$state/ledger")"
last_line '	recognised	reason=access	reference=R-[0-9-]*	key=[0-9a-f]{8}	recognised=in-person	entries=1	h='
set -- "$HOME"/letter-R-*.txt
[ -f "$1" ] || fail "there is no letter"
[ "$(stat -c %a "$1")" = 600 ] || fail "others can read the letter"
has "$1" 'Zoë Nguyễn'
[ ! -d "$WELKOM_LOCALE_DIR/nl" ] || has "$1" 'Grondslag'
# nothing is written over
: > "$scratch/mine"
run_desk <<TEXT
$(to_whom 1 1 "$zoe")
key Enter
$(with_key)
wait 1 entry was found
key Enter
wait The answer is ready
type 2
wait In which language?
key Enter
wait Make the file
$help
key Home
key Delete 90
type letter
key Enter
wait A path begins with /
key Home
key Delete 9
type $scratch/mine
key Enter
wait exists already; nothing is written over
key Esc
wait Letter to a file
key Esc
wait Take the stick out.
TEXT
grep -q '	search	reason=access.*	recognised=code	hours=1	opened=1	found=1	' "$state/ledger" ||
	fail "a code opens more, or recognises nobody"
expect_lines 1 recognised
is_empty "$scratch/mine"

# Nobody of that name: searched again without the passphrase, then a letter that says so.
run_desk <<TEXT
$(to_whom 1 3 'Zoe Nguyen')
key Enter
$(with_key)
wait Nothing was found
$help
expect We hold nothing under this. What is older than $(date -u -d "@$((begin - 14 * days))" +%Y-%m-%d)
type 1
wait By what do we look?
$help
type 2
wait The whole phone number
type 0612345699
wait +31 6 12 34 56 99
$help
key Enter
wait Nothing was found
type 2
wait Nothing is held
$help
type 1
wait In which language?
$help
key Enter
wait We hold nothing about you
$help
expect-not Zoe
key Esc
wait Letter to a file
type 3
wait Take the stick out.
TEXT
expect_lines 4 search
last_line '	search	reason=access	.*	found=0	'

# Two people of one name: masked, none is marked, and the one who asks is called back. Who is not
# recognised learns nothing.
run_desk <<TEXT
$(to_whom 2 3 'anna de vries')
key Enter
$(with_key)
wait 2 entries were found
expect They differ: perhaps not all are one person
expect [ ] $(date -u -d "@$begin" +%Y-%m-%d)
expect-not [x]
expect ••01
expect A••• d• V••••
expect-not Anna
expect-not 6 12 34
key Enter
wait Mark what is theirs with Space
key Down
key Space
wait > [x]
key Enter
wait Is it really this person?
key Enter
wait Nothing was shown or changed
key Enter
wait Nothing was changed.
key Enter
wait start here
TEXT
expect_lines 0 erase
expect_lines 1 recognised
run_desk <<TEXT
$(to_second_anna)
type 2
wait Call this number now
$help
expect +31 6 12 34 56 02
expect-not 56 01
expect-not Anna
key Enter
wait Nothing was shown or changed
$help
key Enter
wait Nothing was changed.
TEXT
expect_lines 1 recognised
expect_lines 0 erase
run_desk <<TEXT
$(to_second_anna)
type 2
wait Call this number now
type 1
wait Erase it now?
$help
expect 1 entry will be erased at once
key Enter
wait Nothing was changed.
TEXT
last_line '	recognised	reason=erasure.*	recognised=called-back	entries=1	'
expect_lines 0 erase
# handed out before, so that somebody has to be told
purge --quiet
trace "$(hour_from 0)" "$(hour_to 0)" --reference GGD/7 --output "$scratch/list" 2> /dev/null
run_desk <<TEXT
$(to_second_anna)
type 2
wait Call this number now
type 1
wait Erase it now?
type 1
wait Tell the receiver of the hand-over GGD/7
key Enter
wait It is erased
$to_letter
wait You asked us to erase
key Esc
wait Letter to a file
key F10
wait Take the stick out.
key Enter
wait start here
expect 2 visits
TEXT
expect_lines 1 erase
last_line '	erase	matched=1	kid=[0-9a-f]{32}	reason=erasure	.*	recognised=called-back	key='
trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/out" 2> "$scratch/err" || fail "a gap: $(cat "$scratch/err")"
has "$scratch/out" '+31612345601'
has_not "$scratch/out" '+31612345602'

# A mistake is put right; what is not different, or no name, changes nothing.
run_desk <<TEXT
$(to_whom 3 2 0612345601)
key Enter
$(with_key)
wait 1 entry was found
$help
key Enter
wait Is it really this person?
$help
type 1
wait The right name
wait Anna de Vries
$help
key Enter
wait The right phone number
wait +31 6 12 34 56 01
$help
key Enter
wait is different from before
key Backspace
key Enter
wait Is this number right?
key Esc
wait The right name
key Backspace
type z
wait Anna de Vriez
key Enter
wait The right phone number
key Enter
wait Is it right like this?
expect Before: Anna de Vries, +31 6 12 34 56 01
expect After: Anna de Vriez, +31 6 12 34 56 01
$help
key Esc
wait The right phone number
key Esc
wait The right name
wait Anna de Vries
key Esc
wait Nothing was changed.
$help
TEXT
expect_lines 0 rectify
run_desk <<TEXT
$(to_whom 3 2 0612345601)
key Enter
$(with_key)
wait 1 entry was found
key Enter
wait Is it really this person?
type 1
wait The right name
key Backspace
type z
wait Anna de Vriez
key Enter
wait The right phone number
key Enter
wait Is it right like this?
type 1
wait Tell the receiver of the hand-over GGD/7
key Enter
wait It is put right
$to_letter
wait It is corrected
key End
wait end of it
key Esc
wait Letter to a file
key Esc
wait Take the stick out.
TEXT
expect_lines 1 rectify
last_line '	rectify	kid=[0-9a-f]{32}	reason=rectification	.*	recognised=in-person	'
trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/out" 2> "$scratch/err"
has "$scratch/out" 'Anna de Vriez'

# By the code: a slip is noticed, no key is asked for, and it is gone at once, in the inbox too. Objection
# is the same with another letter.
sign_in 'Jan Jansen' 0612345670
jan=$(code)
searches=$(ledger_lines search)
run_desk <<TEXT
$(to_whom 4 1 "$(slip "$zoe")")
key Enter
wait There is a mistake in this code
key Esc
wait By what do we look?
key Esc
wait What does the visitor want?
$help
key Esc
wait start here
$(to_whom 4 1 "$jan")
key Enter
wait Erase it now?
expect No key is needed
key Enter
wait start here
$(to_whom 4 1 "$jan")
key Enter
wait Erase it now?
type 1
wait Tell the receiver of the hand-over GGD/7
key Enter
wait It is erased
$to_letter
wait You objected
expect-not Jan
key Esc
wait Letter to a file
key Esc
wait start here
$(to_whom 4 1 "$jan")
key Enter
wait Erase it now?
type 1
wait Nothing is held
TEXT
expect_lines "$searches" search
grep -q '	erase	matched=1	kid=.*	reason=objection	.*	recognised=code	h=' "$state/ledger" || fail "by code"
last_line '	erase	matched=0	reason=objection	.*	recognised=code	'

# Esc at each step goes back one, and what was typed is gone; without a line in the ledger nothing is
# shown. Keys alone reach everything from 40x12 on.
lines=$(ledger_lines)
run_desk <<TEXT
$(to_whom 1 3 'Zoë Nguyễn')
key Enter
wait Your key
key Esc
wait The whole name
expect-not Zo
type 1
key Esc
wait By what do we look?
key Left
key Enter
wait The whole phone number
key Enter
wait Please type your phone number
key Tab 2
key Enter
wait By what do we look?
key Esc 1
wait What does the visitor want?
key Esc
wait start here
resize 40x12
type 3
wait What does the visitor want?
key Enter
wait By what do we look?
key Right 2
key Enter
wait The whole name
type Zoë Nguyễn
key Enter
$(with_key)
wait 1 entry was found
expect [x]
key Enter
wait Is it really
key Esc
wait 1 entry was found
key Esc
wait Nothing was changed.
key Enter
wait start here
resize 80x24
run mv $state/ledger $scratch/ledger && mkdir $state/ledger
$(to_whom 1 3 'Zoë Nguyễn')
key Enter
$(with_key)
wait the ledger was replaced
key Enter
wait It could not be done
$help
expect-not [x]
key Enter
wait Take the stick out.
run rmdir $state/ledger && mv $scratch/ledger $state/ledger
TEXT
expect_lines $((lines + 1))

for text in Zo Nguy Anna Jan 6123456 "$jan" "$(echo "$jan" | tr -d -)"; do
	has_not "$state/ledger" "$text"
done
expect_exit 0 on welkom-desk ledger verify --config "$conf" --key "$key"

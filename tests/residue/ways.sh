# SPDX-License-Identifier: ISC
# ways.sh: the steps of every way of leaving a screen, for search.sh.

write_ways() {
	# from Start to an empty field for the name
	to_name='wait Start
key Enter
wait Before you type anything
key Enter
wait Your name'
	# the same, with the name in it
	typed_name="$to_name
type $name
wait $name"
	# from there to the screen of the number, with the number in it
	typed_number="key Enter
wait Your phone number
type $number
wait $number"
	# the code on the screen, as it is shown and without hyphens
	take_code="print
run grep -oE '[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3} ' $scratch/screens | tail -n 1 | tr -d ' ' > $scratch/shown
run tr -d - < $scratch/shown | cat $scratch/shown - > $scratch/code; test -s $scratch/code"
	cat <<TEXT
wait Start
pid $scratch/pid
$scan fresh 'nobody was there' name number erase

# Esc from the name to the notice, and "No thanks"
$typed_name
$scan found 'the name is shown' name
key Esc
wait Before you type anything
$(gone 'name, Esc')
key Right
key Enter
wait Nothing was stored
$(gone 'name, Esc, No thanks')
key Enter
wait Start
$(gone 'after No thanks')

# typed slowly, corrected, another language, other displays
$to_name
type ${name%% *}
wait ${name%% *}
type qq
wait ${name%% *}qq
key Backspace 2
key Left 3
key Right 3
type \\x20${name#* }
wait $name
key F2
wait Uw naam
key F2 4
wait Your name
key F3
wait $name
$scan found 'large' name
key F3
wait F3 Plain
$scan found 'contrast' name
key F3
wait F3 Standard
$scan found 'plain' name
key F3
wait Your name
key Tab 2
key Enter
wait Before you type anything
$(gone 'typed slowly, F2, F3, Back')
key Esc
wait Start
$(gone 'typed slowly, F2, F3, Back, Esc')

# a name that is too long
$to_name
key Enter
wait Please type your name.
repeat 5
type $name $name\x20
end
wait No more letters fit here.
$scan found 'no more letters fit' name
key Esc
wait Before you type anything
$(gone 'no more letters fit, Esc')
key Esc
wait Start

# Esc from the number, back to the name, back to the notice
$typed_name
$typed_number
$scan found 'the number is shown' number
$scan rest 'the number is shown' name
key Esc
wait Your name
wait $name
$scan rest 'back at the name' number
key Esc
wait Before you type anything
$(gone 'number, Esc, Esc')
key Esc
wait Start

# a number that is refused
$typed_name
$typed_number
type x
wait ${number}x
key Enter
wait It can only have digits
$scan found 'the number is refused' number
key Esc
wait Your name
key Esc
wait Before you type anything
$(gone 'number refused, Esc, Esc')
key Esc
wait Start

# other sizes
$typed_name
resize 132x50
wait $name
resize 100x20
wait $name
resize 40x12
wait Your name
resize 30x8
wait Please enlarge this window
resize 60x20
wait $name
$scan found 'other sizes' name
key Esc
wait Before you type anything
$(gone 'other sizes, Esc')
resize 80x24
key Esc
wait Start
$typed_name
resize 30x8
wait Please enlarge this window
key Esc
resize 80x24
wait Before you type anything
key Esc
wait Start
$(gone 'the window became too small')

# nobody is there any more: with the name, with the number, with help over the name
$typed_name
$(hurry 120)
wait Start
$(gone 'name, idle')
$(hurry 4)
$typed_name
$typed_number
$(hurry 120)
wait Start
$(gone 'number, idle')
$(hurry 4)
$typed_name
key F1
wait Backspace removes
$scan rest 'help over the name' name
$(hurry 120)
wait Start
$(gone 'help over the name, idle')
$(hurry 4)

# signed in, to the end
$typed_name
$typed_number
key Enter
wait You are signed in
$take_code
$(gone 'signed in')
$scan found 'the code is shown' code
key F3
wait You are signed in
$scan found 'the code is shown large' code
key Enter
wait Start
$(gone 'signed in, Enter')
$scan gone 'signed in, Enter' code

# signed in, and gone without a word
$typed_name
$typed_number
key Enter
wait You are signed in
$take_code
$(hurry 120)
wait Start
$(gone 'signed in, idle')
$scan gone 'signed in, idle' code
$(hurry 4)

# erasing: Esc from the code, Esc from the question, a slip in the code, erased
key Left
key Enter
wait Type the code
type $erase
wait $erase
$scan found 'the code is typed' erase
key Esc
wait Start
$scan gone 'erase, Esc' erase
key Left
key Enter
wait Type the code
type $erase
key Enter
wait Erase the entry with this code?
key Esc
wait Start
$scan gone 'erase, asked, Esc' erase
key Left
key Enter
wait Type the code
type ${erase}X
key Enter
wait There is a mistake in this code
$scan found 'the code is refused' erase
key Esc
wait Start
$scan gone 'erase, refused, Esc' erase
key Left
key Enter
wait Type the code
type $erase
key Enter
wait Erase the entry with this code?
key Left
key Enter
wait Within 15 minutes
$scan gone 'erased' erase
key Enter
wait Start
$scan gone 'erased, Enter' erase

# the register cannot be used when the number is confirmed
$typed_name
$typed_number
run mv $register $register.away
key Enter
wait could not be stored
$(gone 'not stored')
run mv $register.away $register
key Enter
wait Start
$(gone 'not stored, Enter')

# more than an hour at the screens
$typed_name
$typed_number
$(set_machine up 4000 offset $((m_begin + 4000)))
key Enter
wait Please begin again
$(gone 'too late')
key Enter
wait Start

# the kiosk ends while the name is typed; it stops itself at its very end
$typed_name
$scan found 'before the end' name
signal TERM
$scan stopped 'ended' name number code erase
run kill -CONT \$(cat $scratch/pid)
exit 0
TEXT
}

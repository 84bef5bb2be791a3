# SPDX-License-Identifier: ISC
# walk.sh: the steps of a walk to every screen of the kiosk, each printed under a name of its own,
# with PgDn until its end. Read by scripts that look at all of them, after lib.sh. $title is a function
# of the script: the translation of an English title, as far as it can be waited for.

# show NAME: prints the screen, page by page.
show() {
	[ "${pages:-1}" -eq 1 ] || echo 'key PgUp 20'
	printf 'print %s\n' "$1"
	shown=0
	while [ $((shown += 1)) -lt "${pages:-1}" ]; do
		printf 'key PgDn\nprint %s\n' "$1"
	done
}

# to ENGLISH TITLE: waits for the page of that title. The translation must be there.
to() {
	echo "wait $("$title" "$1")"
}

# walk LANGUAGE CODE: the steps; LANGUAGE by its own name, CODE of an entry. Wants idle_seconds = 60, and
# time that hurries (machine hurry 10).
walk() {
	cat <<TEXT
wait $1
$(show welcome)
key F1
wait-gone $1
$(show help)
key Esc
wait $1
key Enter
$(to "Before you type anything")
$(show notice)
type 3
$(to "Privacy notice")
$(pages=$((${pages:-1} * 4)) show full-notice)
key Esc
$(to "Before you type anything")
type 2
$(to Welcome)
$(show no-thanks)
key Enter
wait $1
key Enter
$(to "Before you type anything")
key Enter
$(to "Your name")
$(show name)
key Enter
$(to "Please type your name.")
$(show name-empty)
key F4
$(show name-no-accent)
type $(printf '0%.0s' $(seq 1 140))
$(show name-full)
key Backspace 140
type o
key F4
wait 1
$(show name-accents)
key F4
key Enter
$(to "Your phone number")
$(show phone)
key Enter
$(to "Please type your phone number.")
$(show phone-empty)
type 1x
key Enter
$(to "Please check this number. It can only have digits, and + at the start.")
$(show phone-letters)
key Backspace 2
type 123456
key Enter
$(to "From which country is the number?")
$(show phone-country)
key Esc
$(to "Your phone number")
key Home
type +
key End
type 1234567890123456789012345678901234
key Enter
$(to "This number is too long. Please check it.")
$(show phone-too-long)
key Backspace 60
type +316123
key Enter
$(to "Is this number complete? It looks too short or too long. Press Enter again to keep it.")
$(show phone-unlikely)
key Enter
$(to Welcome)
$(show done)
key Enter
wait $1
key Up
key Enter
wait-gone $1
$(to "Erase my entry")
$(show code)
type 1
key Enter
$(to "There is a mistake in this code. Please check each letter and digit.")
$(show code-wrong)
key Backspace
type $2
wait $2
key Enter
wait-gone $2
$(show confirm)
run mv "$register" "$register.away"
key Up
key Enter
$(to "Please go to reception")
$(show not-erased)
run mv "$register.away" "$register"
key Enter
wait $1
key Up
key Enter
wait-gone $1
$(to "Erase my entry")
type $2
wait $2
key Enter
wait-gone $2
key Up
key Enter
wait 15
$(show erased)
key Enter
wait $1
run mv "$register" "$register.away"
wait S1
$(show closed-s1)
run mv "$register.away" "$register"
wait-gone S1
run mv "$state/clock" "$state/away"
wait C1
$(show closed-c1)
run mv "$state/away" "$state/clock"
wait-gone C1
key Enter
$(to "Before you type anything")
key Enter
$(to "Your name")
type Ann
key Enter
$(to "Your phone number")
type +31612345678
run mv "$register" "$register.away"
key Enter
wait S1
$(show not-stored)
run mv "$register.away" "$register"
key Enter
wait-gone S1
wait $1
key Enter
$(to "Before you type anything")
key Enter
$(to "Your name")
type Ann
key Enter
$(to "Your phone number")
type +31612345678
$(set_machine up 3700)
key Enter
$(to "Please begin again")
$(show too-late)
$(set_machine up 0)
key Enter
wait $1
key Enter
$(to "Before you type anything")
$(set_machine hurry 30)
$(to "Are you still there?")
$(pages=1 show warning)
$(set_machine hurry 1)
$leave
TEXT
}

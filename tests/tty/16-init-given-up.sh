#!/bin/sh
# SPDX-License-Identifier: ISC
# Who ends the input at any question of init, interrupts it, or does not get a passphrase chosen in three
# tries, whatever is wrong with it, has made nothing; the passphrase that was offered is not left on the screen, and what is typed
# afterwards is shown.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/typed.sh"
need_shim
mkdir "$scratch/all" "$scratch/all/owner"
picture "$scratch/all" > "$scratch/before"

answers='type yes|wait Organisation:|wait Contact for visitors|wait Privacy officer|wait Enter: later|wait Review by|wait Calling code'

# reach N: the steps to the question that comes after N answers.
reach() {
	echo 'wait Is this right? (yes/no)'
	echo "$answers" | tr '|' '\n' | head -n "$1" | while read -r step; do
		printf '%s\nkey Enter\n' "$step"
	done
}

# offered: the steps to the page with the passphrase.
offered() {
	reach 7
	cat <<TEXT
wait A passphrase was made
cursor-after for one of your own:
save P Passphrase:
raw-residue Calling code
expect \${P}
TEXT
}

# asked: the steps to a question that does not show what is typed.
asked() {
	offered
	cat <<TEXT
${1:+type $1}
key Enter
cursor-after (it is not shown):
raw-residue \${P}
TEXT
}

# nothing [STATUS]: the steps of the end.
nothing() {
	echo "wait it ended with ${1:-1}"
	[ -n "${1:-}" ] || echo 'expect Nothing was made.'
	cat <<TEXT
expect-not \${P}
raw-residue \${P}
$(ended "${1:-1}")
TEXT
}

# own TEXT [AGAIN]: the steps of typing a passphrase, and of typing it again.
own() {
	cat <<TEXT
cursor-after Your passphrase (it is not shown):
type $1
raw-residue $1
key Enter
TEXT
	[ -z "${2:-}" ] || cat <<TEXT
cursor-after The same once more:
type $2
raw-residue $2
key Enter
TEXT
}
good='zeven wilde fietsen'

{
	# so that P is a variable from the beginning
	offered
	cat <<TEXT
key Ctrl-D
wait input ended
$(nothing)
TEXT
	# --- the end of the input ------------------------------------------------------------------------
	for n in 0 1 2 3 4 5 6; do
		reach $n
		[ $n -eq 0 ] || echo "wait $(echo 'Organisation:|Contact for|Privacy officer|(Enter: later):|Review by|Calling code' |
			cut -d '|' -f $n)"
		printf 'key Ctrl-D\nwait input ended\n'
		nothing
	done
	# three times from the note
	asked
	cat <<TEXT
key Ctrl-D
wait That was not the passphrase
key Ctrl-D
wait input ended
$(nothing)
$(asked own)
key Ctrl-D
wait no passphrase was given
$(nothing)
$(asked own)
$(own "$good")
cursor-after The same once more:
key Ctrl-D
wait no passphrase was given
$(nothing)
TEXT
	# --- three tries ---------------------------------------------------------------------------------
	asked
	for try in 1 2 3; do
		[ $try -eq 1 ] || cat <<TEXT
wait That was not the passphrase. Here it is again.
expect \${P}
key Enter
wait What you typed was not the passphrase. Look at your note
cursor-after (it is not shown):
TEXT
		cat <<TEXT
type \${P}\x20
key Enter
TEXT
	done
	cat <<TEXT
wait the passphrase was not noted
$(nothing)
$(asked own)
$(own 'elf letters')
wait the passphrase is too short: at least 12 characters
$(own abcabcabcabcabcabc)
wait the passphrase is too simple
$(own "$good" "$good.")
wait These were not the same.
wait no passphrase was chosen
$(nothing)
$(asked own)
key Enter
wait no passphrase was given
$(own "$(printf '%0257d' 0)")
wait the passphrase is too long, or not UTF-8
$(own 'zeven wilde \xff fietsen')
wait no passphrase was chosen
$(nothing)
$(asked own)
$(own "$good")
cursor-after The same once more:
key Enter
wait These were not the same.
cursor-after Your passphrase (it is not shown):
key Ctrl-D
wait no passphrase was given
$(nothing)
TEXT
	# --- the clock is wrong ----------------------------------------------------------------------------
	cat <<TEXT
wait Is this right? (yes/no)
type n
key Enter
wait set the clock first
$(nothing)
TEXT
	# --- signals -------------------------------------------------------------------------------------
	cat <<TEXT
wait Is this right? (yes/no)
key Ctrl-C
$(nothing 130)
$(offered)
key Ctrl-C
$(nothing 130)
$(asked own)
key Ctrl-C
$(nothing 130)
TEXT
	for number in 1 15; do
		cat <<TEXT
$(offered)
run kill -$number \$(cat $pid)
$(nothing $((128 + number)))
TEXT
	done
	# Enter that was typed too early does not take the passphrase unseen
	cat <<TEXT
$(reach 6)
wait Calling code
type \n\n\n
cursor-after for one of your own:
expect A passphrase was made
key Ctrl-D
$(nothing)
$(offered)
key Ctrl-D
$(ended 1 bye)
TEXT
} > "$scratch/steps"
at_terminal "$scratch/steps" welkom-setup init --config "$scratch/all/conf/welkom.conf" \
	--state "$scratch/all/register" --key "$scratch/all/owner/reception.key"
same_files "$scratch/all" "$scratch/before"

# SPDX-License-Identifier: ISC
# steps.sh: what a visitor does at the kiosk and reception at the desk, as steps for the player (see
# tty/README.md), and what plays them. Read by lib.sh.

# set_machine NAME VALUE...: a step that sets the machine in the middle of a script.
set_machine() {
	(
		while [ $# -gt 0 ]; do
			eval "m_$1=$2"
			shift 2
		done
		set_file=$scratch/machine-$m_offset-$m_up-$m_hurry
		write_machine "$set_file"
		echo "run dd if=$set_file of=$scratch/machine bs=512 conv=notrunc status=none"
	)
}

# kiosk SCRIPT: plays the steps of the file SCRIPT at a kiosk. Screens go to $scratch/screens.
kiosk() {
	need_play
	kiosk_script=$1
	shift
	"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$kiosk_script" -- \
		welkom-kiosk --config "$conf" --language en "$@" >> "$scratch/screens" ||
		fail "the kiosk did not do what $kiosk_script says"
}

# desk SCRIPT [OPTION]...: the same at reception's screen.
desk() {
	need_play
	desk_script=$1
	shift
	"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$desk_script" -- \
		welkom-desk --config "$conf" "$@" >> "$scratch/screens" ||
		fail "the desk did not do what $desk_script says"
}

# to_hours [REFERENCE]: the steps from the overview of an authority that calls to the question which hours.
to_hours() {
	cat <<TEXT
wait start here
key Enter
wait Reference
${1:+type $1
}key Enter
wait Which hours?
TEXT
}

# with_key [PASSPHRASE]: the steps from the question for the key to what comes after the passphrase.
with_key() {
	cat <<TEXT
wait Your key
key Enter
wait Your passphrase
type ${1:-$(cat "$passphrase")}
key Enter
TEXT
}

# to_visits: the steps from the overview to the list of today's visits, with the usual answers. What is
# typed is the passphrase alone.
to_visits() {
	to_hours
	echo 'key Enter'
	with_key
	echo 'wait Only arrival is recorded'
}

# to_whom WISH BY TEXT: the steps from the overview to TEXT typed by a visitor's wish.
to_whom() {
	cat <<TEXT
wait start here
type 3
wait What does the visitor want?
type $1
wait By what do we look?
type $2
wait Next
type $3
wait $3
TEXT
}

# to_sheet: the steps from the menu of keys to the four lines of a recovery sheet, in $L1 to $L4.
to_sheet() {
	cat <<TEXT
type 8
wait Make a sheet
key Enter
$(with_key)
wait What is it called
type safe
key Enter
wait How does it get onto paper
key Enter
wait Copy all of this by hand
TEXT
	for sheet_line in 1 2 3 4; do
		printf 'save L%s %s%s%s\n' $sheet_line '\x20\x20\x20' $sheet_line '\x20\x20\x20'
	done
}

# to_phone NAME: the steps from Start to the screen of the number.
to_phone() {
	cat <<TEXT
wait Start
key Enter
wait Before you type anything
key Enter
wait Your name
type $1
wait $1
key Enter
wait Your phone number
TEXT
}

# steps NAME PHONE: the steps of signing in, from Start to Start. The code is drawn before the button.
steps() {
	to_phone "$1"
	cat <<TEXT
type $2
wait $2
key Enter
wait You are signed in
wait Done
print Code
key Enter
wait Start
TEXT
}

# The steps of ending the kiosk.
leave='signal TERM
exit 0'

# sign_in NAME PHONE: a visitor at a kiosk of their own.
sign_in() {
	{
		steps "$1" "$2"
		echo "$leave"
	} > "$scratch/sign-in"
	kiosk "$scratch/sign-in"
}

# code: the last erasure code that a kiosk has shown.
code() {
	grep -oE '[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3} ' "$scratch/screens" | tail -n 1 | tr -d ' '
}

# closed CODE: the kiosk takes nobody, and says CODE; while the register can be used (any code but
# S1) an entry can still be erased.
closed() {
	{
		cat <<TEXT
wait Please go to reception
wait Reception: code $1
expect-not Start
TEXT
		[ "$1" = S1 ] || cat <<TEXT
key Enter
wait Type the code
key Esc
TEXT
		echo "wait Please go to reception"
		echo "$leave"
	} > "$scratch/closed"
	kiosk "$scratch/closed"
}

# open: the kiosk would take somebody.
open() {
	cat > "$scratch/open" <<TEXT
wait Start
key Enter
wait Before you type anything
$leave
TEXT
	kiosk "$scratch/open"
}

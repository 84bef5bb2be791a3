#!/bin/sh
# SPDX-License-Identifier: ISC
# What reception should know while visitors can sign in is a small code beside the keys: in every
# language and display, at 80x24 and at 40x12, it moves nothing else on the welcome screen. It is on no
# other screen, and goes by itself.
set -eu
. "$WELKOM_TESTS/lib.sh"
new_register
machine hurry 5
need_play

# What a run finds strange, it leaves alone and fails; it is gone, and the next run is good.
cat > "$scratch/fail" <<TEXT
: > "$store/keys/strange"
! LD_PRELOAD=$SHIM WELKOM_SHIM=$scratch/machine welkom-purge --quiet --config "$conf" 2> /dev/null
TEXT
cat > "$scratch/mend" <<TEXT
rm "$store/keys/strange"
LD_PRELOAD=$SHIM WELKOM_SHIM=$scratch/machine welkom-purge --quiet --config "$conf"
TEXT

# fail_now: the steps of a run that fails, a minute after what was before
minutes=0
fail_now() {
	set_machine offset $((m_begin + minutes * 60)) up $((minutes * 60))
	echo "run sh $scratch/fail"
}

# It comes and goes, and closes nothing.
minutes=1
cat > "$scratch/comes" <<TEXT
wait Start
expect-not code
$(fail_now)
wait Reception: code P4
expect > Start
expect Erase my entry
key F1
wait Backspace removes
expect-not code P4
key Esc
wait Reception: code P4
key Enter
wait Before you type anything
expect-not code P4
key Enter
wait Your name
type Amber
key Enter
wait Your phone number
type 0612345678
key Enter
wait You are signed in
expect-not code P4
key Enter
wait Reception: code P4
run sh "$scratch/mend"
wait-gone code P4
wait Start
$leave
TEXT
kiosk "$scratch/comes"
trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/sheet"
has "$scratch/sheet" 'Amber  '

# all_of NAME: prints the welcome screen in each language, and in English in each display.
all_of() {
	for next in Nederlands Français Deutsch Polski English; do
		printf 'wait F2 %s\nprint %s\nkey F2\n' "$next" "$1"
	done
	for next in Larger Contrast Plain Standard; do
		printf 'wait F3 %s\nprint %s\nkey F3\n' "$next" "$1"
	done
}

# rows NAME WHICH: of each screen printed as NAME all rows but the last, or the last alone
rows() {
	awk -v name="$1" -v which="$2" '
		/^\+-+\+$/ {
			if (inside == 1 && which == "last")
				print before
			inside = inside == 0 && seen
			before = ""
			seen = 0
			next
		}
		!inside { seen = $1 == name; next }
		before != "" && which == "others" { print before }
		{ before = $0 }' "$scratch/screens"
}

# moves_nothing SIZE WORDS [LINE-OF-CONFIGURATION]: the last row has WORDS, in nine screens
moves_nothing() {
	: > "$scratch/screens"
	minutes=$((minutes + 1))
	configure "$register" 'symptom_notice = yes' "${3:-touch = no}"
	{
		all_of without
		fail_now
		echo "wait P4"
		all_of with
		echo "run sh $scratch/mend"
		echo "$leave"
	} > "$scratch/all"
	sized "$1"
	rows without others > "$scratch/without"
	rows with others > "$scratch/with"
	[ "$(grep -c 'F3' "$scratch/without")" -ge 9 ] || fail "these are not nine screens"
	cmp -s "$scratch/without" "$scratch/with" || {
		diff -u "$scratch/without" "$scratch/with" >&2 || true
		fail "something moved at $1"
	}
	rows without last > "$scratch/last-without"
	! grep -q P4 "$scratch/last-without" || fail "there it was before"
	rows with last > "$scratch/last"
	[ "$(grep -cE "$2" "$scratch/last")" -eq 9 ] || {
		cat "$scratch/last" >&2
		fail "not on each of nine screens at $1"
	}
}

# sized SIZE: plays all of them at that size.
sized() {
	"$PLAY" -s "$1" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/all" -- \
		welkom-kiosk --config "$conf" --language en >> "$scratch/screens" ||
		fail "the kiosk did not do what it should at $1"
}

moves_nothing 80x24 '(Reception: code|Receptie: code|Accueil.: code|Empfang: Code|Recepcja: kod) P4 \|'
moves_nothing 40x12 ' P4 \|'
moves_nothing 80x24 ' P4 \|' 'touch = yes'

# 30 days before the review date: R2, and P4 comes before it.
configure "$register"
sed "s/^review_by = .*/review_by = $(date -u -d "@$((begin + 20 * days))" +%Y-%m-%d)/" "$conf" \
	> "$scratch/changed"
cat "$scratch/changed" > "$conf"
minutes=$((minutes + 1))
cat > "$scratch/soon" <<TEXT
wait Reception: code R2
expect > Start
$(fail_now)
wait Reception: code P4
run sh "$scratch/mend"
wait Reception: code R2
key Enter
wait Before you type anything
$leave
TEXT
kiosk "$scratch/soon"

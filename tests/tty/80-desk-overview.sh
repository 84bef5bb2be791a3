#!/bin/sh
# SPDX-License-Identifier: ISC
# Reception's screen without a key: how much there is, whether it is forgotten in time, what was handed
# out; a drill; never a name; from 40x12 on.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
need_play
sign_in "Overview Nobody" "+31 6 1234 5678"

cat > "$scratch/overview" <<TEXT
wait All is well.
expect Last good purge:
expect Ledger: 1 line, whole
expect 1 visit
expect > 1 The health authority is calling: start here
cursor-on >
expect-not Nobody
key F1
wait It shows how many visits there are, never who
key Esc
wait start here
key F5
wait State of the register
expect Clock: trusted
key Esc
wait start here
type 5
wait Nothing was handed out.
key Esc
wait start here
resize 40x12
wait Authority calls: start here
expect All is well.
expect > 5 What was handed out
expect Quit
resize 39x12
wait Please enlarge this window
resize 80x24
wait start here
key Left
key Enter
wait 08:00
key Esc
key Down
wait > 6 Quit
key Enter
exit 0
TEXT
desk "$scratch/overview"

# A drill: a wrong passphrase changes nothing, the right one is noted, and no entry is opened.
cat > "$scratch/drill" <<TEXT
wait All is well.
type 4
wait Prove that my key opens (drill)
type 2
wait The file of your key
wait $key
key Enter
wait Type the passphrase
type wrong
wait *****
key Enter
wait Type the passphrase
wait this passphrase does not open the key
type $(cat "$passphrase")
wait ****************************
expect-not staple
key Enter
wait No entry was opened.
expect Take the stick out.
key Enter
wait Prove that my key opens (drill)
key Esc
wait start here
expect Ledger: 2 lines, whole
key F10
wait start here
type 6
exit 0
TEXT
desk "$scratch/drill" --key "$key"
expect_lines 1 drill
expect_lines 0 open

# In every language the facts of the overview are whole at 80 columns: each one that F5 spells out
# stands there too, with times as long as they get.
purge --quiet
for language in en nl fr de pl; do
	printf 'wait F5\nprint front\nkey F5\nwait-gone F5\nprint state\nsignal TERM\nexit 0\n' > "$scratch/facts"
	LANGUAGE=$language "$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" \
		"$scratch/facts" -- welkom-desk --config "$conf" > "$scratch/shown" || fail "in $language"
	sed '/^state/,$d' "$scratch/shown" > "$scratch/front"
	sed '1,/^state/d;/┌/,$d' "$scratch/shown" | sed -n 's/^|  *\([^ ].*: .*[^ ]\) *|$/\1/p' > "$scratch/whole"
	[ "$(wc -l < "$scratch/whole")" -ge 6 ] || fail "the state in $language: $(cat "$scratch/shown")"
	while read -r fact; do
		has "$scratch/front" "$fact"
	done < "$scratch/whole"
done

# An alarm says what to do, above everything.
rm "$state/last-purge"
cat > "$scratch/alarm" <<TEXT
wait ALARM S1:
expect-not All is well
$leave
TEXT
desk "$scratch/alarm"

# Where the staff key brought it up it ends by itself.
cat > "$scratch/idle" <<TEXT
wait ALARM S1:
$(set_machine hurry 25)
exit 0
TEXT
desk "$scratch/idle" --idle-exit 60

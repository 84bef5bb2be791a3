#!/bin/sh
# SPDX-License-Identifier: ISC
# Keys at reception's screen do what the verbs do: who can open, another passphrase, a second copy, a
# person comes and leaves, the own key replaced, a recovery sheet made by hand and used when all else is
# lost. Going back at any step changes nothing; a list that nobody announced is an alarm with its hours.
set -eu
. "$WELKOM_TESTS/lib.sh"

need_play
# its screen can write here
HOME=$scratch
export HOME
new_register
. "$WELKOM_TESTS/keys.sh"
sign_in 'Femke Visser' 0612345678
expect_exit 0 as_reception drill
own=$(cat "$passphrase")
groups() {
	print_of "$1" | sed 's/..../& /g; s/ $//'
}
# to_keys: the steps from the overview to the menu of keys.
to_keys='wait start here
type 4
wait Who can open the register'

# --- who can open, without a key: the stick need not be in -------------------------------------
cat > "$scratch/list" <<TEXT
$to_keys
expect > 1 Who can open the register
cursor-on >
key F1
wait A fingerprint is what people compare
key Esc
wait Recovery sheet: make or use one
key Enter
wait The ledger announced all of these keys
expect reception
expect $(groups reception)
expect Announced on $(date -u -d "@$begin" +%Y-%m-%d), today
expect Last drill on $(date -u -d "@$begin" +%Y-%m-%d)
expect Fingerprint of the list
key F1
wait Announced means
key Esc
wait Fingerprint of the list
key Esc
wait Recovery sheet: make or use one
resize 40x12
wait 9 Incident sheet
type 1
wait reception
resize 80x24
key Esc
wait Recovery sheet: make or use one
key Esc
wait start here
$leave
TEXT
desk "$scratch/list" --key "$scratch/no/such.key"

# --- back at each step ------------------------------------------------------------------------
add_anna
install_list "$scratch/owner"
expect_exit 0 as_reception drill
before() {
	picture "$scratch/owner" > "$scratch/owner-before"
	picture "$scratch/conf" > "$scratch/conf-before"
	cp "$state/ledger" "$scratch/ledger-before"
}
nothing_changed() {
	same_files "$scratch/owner" "$scratch/owner-before"
	same_files "$scratch/conf" "$scratch/conf-before"
	cmp -s "$state/ledger" "$scratch/ledger-before" || fail "$1: the ledger: $(tail -n 1 "$state/ledger")"
}
# steps_of N: what each entry of the menu asks for, a line for each step: TEXT|KEYS;THAT;ANSWER;IT
steps_of() {
	echo "The file of your key|key Enter"
	echo "Type the passphrase|type $own;key Enter"
	case $1 in
	3)
		echo 'Write it down now|key Right;key Enter'
		echo 'At least 12 characters|type some words of my own;key Enter'
		echo 'Type the same passphrase once more|'
		;;
	4) echo 'A second copy|' ;;
	5) echo 'with the passphrase that you have now|' ;;
	6)
		echo 'What is the key called|type porter;key Enter'
		echo 'The file of the new key|key Enter'
		echo 'Write it down now|key Enter'
		echo 'Type it from your note|'
		;;
	7)
		echo 'Whose key is taken out|type 2'
		echo 'Take this key out?|'
		;;
	8)
		echo 'What is it called|type safe;key Enter'
		echo 'How does it get onto paper|key Enter'
		echo 'Copy all of this by hand|key Enter'
		echo 'Line 1 of the sheet|'
		;;
	esac
}
# backs N-STEP: the pages that Esc goes back over, from that step to the menu
backs() {
	case $1 in
	3-4 | 6-6) echo 'Write it down now' ;;
	3-5) printf 'At least 12 characters\nWrite it down now\n' ;;
	7-4) echo 'Whose key is taken out' ;;
	8-5) echo 'How does it get onto paper' ;;
	8-6) printf 'Copy all of this by hand\nHow does it get onto paper\n' ;;
	esac
	echo 'Something went wrong: incident'
}
# up_to N STEP: from the menu to the page of that step
up_to() {
	echo "type $1"
	[ "$1" != 8 ] || printf 'wait Make a sheet\nkey Enter\n'
	head -n $(($2 - 1)) "$scratch/all" | while IFS='|' read -r text answer; do
		printf 'wait %s\n' "$text"
		echo "$answer" | tr ';' '\n'
	done
	sed -n "${2}s/^\(.*\)|.*/wait \1/p" "$scratch/all"
}
# back_from N: goes one step further each time, and back with Esc; at last locks where it is.
back_from() {
	steps_of "$1" > "$scratch/all"
	last=$(wc -l < "$scratch/all")
	step=1
	echo "$to_keys"
	while [ $step -le "$last" ]; do
		up_to "$1" $step
		backs "$1-$step" | sed 's/^/key Esc\nwait /'
		step=$((step + 1))
	done
	up_to "$1" "$last"
	printf 'key F10\nwait start here\n%s\n' "$leave"
}
before
for n in 3 4 5 6 7 8; do
	back_from $n > "$scratch/back"
	desk "$scratch/back" --key "$key"
	nothing_changed "entry $n"
done

# --- another passphrase ------------------------------------------------------------------------
cp "$passphrase" "$scratch/old-passphrase"
cat > "$scratch/change" <<TEXT
$to_keys
type 3
$(with_key)
wait Write it down now
key Right
key Enter
wait At least 12 characters
type short
wait *****
key Enter
wait too short: at least 12 characters
type aaaaaaaaaaaaaaaa
key Enter
wait repeats the same few characters
type four wooden spoons at sea
key Enter
wait Type the same passphrase once more
type four wooden spoons at home
expect-not spoons
key Enter
wait These were not the same
key Esc
wait Write it down now
save made │
run echo "\$made" > $scratch/made
key Enter
wait Type it from your note
raw-residue \${made}
type not what stands there
key Enter
wait That was not the passphrase. Here it is again.
expect \${made}
key Enter
wait Type it from your note
type \${made}
key Enter
wait The passphrase is changed
expect-not \${made}
key Enter
wait Something went wrong: incident
$leave
TEXT
desk "$scratch/change" --key "$key"
expect_exit 1 on welkom-desk drill --config "$conf" --key "$key" --passphrase-file "$scratch/old-passphrase"
passphrase=$scratch/made
[ "$(wc -c < "$passphrase")" = 25 ] || fail "no passphrase was made: $(cat "$passphrase")"
cheapen "$key" "$passphrase"
expect_exit 0 as_reception drill

# --- a second copy, nothing written over ---------------------------------------------------------
cat > "$scratch/copy" <<TEXT
$to_keys
type 4
$(with_key)
wait Where to?
key Home
key Delete
key Enter
wait A path begins with /
key Home
type /
key Enter
wait The copy is made and tried
key Enter
wait Something went wrong: incident
type 4
$(with_key)
wait Where to?
key Enter
wait There is such a file already
key Esc
wait Something went wrong: incident
$leave
TEXT
desk "$scratch/copy" --key "$key"
cmp -s "$key" "$scratch/owner/copy.key" || fail "the copy is another file"
[ "$(stat -c %a "$scratch/owner/copy.key")" = 600 ] || fail "the mode of the copy"

# --- a person comes, and leaves -------------------------------------------------------------------
lines=$(ledger_lines keys)
echo 'five small green apples' > "$scratch/porter-passphrase"
porter=$scratch/owner/porter.key
cat > "$scratch/add" <<TEXT
$to_keys
type 6
$(with_key)
wait What is the key called
type Porter
key Enter
wait a label is a role
key Backspace 6
type anna
key Enter
wait there is a key called anna already
key Backspace 4
type porter
key Enter
wait The file of the new key
key Enter
wait Write it down now
key Right
key Enter
wait At least 12 characters
type five small green apples
key Enter
wait Type the same passphrase once more
type five small green apples
key Enter
wait Now root has to install the new list
expect The key porter is made, in $porter
expect welkom-setup recipients install $scratch/owner/recipients.new
save list fingerprint of the new list:
key PgDn
wait Until both are done
key F1
wait The list belongs to root
key Esc
wait Now root
key Enter
wait Something went wrong: incident
$leave
TEXT
desk "$scratch/add" --key "$key"
[ "$(ledger_lines keys)" = $((lines + 1)) ] || fail "the ledger has not one more line"
cheapen "$porter" "$scratch/porter-passphrase"
install_list "$scratch/owner"
cat > "$scratch/seal" <<TEXT
$to_keys
type 2
$(with_key)
wait 1 hour was sealed anew
key F1
wait This was said while
key Esc
wait Please read this
key Enter
wait No entry was opened
key Enter
wait Something went wrong: incident
$leave
TEXT
desk "$scratch/seal" --key "$key"
day_of "$porter" "$scratch/porter-passphrase"
[ $got -eq 0 ] || fail "porter: exit $got"
has "$scratch/out" 'Femke Visser'

cat > "$scratch/revoke" <<TEXT
$to_keys
type 7
$(with_key)
wait Whose key is taken out
expect reception
type 3
wait Take this key out?
expect $(groups porter)
expect this key opens nothing any more
expect-not YOUR OWN KEY
key Enter
wait Whose key is taken out
type 1
wait THIS IS YOUR OWN KEY
key Esc
wait Whose key is taken out
type 3
wait Take this key out?
key Right
key Enter
wait Now root has to install the new list
expect The key porter is not in the new list
key Enter
wait Something went wrong: incident
type 1
wait PLEASE LOOK: a key was taken out or replaced
key PgDn
wait Taken out on
key Esc
wait Something went wrong: incident
$leave
TEXT
desk "$scratch/revoke" --key "$key" || fail "revoke"
install_list "$scratch/owner"
sed 's/^wait 1 hour.*/wait 1 hour was sealed anew/' "$scratch/seal" > "$scratch/seal-again"
desk "$scratch/seal-again" --key "$key"
day_of "$porter" "$scratch/porter-passphrase"
has_not "$scratch/out" Femke
has "$scratch/err" 'Your key was revoked'

# --- the own key replaced -----------------------------------------------------------------------------
old=$(print_of reception)
next=$scratch/owner/reception.next.key
cat > "$scratch/rotate" <<TEXT
$to_keys
type 5
$(with_key)
wait with the passphrase that you have now
key Right
key Enter
wait Your new key is made, and waits
key Enter
wait Something went wrong: incident
type 3
$(with_key)
wait Please read this
key Enter
wait This could not be done
wait a new key waits to follow this one
key Enter
wait Something went wrong: incident
$leave
TEXT
desk "$scratch/rotate" --key "$key"
[ -e "$next" ] || fail "no new key waits"
install_list "$scratch/owner"
sed 's/^wait 1 hour.*/wait Your new key is in use/' "$scratch/seal" > "$scratch/seal-again"
desk "$scratch/seal-again" --key "$key"
[ ! -e "$next" ] || fail "the new key has not moved"
[ "$(print_of reception)" != "$old" ] || fail "the list has the old key"

# --- a recovery sheet, copied by hand; then everything but the paper is lost ----------------------------
cat > "$scratch/sheet" <<TEXT
$to_keys
$(to_sheet)
run for line in \$L1 \$L2 \$L3 \$L4; do echo \$line; done > $scratch/secret
key Enter
wait Line 1 of the sheet
raw-residue \${L2}
type \${L1}
key Enter
wait Line 2 of the sheet
type \${L1}
key Enter
wait Line 3 of the sheet
type \${L3}
key Enter
wait Line 4 of the sheet
type \${L4}
key Enter
wait There is a slip in this line
wait Line 2 of the sheet
type \${L2}
expect-not \${L2}
key Enter
wait Now root has to install the new list
expect The sheet is right
key Enter
wait Something went wrong: incident
$leave
TEXT
desk "$scratch/sheet" --key "$key"
grep -q '	keys	recovery=safe	' "$state/ledger" || fail "the sheet was not announced"
while read -r line; do
	! grep -rqF -e "$line" "$scratch/owner" "$register" "$scratch/conf" || fail "a line was kept"
done < "$scratch/secret"
install_list "$scratch/owner"
expect_exit 0 as_reception drill
rm -r "$scratch/owner"
mkdir "$scratch/new"
{
	cat <<TEXT
$to_keys
type 8
wait Use a sheet
key Right
key Enter
TEXT
	n=0
	tr 'A-Z-' 'a-z ' < "$scratch/secret" | while read -r line; do
		n=$((n + 1))
		printf 'wait Line %s of the sheet\ntype %s\nkey Enter\n' $n "$line"
	done
	cat <<TEXT
wait A key file from the sheet
type $scratch/new/manager.key
key Enter
wait Write it down now
key Right
key Enter
wait At least 12 characters
type $(cat "$anna_passphrase")
key Enter
wait Type the same passphrase once more
type $(cat "$anna_passphrase")
key Enter
wait The key file is made
expect $(groups safe)
expect It is in the list of recipients, as safe
key Enter
wait Something went wrong: incident
$leave
TEXT
} > "$scratch/use"
desk "$scratch/use"
cheapen "$scratch/new/manager.key" "$anna_passphrase"
day_of "$scratch/new/manager.key" "$anna_passphrase"
[ $got -eq 0 ] || fail "exit $got: $(cat "$scratch/err")"
has "$scratch/out" 'Femke Visser'

# --- a list that nobody announced: the hours affected ---------------------------------------------------
machine offset $((m_begin + hours)) up $hours
purge --quiet
echo "$(sed -n 's/ anna$//p' "$scratch/conf/recipients" | tr '0-9a-f' 'f0-9a-e') stranger" >> "$scratch/conf/recipients"
cat > "$scratch/alarm" <<TEXT
$to_keys
type 1
wait ALARM: no ledger line announced this list
wait No hour that is kept is sealed to a key that was not announced
key PgDn
wait ALARM: no ledger line announced this key
key Esc
wait Something went wrong: incident
$leave
TEXT
desk "$scratch/alarm"
sign_in 'Jan Jansen' 0612345679
purge --quiet
from="from $(date -u -d "@$(((begin / 3600 + 1) * 3600))" '+%Y-%m-%d %H:%M') to"
cat > "$scratch/alarm" <<TEXT
$to_keys
type 1
wait ALARM: these hours are sealed to a key that no ledger line announced:
expect $from
key Esc
wait Something went wrong: incident
type 2
$(with_key "$(cat "$anna_passphrase")")
wait ALARM: no ledger line announced this list
wait never announced: stranger
key PgDn
wait $from
$leave
TEXT
desk "$scratch/alarm" --key "$anna"
expect_exit 0 on welkom-desk keys list --config "$conf"
has "$scratch/out" "$from"

# --- nobody is there: the screen goes back to the overview, and the passphrase is gone --------------------
cat > "$scratch/idle" <<TEXT
wait start here
type 4
wait Who can open the register
type 8
wait Use a sheet
key Right
key Enter
wait Line 1 of the sheet
type abcd efgh
wait *********
$(set_machine hurry 25)
wait Are you still there?
wait start here
$leave
TEXT
desk "$scratch/idle"

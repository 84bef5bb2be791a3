#!/bin/sh
# SPDX-License-Identifier: ISC
# What was typed or shown at the verbs find, access, erase, rectify, keys recovery and recover is not
# left in their memory when they end.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/residue/desk.sh"

# asked TEXT: whom, how recognised, and the passphrase; the memory is searched between.
asked() {
	cat <<TEXT
wait Whole name, whole number or erasure code
pid $scratch/pid
$scan fresh 'nobody was there' name erase code
type $1
wait $1
key Enter
wait How was the person recognised
$scan found 'typed' $2
type 2
key Enter
wait Passphrase of the reception key
type $(cat "$passphrase")
key Enter
TEXT
}
# verb VERB OPTION...: plays it, with the steps on standard input.
verb() {
	verb=$1
	cat > "$scratch/steps"
	shift
	searched "$scratch/steps" "$verb" --key "$key" "$@"
}

ask_find() {
	verb find --reason access <<TEXT
$(asked "$name" name)
wait 2 entries found
wait $name
$(ended find)
exit 0
TEXT
}
ask_access() {
	verb access <<TEXT
$(asked "$number" erase)
wait Name: $name
$(ended access)
exit 0
TEXT
}
ask_rectify() {
	verb rectify --pick 1 <<TEXT
$(asked "$name" name)
wait The right name
$scan found 'rectify, shown' name
type ${name}W
key Enter
wait The right number
type ${number%?}0
key Enter
wait Type “correct”
$scan found 'rectify, changed' name
type correct
key Enter
wait It now reads
$(ended rectify)
exit 0
TEXT
}
ask_erase() {
	verb erase <<TEXT
$(asked "$name" name)
wait Type “erase”
$scan found 'erase, shown' name
type erase
key Enter
wait You asked us to erase
$(ended erase)
exit 0
TEXT
}
ask_erase_code() {
	cat > "$scratch/steps" <<TEXT
wait Whole name, whole number or erasure code
pid $scratch/pid
$scan fresh 'nobody was there' name erase code
type $word
wait $word
key Enter
wait Type “erase”
$scan found 'erase by code' code
type erase
key Enter
wait Our reference
$(ended 'erase by code')
exit 0
TEXT
	searched "$scratch/steps" erase
}
# The secret of the sheet is "erase": groups of letters and digits as they are shown, and without hyphens.
ask_recovery() {
	cat > "$scratch/steps" <<TEXT
wait Passphrase of the reception key
pid $scratch/pid
$scan fresh 'nobody was there' code
type $(cat "$passphrase")
key Enter
wait Secret key
wait [Enter]
print
run sed -n 's/^|* *[1-4]   \([^ |]*\) *|*$/\1/p' $scratch/screens > $scratch/secret; test \$(wc -l < $scratch/secret) = 4
run tr -d - < $scratch/secret | cat $scratch/secret - > $scratch/erase
$scan found 'the recovery sheet' erase
key Enter
wait What comes next
$scan stopped 'keys recovery' erase code
run kill -CONT \$(cat $scratch/pid)
exit 0
TEXT
	searched "$scratch/steps" keys recovery "safe$try" --key "$key"
}
ask_recover() {
	# another one each time: what stands in the environment, some bytes apart, is there again and again
	case $try in
	1) echo 'seven purple bicycles at noon' ;;
	2) echo 'plain brown gloves in august' ;;
	3) echo 'fuzzy mild quokkas with hats' ;;
	esac > "$scratch/other"
	cat "$scratch/other" >> "$scratch/code"
	rm -f "$scratch/new.key"
	cat > "$scratch/steps" <<TEXT
wait Line 1
pid $scratch/pid
$scan fresh 'nobody was there' code
type $(sed -n 1p "$scratch/secret")
key Enter
wait Line 2
type $(sed -n 2p "$scratch/secret")
key Enter
wait Line 3
$scan found 'the secret, half typed' erase
type $(sed -n 3p "$scratch/secret")
key Enter
wait Line 4
type $(sed -n 4p "$scratch/secret")
key Enter
wait compare it with the sheet
$scan stopped 'recover' erase code
run kill -CONT \$(cat $scratch/pid)
exit 0
TEXT
	searched "$scratch/steps" recover --output "$scratch/new.key" \
		--new-passphrase-file "$scratch/other"
}
write_all() {
	ask_find && ask_access && ask_rectify && ask_erase && ask_erase_code && ask_recovery && ask_recover
}
search_desk

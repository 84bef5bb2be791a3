#!/bin/sh
# SPDX-License-Identifier: ISC
# A passphrase that was made or typed for a key, and the secret of a recovery sheet, are in the memory of
# reception's screen while they are needed, and after Esc, locking or the end of the change no more.
set -eu
. "$WELKOM_TESTS/lib.sh"

need_play
[ -z "$WELKOM_SANITIZERS" ] || skip "built with sanitizers, which keep what is freed"
[ -x "${RESIDUE:=$(dirname "$PLAY")/residue/residue}" ] || skip "there is no scanner"
export RESIDUE scratch
new_register
# Of these words six characters in a row count (tests/residue/scan.sh): what is made goes into the first
# file when it is shown, the own passphrase is in the second.
: > "$scratch/code"
cp "$passphrase" "$scratch/erase"
echo 'kKyQWG Ǧŷẍħẑķŵǰ' > "$scratch/never"
typed='zqxvjwk yphgqzv xmjkwq'
scan="run sh $WELKOM_TESTS/residue/scan.sh"
unlock="wait The file of your key
key Enter
wait Type the passphrase
type $(cat "$passphrase")
key Enter"
b='\x20\x20\x20'
lines="wait Copy all of this by hand
save L1 ${b}1$b
save L2 ${b}2$b
save L3 ${b}3$b
save L4 ${b}4$b
run for line in \$L1 \$L2 \$L3 \$L4; do echo \$line; echo \$line | tr -d -; done > $scratch/code"

cat > "$scratch/steps" <<TEXT
wait start here
pid $scratch/pid
$scan fresh 'nobody was there' erase
type 4
wait Something went wrong: incident
type 3
$unlock
wait Write it down now
save made │
run echo "\$made" > $scratch/code
$scan found 'a made passphrase' code
key Enter
wait Type it from your note
type \${made}
wait ************************
key Esc
wait Write it down now
key Esc
wait Something went wrong: incident
$scan gone 'a made passphrase, Esc' code erase
type 3
$unlock
wait Write it down now
key Right
key Enter
wait At least 12 characters
type $typed
wait **********************
run echo '$typed' > $scratch/code
$scan found 'an own passphrase' code
key Enter
wait Type the same passphrase once more
type $typed
wait **********************
key F10
wait start here
$scan gone 'an own passphrase, locked' code erase
type 4
wait Something went wrong: incident
type 8
wait Make a sheet
key Enter
$unlock
wait What is it called
type safe
key Enter
wait How does it get onto paper
key Enter
$lines
$scan found 'a sheet' code
key Enter
wait Line 1 of the sheet
type \${L1}
wait **************
key Esc
wait Copy all of this by hand
key Esc
wait How does it get onto paper
key Esc
wait Something went wrong: incident
$scan gone 'a sheet, Esc' code erase
type 8
wait Make a sheet
key Enter
$unlock
wait What is it called
type safe
key Enter
wait How does it get onto paper
key Enter
$lines
key Enter
wait Line 1 of the sheet
type \${L1}
key Enter
wait Line 2 of the sheet
type \${L2}
key Enter
wait Line 3 of the sheet
type \${L3}
key Enter
wait Line 4 of the sheet
type \${L4}
key Enter
wait Now root has to install
key Enter
wait Something went wrong: incident
$scan gone 'a sheet, announced' code erase
signal TERM
$scan stopped 'ended' code erase
run kill -CONT \$(cat $scratch/pid)
exit 0
TEXT

all() {
	rm -f "$scratch/accident" "$scratch/scans"
	: > "$scratch/code"
	rm -rf "$scratch/owner" "$scratch/conf" "$register"
	new_register
	"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" \
		-e WELKOM_SHIM_OPEN=1 -e WELKOM_SHIM_LOOSE=1 "$scratch/steps" -- \
		welkom-desk --config "$conf" --key "$key" > "$scratch/screens" &&
		[ ! -e "$scratch/accident" ]
}
try=1
until all; do
	if [ -e "$scratch/accident" ] && [ $((try += 1)) -le 3 ]; then
		continue
	fi
	[ ! -s "$scratch/blind" ] || skip "the memory cannot be read: $(cat "$scratch/blind")"
	[ ! -s "$scratch/scans" ] || cat "$scratch/scans" >&2
	fail "something is left in memory, or the desk did not do what it should"
done
cat "$scratch/scans"
! grep -qE '^(gone|stopped) [1-9]' "$scratch/scans" || fail "something is left in memory"
[ "$(grep -c '^gone 0' "$scratch/scans")" = 8 ] || fail "not all was searched"

#!/bin/sh
# SPDX-License-Identifier: ISC
# A passphrase that was made or typed for a key, and the secret of a recovery sheet, are in the memory of
# reception's screen while they are needed, and after Esc, locking or the end of the change no more.
set -eu
. "$WELKOM_TESTS/lib.sh"
. "$WELKOM_TESTS/residue/desk.sh"

typed='zqxvjwk yphgqzv xmjkwq'
# a sheet, its lines as they are shown and without hyphens
sheet="$(to_sheet)
run for line in \$L1 \$L2 \$L3 \$L4; do echo \$line; echo \$line | tr -d -; done > $scratch/code"

write_steps() {
	cat <<TEXT
wait start here
pid $scratch/pid
$scan fresh 'nobody was there' erase
type 4
wait Something went wrong: incident
type 3
$(with_key)
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
$(with_key)
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
$sheet
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
$sheet
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
}

# A register of its own each time. What is made goes into "code" when it is shown; the own passphrase is
# "erase".
words_of() {
	rm -rf "$scratch/owner" "$scratch/conf" "$register"
	new_register
	: > "$scratch/code"
	cp "$passphrase" "$scratch/erase"
}
write_all() {
	write_steps > "$scratch/steps"
	searched "$scratch/steps" --key "$key"
}
search_desk
[ "$(grep -c '^gone 0' "$scratch/scans")" = 8 ] || fail "not all was searched"

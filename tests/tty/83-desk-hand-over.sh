#!/bin/sh
# SPDX-License-Identifier: ISC
# A tracing drill at reception's screen, from its start to a ZIP on the stick, in at most twelve keys
# besides the passphrase that is typed; what may go wrong on the way loses nothing.
set -eu
. "$WELKOM_TESTS/lib.sh"

new_register
sign_in "Zoë Nguyễn" "+31 6 1234 5678"
sign_in "Hans Dampf" "+31 6 8765 4321"
HOME=$scratch/home
export HOME
mkdir "$HOME"

cat > "$scratch/drill" <<TEXT
$(to_visits)
key F7
wait All 2 visits of these hours go into one locked file
wait welkom-R-20
key Enter
wait Say this passphrase on the phone
expect The receiver must destroy it by
print Passphrase
key Enter
wait Only arrival is recorded
key F10
wait Take the stick out.
key Enter
wait start here
key Esc
$leave
TEXT
: > "$scratch/screens"
desk "$scratch/drill" --key "$key"
expect_lines 1 open
expect_lines 1 export

# keys up to the passphrase on the screen, the typed passphrase apart
keys=$(sed '/^wait Say this/q' "$scratch/drill" | grep -c '^key ')
echo "keys: $keys"
[ "$keys" -le 12 ] || fail "$keys keys"

set -- "$HOME"/welkom-R-*.zip
[ -f "$1" ] || fail "there is no archive"
[ "$(stat -c %a "$1")" = 600 ] || fail "others may read the archive"
word=$(grep -oE '([a-z0-9!?]{4}-){4}[a-z0-9!?]{4}' "$scratch/screens" | head -n 1)
[ -n "$word" ] || fail "no passphrase was shown"
if command -v 7z > /dev/null; then
	7z x -so -p"$word" "$1" > "$scratch/unpacked" 2> "$scratch/err" || fail "7z cannot open it"
	has "$scratch/unpacked" "Zoë Nguyễn"
	has "$scratch/unpacked" "Hans Dampf"
	! 7z x -so -pwrong "$1" > "$scratch/unpacked" 2> "$scratch/err" || fail "any passphrase opens it"
	has_not "$scratch/unpacked" "Hans Dampf"
else
	echo "7z is not here: the archive was not opened"
fi

# A file that is there is not written over, and a folder that is not there is said.
cat > "$scratch/again" <<TEXT
$(to_visits)
key F7
wait one locked file
key Home
key Delete
key Enter
wait A path begins with /
type /
key Backspace
type /
key Enter
wait Say this passphrase
key Enter
wait Only arrival is recorded
key F7
wait one locked file
key Enter
wait There is such a file already
key Home
type /nowhere
key Enter
wait Nothing was handed over
key Enter
wait Only arrival is recorded
expect 2 visits
key F10
wait Take the stick out.
key Enter
wait start here
type 5
wait with the receiver
expect not finished: nothing was handed out
$leave
TEXT
desk "$scratch/again" --key "$key"
expect_count 2 "$HOME" '*.zip'

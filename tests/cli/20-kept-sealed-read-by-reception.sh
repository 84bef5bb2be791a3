# SPDX-License-Identifier: ISC
# What a visitor types can be found in no file of the register, neither while the kiosk runs nor
# after; reception reads it, exactly, in the window of its hour and in no other.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play

name="Zoë Nguyễn-O'Brien"
phone='06 12 34 56 78'

# search FOLDER SCRATCH: ends with 0 when nothing of the visit is in any file below FOLDER. As bytes;
# without NUL bytes, which finds UTF-16 and UTF-32; and two digits in a byte. Parts have five bytes
# at least, and seven where all are digits, which the ledger's hashes have too: shorter ones are in random
# bytes sooner or later.
cat > "$scratch/search" <<'TEXT'
set -eu
files=0
for file in $(find "$1" -type f); do
	files=$((files + 1))
	LC_ALL=C tr -d '\000' < "$file" > "$2"
	if LC_ALL=C grep -aiFq -e 'Zoë N' -e Nguyễn -e "O'Bri" -e Brien -e '06 12' -e '34 56' \
		-e 0612345 -e 1234567 -e 2345678 -e +3161 -e '+31 6' "$file" "$2" ||
		od -An -v -tx1 "$file" | tr -d ' \n' | grep -qE '(06|0316|316)12345678'; then
		echo "the visit is in $file"
		exit 1
	fi
done
[ $files -ge 8 ]
TEXT

# The search finds what is there.
mkdir "$scratch/planted"
for i in 1 2 3 4 5 6 7; do
	: > "$scratch/planted/$i"
done
echo nothing > "$scratch/planted/8"
sh "$scratch/search" "$scratch/planted" "$scratch/bytes" || fail "the search finds what is not there"
for text in "x${name}x" 31612345678 'B\000r\000i\000e\000n\000' '\000B\000r\000i\000e\000n' \
	'\006\022\064\126\170' '\061\141\043\105\147\200'; do
	printf "$text" > "$scratch/planted/8"
	! sh "$scratch/search" "$scratch/planted" "$scratch/bytes" > /dev/null ||
		fail "the search does not find $text"
done

new_register
{
	cat <<TEXT
wait Start
key Enter
wait Before you type anything
key Enter
wait Your name
type $name
wait $name
key Enter
wait Your phone number
type $phone
wait $phone
run sh '$scratch/search' '$register' '$scratch/bytes'
key Enter
wait You are signed in
run test -s '$inbox/db/inbox.db-wal'
run sh '$scratch/search' '$register' '$scratch/bytes'
key Enter
wait Start
raw-residue Nguy
raw-residue 34 56
$leave
TEXT
} > "$scratch/script"
kiosk "$scratch/script"
sh "$scratch/search" "$register" "$scratch/bytes" || fail "in the inbox, after the kiosk"

expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)"
has "$scratch/out" "  $name "
has "$scratch/out" '  +31612345678'
[ "$(wc -l < "$scratch/out")" -eq 7 ] || fail "not a heading and one visit"
has "$scratch/err" '1 visit'
sh "$scratch/search" "$register" "$scratch/bytes" || fail "in the store, after collecting"

expect_exit 0 trace "$(hour_from -3600)" "$(hour_to -3600)"
has_not "$scratch/out" Nguy
[ "$(wc -l < "$scratch/out")" -eq 6 ] || fail "more than a heading in the hour before"
expect_exit 0 trace "$(hour_from 3600)" "$(hour_to 3600)"
[ "$(wc -l < "$scratch/out")" -eq 6 ] || fail "more than a heading in the hour after"

# each opening is in the ledger, and no name is
expect_lines 3 open
sh "$scratch/search" "$register" "$scratch/bytes" || fail "at the end"

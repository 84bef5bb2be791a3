# SPDX-License-Identifier: ISC
# What was handed out is listed, what is overdue first; what is due is shredded, but only the file that
# the desk wrote; the receiver's word is noted.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Zebedeus Quillfeather' 0612345678
files=$scratch/the\ files%
mkdir "$files"
hand_over() {
	trace "$(hour_from 0)" "$(hour_to 0)" --reference "$1" --format csv --output "$files/$1" \
		2> /dev/null || fail "the hand-over $1"
}
exports() {
	on welkom-desk exports --config "$conf" "$@"
}

expect_exit 0 exports
has "$scratch/out" 'Nothing was handed out'
for reference in A-1 A-2 A-3 A-4 A-5; do
	hand_over $reference
done
[ "$(stat -c %a "$scratch/owner/exports")" = 600 ] || fail "others can read where the files are"

# nothing is due: nothing is touched
picture "$files" > "$scratch/before"
expect_exit 0 exports --key "$key"
has "$scratch/out" 'A-1  with the receiver'
has "$scratch/out" "$files/A-1"
has "$scratch/out" 'csv of '
same_files "$files" "$scratch/before"
expect_exit 0 exports
has "$scratch/out" 'A-5  with the receiver'
has_not "$scratch/out" "$files"
has_not "$scratch/out" Quillfeather

# an hour before it is due, and when the clock has only jumped ahead, everything stays
machine offset $((m_begin + 13 * days)) up $((13 * days))
expect_exit 0 exports --key "$key"
same_files "$files" "$scratch/before"
machine offset $((m_begin + 40 * days))
expect_exit 0 exports --key "$key"
same_files "$files" "$scratch/before"
expect_lines 0 export-shredded

# due: the file that was written is shredded; what only has its name, was changed, linked or moved away
# is left alone and named
machine offset $((m_begin + 14 * days)) up $((14 * days))
mv "$files/A-2" "$scratch/copy"
cp "$scratch/copy" "$files/A-2"
ln "$files/A-3" "$scratch/link"
echo more >> "$files/A-4"
mv "$files/A-5" "$scratch/moved"
exec 9< "$files/A-1"
expect_exit 1 exports --key "$key"
has "$scratch/out" 'A-1  OVERDUE'
has "$scratch/out" 'was shredded now'
[ ! -e "$files/A-1" ] || fail "what is due is still there"
cat <&9 > "$scratch/rest"
has "$scratch/rest" WKGONE1
has_not "$scratch/rest" Quillfeather
for left in A-2 A-3 A-4; do
	has "$files/$left" Quillfeather
done
[ "$(grep -c 'not the file that the desk wrote' "$scratch/out")" -eq 3 ] || fail "what was left alone"
[ "$(grep -c 'is not there' "$scratch/out")" -eq 1 ] || fail "what was moved"
expect_lines 1 export-shredded
expect_exit 1 exports --key "$key"
has "$scratch/out" 'the file that the desk wrote is shredded'
expect_lines 1 export-shredded

# the receiver's word
expect_exit 0 exports --key "$key" --confirm A-1
expect_lines 1 export-destroyed
expect_exit 0 exports --confirm A-1
has "$scratch/out" 'noted before'
expect_lines 1 export-destroyed
expect_exit 1 exports --confirm A-9
has "$scratch/err" 'nothing was handed out under this reference'
expect_exit 1 exports
has "$scratch/out" 'A-1  destroyed, the receiver said'
[ "$(sed -n 1p "$scratch/out")" = 'A-2  OVERDUE: nobody has said that it is destroyed' ] ||
	fail "what is overdue is not first"
for reference in A-2 A-3 A-4 A-5; do
	expect_exit 0 exports --confirm $reference
done
expect_exit 0 exports
has_not "$scratch/out" OVERDUE

# what was left alone is named once more, and then no longer kept in mind
expect_exit 1 exports --key "$key"
[ "$(grep -c 'Destroy it' "$scratch/out")" -eq 4 ] || fail "what is left is not named"
expect_exit 0 exports --key "$key"
has_not "$scratch/out" 'Destroy it'
[ "$(wc -l < "$scratch/owner/exports")" -eq 1 ] || fail "files are kept in mind for ever"
expect_exit 0 on welkom-desk ledger verify --config "$conf" --key "$key"
has_not "$state/ledger" "$files"

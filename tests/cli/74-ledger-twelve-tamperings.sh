# SPDX-License-Identifier: ISC
# Each way of changing the ledger is noticed by whoever holds a key's ledger.head, and each is named by a
# sentence of its own, which says what was found where.
set -eu
. "$WELKOM_TESTS/lib.sh"
command -v python3 > /dev/null || skip "there is no python3"

# chain FILE: computes the hashes of all lines anew, as somebody would who knows how.
cat > "$scratch/chain.py" <<'TEXT'
import hashlib, sys
before, first = bytes(32), int(sys.argv[2])
lines = open(sys.argv[1], 'rb').read().split(b'\n')[:-1]
out = b''
for i, line in enumerate(lines, 1):
    text, h = line.rsplit(b'\th=', 1)
    if i >= first and (len(sys.argv) < 4 or i <= int(sys.argv[3])):
        text = str(i).encode() + b'\t' + text.split(b'\t', 1)[1]
        h = hashlib.blake2b(before + text, digest_size=32).hexdigest().encode()
    before = bytes.fromhex(h.decode())
    out += text + b'\th=' + h + b'\n'
open(sys.argv[1], 'wb').write(out)
TEXT

# chain FIRST [LAST]
chain() {
	python3 "$scratch/chain.py" "$ledger" "$@"
}

new_register
ledger=$state/ledger
purge --quiet --confirm-clock "$(utc 0)"
trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/list" 2> /dev/null
cp "$scratch/owner/ledger.head" "$scratch/head-3"
for line in 4 5 6; do
	purge --quiet --confirm-clock "$(utc 0)"
done
trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/list" 2> /dev/null
expect_lines 7
cp "$ledger" "$scratch/whole"
cp "$scratch/owner/ledger.head" "$scratch/head-7"
[ "$(wc -l < "$scratch/head-7")" -eq 2 ] || fail "the first line is not kept beside the key"
grep -qx "1 $(sed -n '1s/.*	h=//p' "$ledger")" "$scratch/head-7" || fail "another first line is kept"
expect_exit 0 on welkom-desk ledger verify --config "$conf" --key "$key"

# another register's ledger of as many lines
sed '1s/recipients=......../recipients=00000000/' "$scratch/whole" > "$ledger"
chain 1
mv "$ledger" "$scratch/other"
cp "$scratch/whole" "$ledger"
cmp -s "$scratch/whole" "$scratch/other" && fail "the other ledger is the same"

# tampered NAME HEAD SENTENCE: what was just done to the ledger is noticed, with SENTENCE; then all is
# as it was.
: > "$scratch/sentences"
tampered() {
	cp "$scratch/$2" "$scratch/owner/ledger.head"
	expect_exit 1 on welkom-desk ledger verify --config "$conf" --key "$key"
	is_empty "$scratch/out"
	has "$scratch/err" "$3"
	has "$scratch/err" 'What to do: '
	# numbers do not make a sentence of its own
	echo "$1	$(head -n 1 "$scratch/err" | tr -d 0-9)" >> "$scratch/sentences"
	rm -rf "$ledger" "$state/name-2"
	cp "$scratch/whole" "$ledger"
}

sed -i '$d' "$ledger"
tampered last-line-cut head-7 'the ledger has 6 lines, 7 are known here: its last line was cut off'
sed -i '5,$d' "$ledger"
tampered last-lines-cut head-7 'the ledger has 4 lines, 7 are known here: its last lines were cut off'
: > "$ledger"
tampered emptied head-7 'the ledger is empty, and 7 lines are known here'
truncate -s -20 "$ledger"
tampered cut-inside-a-line head-7 'ledger line 7 is cut off in the middle'
printf '8	2026-' >> "$ledger"
tampered unfinished head-7 'ledger line 8: it has no end'
sed -i 1d "$ledger"
tampered first-line-removed head-7 'the ledger begins with line 2: what stood before it was removed'
sed -i '4,5d' "$ledger"
tampered middle-lines-removed head-7 'after ledger line 3 comes line 6: what stood between them was removed'
sed -i -e 4h -e 4d -e 5G "$ledger"
tampered lines-swapped head-7 'ledger line 4 stands behind line 5: lines were put in another order'
sed -i 4p "$ledger"
tampered line-copied head-7 'ledger line 4 stands there twice: it was copied'
{ sed -n 1,3p "$scratch/whole"; sed -n '4s/confirmed=1/confirmed=2/p' "$scratch/whole"; } > "$ledger"
chain 4
sed -n '4,$p' "$scratch/whole" >> "$ledger"
tampered line-put-in-well-made head-7 'ledger line 4 is there in two forms that both fit the line before'
sed -i '4{h;s/confirmed=1/confirmed=2/;p;g;}' "$ledger"
tampered line-put-in head-7 'ledger line 4: a line that does not belong there stands before it'
sed -i '4i\
no line at all' "$ledger"
tampered something-put-in head-7 'ledger line 4: something that is no line stands before it'
sed -i '4s/confirmed=1/confirmed=2/' "$ledger"
tampered line-edited head-3 'ledger line 4 was changed: the text does not fit its hash'
sed -i '5s/confirmed=1/confirmed=2/' "$ledger"
tampered line-edited-far-from-the-head head-7 \
	'line 5 was changed, or line 4 was replaced together with its hash'
sed -i '3s/reason=contact-tracing/reason=access/' "$ledger"
chain 3 3
tampered line-edited-with-its-hash head-3 'ledger line 3 was replaced together with its hash'
sed -i '5{s/	h=0/	h=1/;t;s/	h=./	h=0/;}' "$ledger"
tampered hash-edited head-7 'ledger line 5: only its hash was changed'
sed -i '7s/reason=contact-tracing/reason=access/' "$ledger"
tampered last-line-edited head-7 'ledger line 7, the last one, does not fit its hash'
sed -i '4s/confirmed=1/confirmed=1	torn=5/' "$ledger"
chain 4
tampered torn-piece-made-up head-3 'ledger line 4 covers 5 bytes that a crash left before it'
sed -i '4,5s/confirmed=1/confirmed=2/' "$ledger"
tampered lines-edited head-7 'ledger line 4 and the next do not fit their hashes'
sed -i '4s/confirmed=1/confirmed=2/' "$ledger"
chain 4
tampered all-anew-from-line-4 head-7 'ledger line 7 is not the one known here, and all lines fit one another'
cp "$scratch/other" "$ledger"
tampered ledger-of-another head-7 'the first ledger line is not the one known here'
rm "$ledger"
tampered removed head-7 'the ledger is missing'
cp "$scratch/whole" "$scratch/elsewhere"
ln -sf "$scratch/elsewhere" "$ledger"
tampered linked head-7 'the ledger was replaced by a symbolic link'
rm "$ledger"
mkdir "$ledger"
tampered folder head-7 'the ledger was replaced by something that is no file'
rm -r "$ledger"
cp "$scratch/whole" "$state/name-2"
ln "$state/name-2" "$ledger"
tampered two-names head-7 'the file of the ledger has a second name'
sed -i 's/$/\r/' "$ledger"
tampered line-ends head-7 'ledger line 1 ends with a carriage return'
sed -i '4s/confirmed/conf\x00rmed/' "$ledger"
tampered zero-bytes head-7 'ledger line 4 has zero bytes in it'
sed -i '4s/.*//' "$ledger"
tampered blank-line head-7 'ledger line 4 is empty'
sed -i '4s/confirmed=1/recipients=12/; 4s/	h=.*//' "$ledger"
tampered no-line head-7 'ledger line 4: not the form of a line'
sed -i "4s/confirmed=1/confirmed=$(printf '%01000d' 1)/" "$ledger"
tampered long-line head-7 'ledger line 4 is longer than any line'
sed -i '4s/^4	/3	/' "$ledger"
tampered number-edited head-7 'ledger line 4: it says it is line 3'

# at least twelve, and no two with the same sentence
[ "$(wc -l < "$scratch/sentences")" -ge 12 ] || fail "fewer than twelve"
cut -f 2 "$scratch/sentences" | LC_ALL=C sort | uniq -d > "$scratch/twice"
is_empty "$scratch/twice"

# all as it was: nothing of this was left, and the ledger is whole
cp "$scratch/head-7" "$scratch/owner/ledger.head"
expect_exit 0 on welkom-desk ledger verify --config "$conf" --key "$key"
has "$scratch/out" "$(head -n 1 "$scratch/head-7")"

# the head of a certificate does the same without a key
n_and_h() {
	h=$(sed -n "${1}s/.*	h=//p" "$scratch/whole")
	on welkom-desk ledger verify --config "$conf" --count "${2:-$1}" --head "$h"
}
expect_exit 0 n_and_h 5
has "$scratch/out" "$(head -n 1 "$scratch/head-7")"
has_not "$scratch/out" 'Without --key'
expect_exit 1 n_and_h 5 6
has "$scratch/err" 'ledger line 6 is not the one known here'
sed -i '5,$d' "$ledger"
expect_exit 1 n_and_h 5
has "$scratch/err" 'the ledger has 4 lines, 5 are known here: its last line was cut off'
for options in "--count 5" "--head $(printf '%064d' 0)" "--count 5 --head 12" "--count x --head 12" \
	"--count 5 --head $(printf '%064d' 0) --key $key"; do
	# the words are to be split
	expect_exit 2 on welkom-desk ledger verify --config "$conf" $options
done

# SPDX-License-Identifier: ISC
# ledger verify: whole, edited, with a line missing or moved, cut short, and written anew by somebody
# who could compute all hashes; the head beside the reception key tells the last two.
set -eu
. "$WELKOM_TESTS/lib.sh"

# write_lines: three more; the last one is told to the owner of the key
write_lines() {
	purge --quiet --confirm-clock "$(utc 0)"
	purge --quiet --confirm-clock "$(utc 0)"
	trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/list" 2> /dev/null
}

new_register
write_lines
expect_lines 4
ledger=$state/ledger
cp "$ledger" "$scratch/whole"
cp "$scratch/owner/ledger.head" "$scratch/head"

verify() {
	on welkom-desk ledger verify --config "$conf" "$@"
}

# wrong SENTENCE [OPTION]...
wrong() {
	sentence=$1
	shift
	expect_exit 1 verify "$@"
	has "$scratch/err" "$sentence"
	is_empty "$scratch/out"
}

expect_exit 0 verify
has "$scratch/out" 'The ledger is whole. Lines and head: 4 '
has "$scratch/out" 'Without --key it was compared with nothing kept elsewhere'
expect_exit 0 verify --key "$key"
has "$scratch/out" "$(head -n 1 "$scratch/head")"
has_not "$scratch/out" 'Without --key'

sed '4s/reason=contact-tracing/reason=access/' "$scratch/whole" > "$ledger"
wrong 'ledger line 4, the last one, does not fit its hash'
sed '2s/confirmed=1/confirmed=2/' "$scratch/whole" > "$ledger"
wrong 'ledger line 2 does not fit its hash, and the next line does'
sed 2d "$scratch/whole" > "$ledger"
wrong 'after ledger line 1 comes line 3'
sed -e 2h -e 2d -e 3G "$scratch/whole" > "$ledger"
wrong 'ledger line 2 stands behind line 3'
sed '2d; s/^3	/2	/; s/^4	/3	/' "$scratch/whole" > "$ledger"
wrong 'ledger line 2 and the next do not fit their hashes'
sed '3s/.*/3	no line/' "$scratch/whole" > "$ledger"
wrong 'ledger line 3: not the form of a line'
{ cat "$scratch/whole"; printf '5	2026-'; } > "$ledger"
wrong 'ledger line 5: it has no end'

# cut short: only the head knows
sed 4d "$scratch/whole" > "$ledger"
expect_exit 0 verify
wrong 'the ledger has 3 lines, 4 are known here: its last line was cut off' --key "$key"
: > "$ledger"
wrong 'the ledger is empty, and 4 lines are known here' --key "$key"

# an older head is as good
cp "$scratch/whole" "$ledger"
h=$(sed -n '2s/.*	h=//p' "$ledger")
echo "2 $h" > "$scratch/owner/ledger.head"
expect_exit 0 verify --key "$key"
echo "3 $h" > "$scratch/owner/ledger.head"
wrong 'ledger line 3 is not the one known here, and all lines fit one another' --key "$key"
echo nonsense > "$scratch/owner/ledger.head"
wrong 'there is no readable ledger.head' --key "$key"

# written anew: another ledger, whole in itself
cp "$scratch/head" "$scratch/owner/ledger.head"
rm -r "$register"
mv "$scratch/conf" "$scratch/conf-was"
mv "$scratch/owner" "$scratch/owner-was"
new_register
write_lines
expect_exit 0 verify --key "$key"
wrong 'the first ledger line is not the one known here' \
	--key "$scratch/owner-was/reception.key"

# trace compares too: a ledger that is not the one this key has seen raises an alarm, and the old
# head stays as evidence; a key without a head is told so once, and has one from then on
cp "$scratch/owner/ledger.head" "$scratch/head"
head -n 1 "$state/ledger" > "$scratch/cut"
cat "$scratch/cut" > "$state/ledger"
expect_exit 1 trace "$(hour_from 0)" "$(hour_to 0)"
has "$scratch/err" 'ALARM: the ledger is not the one this key has seen'
cmp "$scratch/head" "$scratch/owner/ledger.head" || fail "the evidence is gone"
rm "$scratch/owner/ledger.head"
expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)"
has "$scratch/err" 'there is no ledger.head beside this key yet'
expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)"
has_not "$scratch/err" 'ledger.head'

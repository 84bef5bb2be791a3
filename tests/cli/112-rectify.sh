# SPDX-License-Identifier: ISC
# A misspelt entry is put right: the old box is gone, the due, the number and the erasure code stay, and
# nobody else's entry is touched.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
{
	steps 'Femke Viser' 0612345678
	steps 'Jan Jansen' 0612345679
	echo "$leave"
} > "$scratch/two"
kiosk "$scratch/two"
femke=$(grep -oE '[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3} ' "$scratch/screens" | tr -d ' ' | uniq | head -n 1)
purge --quiet

# desk VERB TEXT [OPTION]...
desk() {
	desk_verb=$1
	printf '%s\n' "$2" > "$scratch/query"
	shift 2
	on welkom-desk "$desk_verb" --config "$conf" --query-file "$scratch/query" --key "$key" \
		--passphrase-file "$passphrase" --recognised in-person "$@"
}
# rows: kid, id and box of each entry
rows() {
	python3 - "$store/db/store.db" <<'TEXT'
import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute("SELECT hex(kid),hex(id),hex(box) FROM entry ORDER BY id"):
    print(*row)
TEXT
}
rows > "$scratch/before"
printf 'Femke  Visser\n06 12 34 56 70\n' > "$scratch/right"
expect_exit 0 desk rectify 'femke viser' --correction-file "$scratch/right" --yes --reference C/1
has "$scratch/out" 'You asked us to correct'
has "$scratch/out" 'Name: Femke Visser'
has "$scratch/out" 'Phone number: +31 6 12 34 56 70'
has_not "$scratch/out" Viser
! grep -E '^.{73,}' "$scratch/out" || fail "wider than 72 columns"
rows > "$scratch/after"
[ "$(cut -d ' ' -f 1,2 "$scratch/before" | cksum)" = "$(cut -d ' ' -f 1,2 "$scratch/after" | cksum)" ] ||
	fail "other ids"
[ "$(diff "$scratch/before" "$scratch/after" | grep -c '^>')" -eq 1 ] || fail "not one other box"
# the old box is in no file of the register any more
old=$(diff "$scratch/before" "$scratch/after" | sed -n 's/^< [^ ]* [^ ]* //p')
[ ${#old} -eq 608 ] || fail "no old box"
hex() {
	od -An -v -tx1 "$1" | tr -d ' \n' | tr a-f A-F
}
new=$(diff "$scratch/before" "$scratch/after" | sed -n 's/^> [^ ]* [^ ]* //p')
seen=0
for file in "$store"/db/* "$inbox"/db/*; do
	hex "$file" > "$scratch/hex"
	# in pieces: the end of a row may lie on another page
	! grep -qF -e "$(echo "$old" | cut -c 1-200)" -e "$(echo "$old" | cut -c 200-400)" "$scratch/hex" ||
		fail "the old box is in $file"
	! grep -qF -e "$(echo "$new" | cut -c 1-200)" "$scratch/hex" || seen=1
done
[ $seen -eq 1 ] || fail "the search sees nothing"

grep -qE '	rectify	kid=[0-9a-f]{32}	reason=rectification	reference=C/1	recognised=in-person	key=[0-9a-f]{8}	h=' \
	"$state/ledger" || fail "the ledger's line: $(cat "$state/ledger")"
for text in Femke Vis 61234567; do
	has_not "$state/ledger" $text
done
expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)"
has "$scratch/out" '  Femke Visser '
has "$scratch/out" '  +31612345670'
has "$scratch/out" '  Jan Jansen '
has_not "$scratch/out" Viser
has "$scratch/err" '2 visits'

# what cannot be a name or number changes nothing; neither does a person who says no
rows > "$scratch/before"
unchanged() {
	rows > "$scratch/after"
	cmp "$scratch/before" "$scratch/after" || fail "changed"
}
printf 'a\033[2Jb\n' > "$scratch/right"
expect_exit 1 desk rectify 'Jan Jansen' --correction-file "$scratch/right" --yes
unchanged
printf '\n12\n' > "$scratch/right"
expect_exit 1 desk rectify 'Jan Jansen' --correction-file "$scratch/right" --yes
unchanged
printf '\n\n' > "$scratch/right"
expect_exit 1 desk rectify 'Jan Jansen' --correction-file "$scratch/right" --yes
unchanged
printf 'Jan Janssen\n' > "$scratch/right"
expect_exit 0 desk rectify 'Nobody Atall' --correction-file "$scratch/right" --yes
has "$scratch/out" 'We hold nothing about you'
unchanged
expect_lines 1 rectify
# no ledger line, nothing is changed
cat > "$scratch/asked" <<TEXT
wait The right name
expect Jan Jansen
type Jan Janssen
key Enter
wait The right number
key Enter
wait Type “correct”
expect Jan Janssen
run mv $state/ledger $scratch/ledger && mkdir $state/ledger
type correct
key Enter
exit 1
TEXT
echo 'Jan Jansen' > "$scratch/query"
asked() {
	"$PLAY" -s 100x60 -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/asked" \
		-- welkom-desk rectify --config "$conf" --key "$key" --passphrase-file "$passphrase" \
		--query-file "$scratch/query" --recognised in-person || fail "not asked"
}
asked
rmdir "$state/ledger"
mv "$scratch/ledger" "$state/ledger"
unchanged
# erased by the visitor while reception types: it does not come back
jan=$(grep -oE '[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3} ' "$scratch/screens" | tr -d ' ' | uniq | tail -n 1)
echo "$jan" > "$scratch/jan"
sed -i "s|^run .*|run LD_PRELOAD=$SHIM WELKOM_SHIM=$scratch/machine welkom-desk erase --config $conf --query-file $scratch/jan --yes > /dev/null|; s|^exit 1|wait erased meanwhile\nexit 1|" \
	"$scratch/asked"
asked
[ "$(rows | wc -l)" -eq 1 ] || fail "an erased entry came back"

# the erasure code goes on working
printf '%s\n' "$femke" > "$scratch/query"
expect_exit 0 on welkom-desk erase --config "$conf" --yes --query-file "$scratch/query"
[ "$(rows | wc -l)" -eq 0 ] || fail "the erasure code is lost"
expect_exit 0 trace "$(hour_from 0)" "$(hour_to 0)"
has "$scratch/err" '0 visits'
expect_exit 0 on welkom-desk ledger verify --config "$conf" --key "$key"

# SPDX-License-Identifier: ISC
# Erased at the desk: at once, in store and inbox, by code without a key or after finding the person;
# only the entries that were picked; hand-outs are named; the missing numbers are explained.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register

# desk VERB TEXT [OPTION]...
desk() {
	desk_verb=$1
	printf '%s\n' "$2" > "$scratch/query"
	shift 2
	on welkom-desk "$desk_verb" --config "$conf" --query-file "$scratch/query" "$@"
}
keyed() {
	keyed_verb=$1 keyed_text=$2
	shift 2
	desk "$keyed_verb" "$keyed_text" --key "$key" --passphrase-file "$passphrase" \
		--recognised called-back "$@"
}

# three at one kiosk, so that a missing number would be noticed
{
	steps 'Femke Visser' 0612345678
	steps 'Jan Jansen' 0612345679
	steps 'Zoe Last' 0612345670
	echo "$leave"
} > "$scratch/three"
kiosk "$scratch/three"
codes=$(grep -oE '[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{3} ' "$scratch/screens" | tr -d ' ' | uniq)
femke=$(echo "$codes" | sed -n 1p)
[ "$(echo "$codes" | wc -l)" -eq 3 ] || fail "not three codes: $codes"

# by code, no key: out of the inbox at once, before anything is collected
entries() {
	python3 - "$1" <<'TEXT'
import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute("SELECT count(*) FROM entry").fetchone()[0])
TEXT
}
[ "$(entries "$inbox/db/inbox.db")" -eq 3 ] || fail "not three in the inbox"
expect_exit 0 desk erase "$femke" --yes
[ "$(entries "$inbox/db/inbox.db")" -eq 2 ] || fail "not out of the inbox at once"
has "$scratch/out" 'You asked us to erase'
has "$scratch/out" 'No list with it was handed out'
! grep -E '^.{73,}' "$scratch/out" || fail "wider than 72 columns"
expect_lines 1 erase
grep -qE '	erase	matched=1	kid=[0-9a-f]{32}	reason=erasure	reference=R-[0-9-]*	recognised=code	h=' \
	"$state/ledger" || fail "the ledger's line: $(cat "$state/ledger")"
# the same again: nothing is there
expect_exit 0 desk erase "$femke" --yes
has "$scratch/out" 'We hold nothing about you'
grep -q '	erase	matched=0	reason' "$state/ledger" || fail "what did not match"
# a code of letters alone, which could be a name, is a code when there is no key
expect_exit 0 desk erase GTXS-JFNG-DHR --yes
expect_lines 3 erase
# nothing but a code goes without a key; a slip is no code
expect_exit 1 desk erase 'Jan Jansen' --yes --recognised in-person
expect_exit 1 desk erase "$(slip "$femke")" --yes --recognised code
expect_lines 3 erase

# collected, and handed out
purge --quiet
trace "$(hour_from 0)" "$(hour_to 0)" --reference GGD/7 --output "$scratch/list" 2> /dev/null
trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/out" 2> "$scratch/err" || fail "a gap after a code"
has "$scratch/err" '2 visits'

# not confirmed: nothing happens
{
	cat <<TEXT
wait Type “erase”
expect Jan Jansen
type no
key Enter
wait nothing was erased
exit 1
TEXT
} > "$scratch/no"
echo 'Jan Jansen' > "$scratch/query"
"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/no" -- \
	welkom-desk erase --config "$conf" --key "$key" --passphrase-file "$passphrase" \
	--query-file "$scratch/query" --recognised called-back || fail "not asked"
[ "$(entries "$store/db/store.db")" -eq 2 ] || fail "erased without a word"

# asked on the terminal: whom, how recognised, whether
cat > "$scratch/yes" <<'TEXT'
wait Whole name, whole number or erasure code
type jan jansen
key Enter
wait How was the person recognised
type 2
key Enter
wait Type “erase”
expect Jan Jansen
expect-not Zoe Last
type erase
key Enter
wait Our reference: E/2
wait asked us to erase
exit 0
TEXT
"$PLAY" -s 100x60 -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/yes" -- \
	welkom-desk erase --config "$conf" --key "$key" --passphrase-file "$passphrase" --reference E/2 ||
	fail "not erased on a terminal"
[ "$(entries "$store/db/store.db")" -eq 1 ] || fail "not out of the store at once"
grep -qE '	search	reason=erasure	reference=E/2	key=[0-9a-f]{8}	recognised=called-back	hours=1	opened=2	found=1	' \
	"$state/ledger" || fail "the search"
grep -qE '	erase	matched=1	kid=[0-9a-f]{32}	reason=erasure	reference=E/2	recognised=called-back	key=' \
	"$state/ledger" || fail "the erasure"
# the numbers that are missing are explained
trace "$(hour_from 0)" "$(hour_to 0)" > "$scratch/out" 2> "$scratch/err" || fail "a gap: $(cat "$scratch/err")"
has "$scratch/out" 'Zoe Last'
has_not "$scratch/out" Jan

# objection, to a file that only its owner can read; those who have a list are named
expect_exit 0 keyed erase 0612345670 --reason objection --yes --output "$scratch/letter"
is_empty "$scratch/out"
[ "$(stat -c %a "$scratch/letter")" = 600 ] || fail "others can read the letter"
has "$scratch/letter" 'You objected'
has "$scratch/letter" 'To: Zoe Last'
has "$scratch/letter" 'reference GGD/7'
has "$scratch/err" 'hand-over GGD/7'
[ "$(entries "$store/db/store.db")" -eq 0 ] || fail "still there"
has_not "$state/ledger" Zoe

# two people of one name: nobody's is erased by the other's request
sign_in 'Anna de Vries' 0612345601
machine offset $((m_begin + 60)) up 60
sign_in 'Anna de Vries' 0612345602
expect_exit 1 setsid -w env LD_PRELOAD="$SHIM" WELKOM_SHIM="$scratch/machine" welkom-desk erase \
	--config "$conf" --key "$key" --passphrase-file "$passphrase" --recognised in-person --yes \
	--query-file - < /dev/null
printf 'Anna de Vries\n' > "$scratch/query"
expect_exit 1 setsid -w env LD_PRELOAD="$SHIM" WELKOM_SHIM="$scratch/machine" welkom-desk erase \
	--config "$conf" --key "$key" --passphrase-file "$passphrase" --recognised in-person --yes \
	--query-file "$scratch/query"
has "$scratch/err" '--pick'
[ "$(entries "$store/db/store.db")" -eq 2 ] || fail "erased both"
expect_exit 1 keyed erase 'Anna de Vries' --yes --pick 3
expect_exit 1 keyed erase 'Anna de Vries' --yes --pick 1,
expect_exit 0 keyed erase 'Anna de Vries' --yes --pick 2
expect_exit 0 keyed find 'Anna de Vries' --reason access
has "$scratch/out" '+31 6 12 34 56 01'
has_not "$scratch/out" '+31 6 12 34 56 02'

# nothing found is an answer; nothing is written over
expect_exit 0 keyed erase 'Nobody Atall' --yes
has "$scratch/out" 'We hold nothing about you'
echo mine > "$scratch/mine"
expect_exit 1 keyed erase 'Anna de Vries' --yes --output "$scratch/mine"
[ "$(cat "$scratch/mine")" = mine ] || fail "written over"
[ "$(entries "$store/db/store.db")" -eq 1 ] || fail "erased without its letter"
expect_exit 2 keyed erase x --reason access
expect_exit 0 on welkom-desk ledger verify --config "$conf" --key "$key"

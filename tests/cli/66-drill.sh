# SPDX-License-Identifier: ISC
# A drill proves key and passphrase, opens an hour and never an entry, and says so in the ledger; the
# overview says when a key was last proven, in amber after 120 days.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
. "$WELKOM_TESTS/keys.sh"

expect_exit 2 on welkom-desk drill --config "$conf"
expect_exit 0 as_reception drill
has "$scratch/out" 'no hour in the register to try'
grep -q "	drill	key=$(print_of reception | cut -c 1-8)	result=passphrase	" "$state/ledger" ||
	fail "the ledger's line"
sign_in 'Femke Visser' 0612345678
expect_exit 0 as_reception drill
has "$scratch/out" 'opens an hour of the register'
has_not "$scratch/out" Femke
grep -q '	result=opened	' "$state/ledger" || fail "the second line"
expect_exit 1 on welkom-desk drill --config "$conf" --key "$key" --passphrase-file "$anna_passphrase"
expect_lines 2 drill

# a key that is damaged in the store is not a proof
kept=$(find "$store/keys" -name '*.key')
cp "$kept" "$scratch/kept"
printf 'x' | dd of="$kept" bs=1 seek=100 conv=notrunc status=none
expect_exit 1 as_reception drill
has "$scratch/err" 'damaged or forged'
grep -q '	result=damaged	' "$state/ledger" || fail "the third line"
cp "$scratch/kept" "$kept"

expect_exit 0 on welkom-desk overview --config "$conf"
has "$scratch/out" "Last proof of a key $(date -u -d "@$begin" '+%Y-%m-%d %H:')"
has_not "$scratch/out" AMBER
add_anna
install_list "$scratch/owner"
machine synced 1
at $((119 * days)) purge --quiet
expect_exit 0 on welkom-desk overview --config "$conf"
has_not "$scratch/out" AMBER
at $((121 * days)) purge --quiet
expect_exit 0 on welkom-desk overview --config "$conf"
has "$scratch/out" 'AMBER              the key reception was not proven for 120 days'
has "$scratch/out" 'AMBER              the key anna was not proven'
expect_exit 0 as_reception drill
expect_exit 0 on welkom-desk overview --config "$conf"
has_not "$scratch/out" 'the key reception'
has "$scratch/out" 'the key anna'
expect_exit 0 on welkom-desk keys list --config "$conf"
has "$scratch/out" "since $(date -u -d "@$begin" '+%Y-%m-%d %H:')"
has "$scratch/out" "last used $(date -u -d "@$((begin + 121 * days))" '+%Y-%m-%d %H:')"
[ "$(grep -c 'this stick may not be up to date' "$scratch/out")" = 1 ] || fail "anna's stick alone"
for label in reception anna; do
	grep -q "^$label  *$(print_of $label | sed 's/..../& /g; s/ $//')$" "$scratch/out" ||
		fail "the fingerprint of $label"
done

# SPDX-License-Identifier: ISC
# All keys and passphrases are lost: what is typed from the printed sheet alone opens the register.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
. "$WELKOM_TESTS/keys.sh"
sheet=$scratch/sheet
sign_in 'Femke Visser' 0612345678

# to a file, which must be new; the secret is stored nowhere else
expect_exit 0 as_reception keys recovery safe --output "$sheet"
[ "$(stat -c %a "$sheet")" = 600 ] || fail "the mode of the sheet"
has "$scratch/err" 'destroy the file'
grep -E '^    [1-4]   ' "$sheet" | sed 's/^    .   //' > "$scratch/secret"
[ "$(wc -l < "$scratch/secret")" = 4 ] || fail "four lines"
while read -r line; do
	has_not "$scratch/out" "$line"
	has_not "$scratch/err" "$line"
	! grep -rqF -e "$line" "$scratch/owner" "$register" "$scratch/conf" || fail "a line was kept"
done < "$scratch/secret"
grep -q '	keys	recovery=safe	print=[0-9a-f]\{32\}	list=' "$state/ledger" || fail "the line"
expect_exit 1 as_reception keys recovery safe2 --output "$sheet"
expect_lines 1 keys
install_list "$scratch/owner"
has "$sheet" "$(print_of safe | sed 's/..../& /g; s/ $//')"
expect_exit 0 as_reception drill
has "$scratch/err" '1 hour was sealed anew'
cp "$scratch/owner/recipients.new" "$scratch/list"

# at a terminal it is shown until Enter, and then not on the screen any more
cat > "$scratch/page" <<TEXT
wait RECOVERY SHEET
wait Secret key
wait [Enter]
key Enter
wait What comes next
expect-not Secret key
exit 0
TEXT
"$PLAY" -l 20 -s 100x50 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/page" -- \
	welkom-desk keys recovery safe2 --config "$conf" --key "$key" --passphrase-file "$passphrase" \
	> "$scratch/screens" || fail "a sheet at the terminal"
# and into a pipe, for a printer, goes the sheet alone
expect_exit 0 as_reception keys recovery safe3
has "$scratch/out" 'RECOVERY SHEET'
has_not "$scratch/out" 'What comes next'
has "$scratch/err" 'What comes next'
expect_lines 3 keys

# everything is lost but the paper
rm -r "$scratch/owner" "$passphrase"
mkdir "$scratch/new"
new=$scratch/new/manager.key
recover() {
	expect_exit "$1" on welkom-desk recover --config "$conf" --output "$new" \
		--secret-file "$2" --new-passphrase-file "$anna_passphrase"
}
# slipped N FILE: the four lines with a slip in line N
slipped() {
	awk -v n="$1" 'NR == n { c = substr($0, 3, 1); $0 = substr($0, 1, 2) (c == "7" ? "8" : "7") substr($0, 4) } { print }' "$2"
}
# a slip is named by its line, and nothing is made
for n in 1 2 3 4; do
	slipped $n "$scratch/secret" > "$scratch/slip"
	recover 1 "$scratch/slip"
	has "$scratch/err" "a slip in line $n"
done
head -n 3 "$scratch/secret" > "$scratch/slip"
recover 1 "$scratch/slip"
has "$scratch/err" 'not the secret of a recovery sheet'
[ ! -e "$new" ] || fail "a key was made of a slip"
# typed as people do
tr 'A-Z-' 'a-z ' < "$scratch/secret" > "$scratch/typed"
recover 0 "$scratch/typed"
has "$scratch/out" 'It is in the list of recipients, as safe'
has "$scratch/out" "$(print_of safe | sed 's/..../& /g; s/ $//')"
[ "$(stat -c '%a %s' "$new")" = '600 144' ] || fail "mode or length of the key file"
recover 1 "$scratch/typed" # never over a file

day_of "$new" "$anna_passphrase"
[ $got -eq 0 ] || fail "exit $got: $(cat "$scratch/err")"
has "$scratch/out" 'Femke Visser'
# and from there everything is made anew: a key for a person, then the sheet is revoked
key=$new
passphrase=$anna_passphrase
anna=$scratch/new/anna.key
add_anna
install_list "$scratch/new"
expect_exit 0 as_reception drill
expect_exit 0 as_anna keys revoke safe
expect_exit 0 as_anna keys revoke reception
install_list "$scratch/new"
expect_exit 0 as_anna drill
[ "$(sed 's/^[0-9a-f]* //' "$scratch/conf/recipients")" = anna ] || fail "the list"
day_of "$anna" "$anna_passphrase"
has "$scratch/out" 'Femke Visser'
day_of "$new" "$anna_passphrase"
has_not "$scratch/out" Femke

# typed at the terminal, in which it is never shown; with one slip only: with several the check of one line in
# 37 would fit all the same
cat > "$scratch/ask" <<TEXT
wait Line 1
type $(sed -n 1p "$scratch/typed")
key Enter
wait Line 2
type $(slipped 2 "$scratch/typed" | sed -n 2p)
key Enter
wait Line 3
type $(sed -n 3p "$scratch/typed")
key Enter
wait Line 4
type $(sed -n 4p "$scratch/typed")
key Enter
wait a slip in line 2. Once more:
type $(sed -n 2p "$scratch/typed")
key Enter
wait compare it with the sheet
expect-not $(sed -n 1p "$scratch/typed")
exit 0
TEXT
rm "$new"
"$PLAY" -l 20 -e LD_PRELOAD="$SHIM" -e WELKOM_SHIM="$scratch/machine" "$scratch/ask" -- \
	welkom-desk recover --config "$conf" --output "$new" --new-passphrase-file "$anna_passphrase" \
	> "$scratch/screens" || fail "typing it at the terminal"

# SPDX-License-Identifier: ISC
# What cannot be a change of keys is refused before anything is made or announced.
set -eu
. "$WELKOM_TESTS/lib.sh"
new_register
. "$WELKOM_TESTS/keys.sh"
cp "$state/ledger" "$scratch/ledger-before"
good=$(sed 's/ .*//' "$scratch/conf/recipients" | tr '0-9a-f' 'f0-9a-e')

# refused EXIT TEXT WORD...
refused() {
	refused_exit=$1
	refused_text=$2
	shift 2
	expect_exit "$refused_exit" as_reception "$@"
	has "$scratch/err" "$refused_text"
	cmp -s "$state/ledger" "$scratch/ledger-before" || fail "the ledger has a line for: $*"
	[ ! -e "$scratch/owner/recipients.new" ] || fail "there is a new list after: $*"
	[ ! -e "$anna" ] || fail "there is a key after: $*"
}
refused 2 'one of list' keys
refused 2 'one of list' keys steal
refused 2 'by its label' keys add --new-key "$anna"
refused 2 'by its label' keys revoke
refused 2 'one word too many' keys rotate now
refused 2 'one argument too many' keys revoke a b
refused 2 'a label is a role' keys add 'Anna B' --new-key "$anna"
refused 2 'either --new-key' keys add anna
refused 2 'either --new-key' keys add anna --new-key "$anna" --pk "$good"
refused 2 'standard input' keys add anna --new-key "$anna" --new-passphrase-file - --passphrase-file -
refused 1 '64 hexadecimal digits' keys add anna --pk 00
refused 1 '64 hexadecimal digits' keys add anna --pk "${good}00"
refused 1 'not a public key' keys add anna --pk "01$(printf '%062d' 0)"
refused 1 'under another name' keys add anna --pk "$(sed 's/ .*//' "$scratch/conf/recipients")"
refused 1 'called reception already' keys add reception --pk "$good"
refused 1 'no key called anna' keys revoke anna
refused 1 'last key' keys revoke reception
echo short > "$scratch/weak"
refused 1 'too short' keys add anna --new-key "$anna" --new-passphrase-file "$scratch/weak"
touch "$anna.there"
expect_exit 2 as_reception keys add anna --new-key "$anna.there"
is_empty "$anna.there"
echo wrong > "$scratch/wrong"
expect_exit 1 on welkom-desk keys add anna --config "$conf" --key "$key" \
	--passphrase-file "$scratch/wrong" --pk "$good"
has "$scratch/err" 'does not open the key'
expect_exit 2 on welkom-desk keys add anna --config "$conf" --pk "$good"

# a public half from elsewhere, and a second change before root has installed the first
expect_exit 0 as_reception keys add anna --pk "$good"
expect_exit 0 as_reception keys add bert --pk "$(echo "$good" | tr '0-9a-f' 'f0-9a-e')"
for label in reception anna bert; do
	has "$scratch/owner/recipients.new" " $label"
done
# nine are too many
for n in 4 5 6 7 8; do
	good=$(echo "$good" | tr '0-9a-f' 'f0-9a-e')
	expect_exit 0 as_reception keys add "role-$n" --pk "$(echo "$good" | tr '0-9a-f' 'f0-9a-e')"
done
expect_exit 1 as_reception keys add ninth --new-key "$anna" --new-passphrase-file "$anna_passphrase"
has "$scratch/err" 'there are 8 keys already'
[ ! -e "$anna" ] || fail "a key was made for nothing"

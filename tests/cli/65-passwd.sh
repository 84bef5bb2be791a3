# SPDX-License-Identifier: ISC
# Another passphrase: the new one opens the key, the old one does not, and no copy of the file as it
# was is left. A second copy of the key file is tried before it is relied on.
set -eu
. "$WELKOM_TESTS/lib.sh"
new_register
. "$WELKOM_TESTS/keys.sh"
new=$anna_passphrase

# nothing is changed by a wrong or a weak passphrase
cp "$key" "$scratch/as-it-was"
expect_exit 1 on welkom-desk passwd --config "$conf" --key "$key" --passphrase-file "$new" \
	--new-passphrase-file "$new"
has "$scratch/err" 'does not open the key'
echo aaaaaaaaaaaaaaa > "$scratch/weak"
expect_exit 1 as_reception passwd --new-passphrase-file "$scratch/weak"
has "$scratch/err" 'too simple'
expect_exit 2 on welkom-desk passwd --config "$conf"
cmp -s "$key" "$scratch/as-it-was" || fail "the key file was changed"

expect_exit 0 as_reception keys copy "$scratch/stick.key"
[ "$(stat -c %a "$scratch/stick.key")" = 600 ] || fail "the mode of the copy"
cmp -s "$key" "$scratch/stick.key" || fail "the copy differs"
expect_exit 1 as_reception keys copy "$scratch/stick.key"
has "$scratch/err" 'cannot make the key file'

ln "$key" "$scratch/second-name"
expect_exit 0 as_reception passwd --new-passphrase-file "$new"
[ "$(stat -c '%a %s' "$key")" = '600 144' ] || fail "mode or length of the key file"
[ "$(head -c 7 "$scratch/second-name")" = WKGONE1 ] || fail "the old bytes are there"
[ "$(find "$scratch/owner" -name '.welkom-*')" = '' ] || fail "something was left beside the key"
expect_exit 1 as_reception drill
has "$scratch/err" 'does not open the key'
expect_exit 0 on welkom-desk drill --config "$conf" --key "$key" --passphrase-file "$new"
# the copy has the old passphrase still, as it said
expect_exit 0 on welkom-desk drill --config "$conf" --key "$scratch/stick.key" \
	--passphrase-file "$passphrase"

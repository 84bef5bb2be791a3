# SPDX-License-Identifier: ISC
# The power goes in the middle of collecting, after the inbox has forgotten the row of an hour key and
# before its copy of the key is overwritten: the next run that collects overwrites it, so that it names
# nobody who is revoked. Without the key in the store it may be the only one: it stays until it is due.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sed -i 's/^\[controller\]/retention_days = 7\n&/' "$conf"
sign_in 'Femke Visser' 0612345678
cp -p "$inbox"/keys/*.key "$scratch"
expect_exit 0 purge
expect_count 0 "$inbox/keys" '*.key'
cp -p "$scratch"/*.key "$inbox/keys"

sign_in 'Jan Jansen' 0612345679
expect_exit 0 purge
expect_count 2 "$store/keys" '*.key'
expect_count 0 "$inbox/keys" '*'
expect_lines 0 purge

cp -p "$scratch"/*.key "$inbox/keys"
rm "$store/keys/$(basename "$scratch"/*.key)"
sign_in 'Zoe Last' 0612345670
expect_exit 0 purge
expect_count 1 "$inbox/keys" '*.key'
expect_exit 0 at $((7 * days)) welkom-purge --config "$conf"
expect_count 0 "$store/keys" '*.key'
expect_count 0 "$inbox/keys" '*.key'
[ "$(sqlite3 "$store/db/store.db" 'SELECT count(*) FROM hourkey')" -eq 0 ] || fail "the row is left"

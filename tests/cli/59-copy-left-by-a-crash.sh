# SPDX-License-Identifier: ISC
# The power goes in the middle of collecting, after the inbox has forgotten the row of an hour key and
# before its copy of the key is overwritten: where fewer days than 14 are kept, the copy goes when the
# key in the store does, and not days later by its own header.
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

# a day before it is due both are there
expect_exit 0 at $((6 * days)) welkom-purge --config "$conf"
expect_count 1 "$store/keys" '*.key'
expect_count 1 "$inbox/keys" '*.key'

expect_exit 0 at $((7 * days)) welkom-purge --config "$conf"
expect_count 0 "$store/keys" '*.key'
expect_count 0 "$inbox/keys" '*.key'
[ "$(sqlite3 "$store/db/store.db" 'SELECT count(*) FROM hourkey')" -eq 0 ] || fail "the row is left"

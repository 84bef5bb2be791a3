# SPDX-License-Identifier: ISC
# A backup that should never have been made is put back three weeks later: nothing of it is shown
# before a run, and the first run destroys it, keys first.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Femke Visser' 0612345678
purge --quiet
sign_in 'Jan Jansen' 0612345679
cp -a "$inbox" "$scratch/inbox-then"
cp -a "$store" "$scratch/store-then"
machine offset $((m_begin + 21 * days)) up $((21 * days))
expect_exit 0 purge --quiet
expect_count 0 "$store/keys" '*.key'
rm -r "$inbox" "$store"
mv "$scratch/inbox-then" "$inbox"
mv "$scratch/store-then" "$store"

expect_exit 1 trace "$(hour_from 0)" "$(hour_to 0)"
has "$scratch/err" 'nothing of this window may be shown any more'
is_empty "$scratch/out"
expect_exit 0 purge --json
has "$scratch/out" '"entries_destroyed":2'
expect_count 0 "$store/keys" '*.key'
expect_count 0 "$inbox/keys" '*.key'
[ "$(sqlite3 "$store/db/store.db" 'SELECT count(*) FROM entry')" -eq 0 ] || fail "rows are left"
[ "$(sqlite3 "$inbox/db/inbox.db" 'SELECT count(*) FROM entry')" -eq 0 ] || fail "rows are left"

# SPDX-License-Identifier: ISC
# Whoever can write the inbox cuts the memory that SQLite shares through it again and again, which
# ends a program that uses it (SIGBUS): the store forgets all the same, the run says what was ended,
# and with the inbox in peace the next run is whole.
set -eu
. "$WELKOM_TESTS/lib.sh"
need_play
new_register
sign_in 'Femke Visser' 0612345678
purge --quiet
sign_in 'Jan Jansen' 0612345679
machine offset $((m_begin + 14 * days)) up $((14 * days))

# the database must be in use, or there is no such memory; then it is cut as fast as can be
mkfifo "$scratch/hold"
sqlite3 "$inbox/db/inbox.db" > /dev/null 2>&1 <<TEXT &
BEGIN;
SELECT count(*) FROM entry;
.shell echo held > $scratch/hold
.shell cat $scratch/hold
TEXT
helpers="$helpers $!"
holder=$!
read -r held < "$scratch/hold"
cat > "$scratch/cut" <<'TEXT'
while :; do : > "$1"; done
TEXT
sh "$scratch/cut" "$inbox/db/inbox.db-shm" &
cutter=$!
helpers="$helpers $cutter"

# it may take some runs until one is hit; each of them destroys what is due in the store
tries=0
# (a sanitizer catches the signal and ends the process itself)
until grep -q 'the part that reads the inbox' "$scratch/err" 2> /dev/null; do
	tries=$((tries + 1))
	[ $tries -le 40 ] || fail "no run was hit"
	purge --quiet > "$scratch/out" 2> "$scratch/err" || true
	expect_count 0 "$store/keys" '*.key'
	expect_count 0 "$inbox/keys" '*.key'
done
has "$scratch/err" 'what is in the inbox stays there for the next run'
has "$scratch/err" 'Left though they are due: hour keys 0'
kill "$cutter"
wait "$cutter" || true
echo go > "$scratch/hold"
wait "$holder" || true
expect_exit 0 purge
has "$state/ledger" '	keys=2	'
[ "$(sqlite3 "$store/db/store.db" 'SELECT count(*) FROM entry')" -eq 0 ] || fail "rows are left"

# SPDX-License-Identifier: ISC
# Whoever can write the inbox makes a row as long as SQLite takes: it is not read into memory.
set -eu
. "$WELKOM_TESTS/lib.sh"
new_register
for row in "hourkey VALUES(zeroblob(100000000),500000,500000)" \
	"entry VALUES(zeroblob(16),randomblob(16),zeroblob(100000000))"; do
	sqlite3 "$inbox/db/inbox.db" "PRAGMA ignore_check_constraints=ON; INSERT INTO $row"
	expect_exit 1 purge
	has "$scratch/err" 'string or blob too big'
	sqlite3 "$inbox/db/inbox.db" 'DELETE FROM hourkey; DELETE FROM entry'
	expect_exit 0 purge
done

/* SPDX-License-Identifier: ISC */
#include "register/single.h"

#include <string.h>

#include "base/nls.h"
#include "register/ledger.h"

int
single_look(struct register_side *side, const uint8_t id[static ENTRIES_ID],
	struct entries_entry *entry, struct fail *why)
{
	const char *sql = "SELECT kid,box FROM entry WHERE kid IN (SELECT kid FROM hourkey) AND id=?";
	sqlite3_stmt *stmt;
	int rc;

	if (database_prepare(side->db, sql, &stmt, why) != 0)
		return -1;
	sqlite3_bind_blob(stmt, 1, id, ENTRIES_ID, SQLITE_STATIC);
	rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW && sqlite3_column_bytes(stmt, 0) == HOURFILE_KID &&
		sqlite3_column_bytes(stmt, 1) == ENTRIES_BOX) {
		memcpy(entry->kid, sqlite3_column_blob(stmt, 0), HOURFILE_KID);
		memcpy(entry->box, sqlite3_column_blob(stmt, 1), ENTRIES_BOX);
		memcpy(entry->id, id, ENTRIES_ID);
	} else if (rc != SQLITE_DONE) {
		database_fail(side->db, _("the register cannot be read"), why);
		rc = SQLITE_ERROR;
	}
	sqlite3_finalize(stmt);
	return rc == SQLITE_ROW ? 1 : rc == SQLITE_DONE ? 0 : -1;
}

/* Returns how many rows were changed: 0 or 1; or -1 with why. */
static int
update(struct register_side *store, const struct entries_entry *old,
	const uint8_t box[static ENTRIES_BOX], struct fail *why)
{
	const char *sql = "UPDATE entry SET box=?1 WHERE kid=?2 AND id=?3 AND box=?4";
	sqlite3_stmt *stmt;

	if (database_prepare(store->db, sql, &stmt, why) != 0)
		return -1;
	sqlite3_bind_blob(stmt, 1, box, ENTRIES_BOX, SQLITE_STATIC);
	sqlite3_bind_blob(stmt, 2, old->kid, HOURFILE_KID, SQLITE_STATIC);
	sqlite3_bind_blob(stmt, 3, old->id, ENTRIES_ID, SQLITE_STATIC);
	sqlite3_bind_blob(stmt, 4, old->box, ENTRIES_BOX, SQLITE_STATIC);
	if (database_finish(store->db, stmt, why) != 0)
		return -1;
	return sqlite3_changes(store->db);
}

int
single_replace(struct visit_register *r, int64_t now, const struct entries_entry *old,
	const uint8_t box[static ENTRIES_BOX], const char *fields, struct fail *why)
{
	struct register_side *store = &r->store;
	struct ledger_head head;
	int changed, rc;

	if (register_check_side(store, why) != 0 || database_begin(store->db, why) != 0)
		return -1;
	changed = update(store, old, box, why);
	if (changed != 1 || ledger_append(r->state, now, "rectify", fields, &head, why) != 0) {
		database_rollback(store->db);
		return changed == 0 ? 0 : -1;
	}
	if (database_commit(store->db, why) != 0)
		return -1;
	/* with a reader in the way the next purge empties it */
	rc = database_checkpoint(store->db, NULL);
	(void)rc;
	return 1;
}

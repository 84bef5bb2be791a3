/* SPDX-License-Identifier: ISC */
#include "register/erasures.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "register/ledger.h"

/* Deletes the entry of id from side; *matched says whether there was one, kid whose. Hour keys are
 * few, so this is a handful of point look-ups. */
static int
delete_entry(struct register_side *side, const uint8_t id[static ENTRIES_ID], bool *matched,
	uint8_t kid[static HOURFILE_KID], struct fail *why)
{
	const char *sql = side->kind == SCHEMA_INBOX
		? "DELETE FROM entry WHERE id=?1 RETURNING kid"
		: "DELETE FROM entry WHERE kid IN (SELECT kid FROM hourkey) AND id=?1 RETURNING kid";
	sqlite3_stmt *stmt;
	int rc;

	*matched = false;
	if (database_prepare(side->db, sql, &stmt, why) != 0)
		return -1;
	sqlite3_bind_blob(stmt, 1, id, ENTRIES_ID, SQLITE_STATIC);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		if (sqlite3_column_bytes(stmt, 0) == HOURFILE_KID) {
			memcpy(kid, sqlite3_column_blob(stmt, 0), HOURFILE_KID);
			*matched = true;
		}
	}
	if (rc != SQLITE_DONE)
		database_fail(side->db, _("the entry cannot be erased"), why);
	sqlite3_finalize(stmt);
	return rc == SQLITE_DONE ? 0 : -1;
}

bool
erasures_is_queued(struct register_side *inbox, const uint8_t id[static ENTRIES_ID])
{
	sqlite3_stmt *stmt;
	int rc;

	if (inbox->db == NULL ||
		database_prepare(inbox->db, "SELECT 1 FROM erase WHERE id=?", &stmt, NULL) != 0)
		return false;
	sqlite3_bind_blob(stmt, 1, id, ENTRIES_ID, SQLITE_STATIC);
	rc = sqlite3_step(stmt);
	sqlite3_finalize(stmt);
	return rc == SQLITE_ROW;
}

int
erasures_queue(struct register_side *inbox, const uint8_t id[static ENTRIES_ID], struct fail *why)
{
	const char *sql = "INSERT INTO erase(id,kid) VALUES(?,?) ON CONFLICT(id) DO UPDATE SET "
					  "kid=coalesce(kid,excluded.kid)";
	uint8_t kid[HOURFILE_KID];
	sqlite3_stmt *stmt;
	bool matched;

	if (register_check_side(inbox, why) != 0 || database_begin(inbox->db, why) != 0)
		return -1;
	if (delete_entry(inbox, id, &matched, kid, why) != 0 ||
		database_prepare(inbox->db, sql, &stmt, why) != 0)
		goto fail;
	sqlite3_bind_blob(stmt, 1, id, ENTRIES_ID, SQLITE_STATIC);
	if (matched)
		sqlite3_bind_blob(stmt, 2, kid, sizeof kid, SQLITE_STATIC);
	if (database_finish(inbox->db, stmt, why) != 0)
		goto fail;
	return database_commit(inbox->db, why);
fail:
	database_rollback(inbox->db);
	return -1;
}

/* Takes the first queued id. Returns 1, 0 when the queue is empty, or -1 with why. Whoever writes
 * the inbox can get around its CHECKs: other lengths are left there. */
static int
next_queued(struct register_side *inbox, uint8_t id[static ENTRIES_ID], bool *matched,
	uint8_t kid[static HOURFILE_KID], struct fail *why)
{
	const char *sql = "SELECT id,kid FROM erase WHERE length(id)=16 AND "
					  "(kid IS NULL OR length(kid)=16) ORDER BY id LIMIT 1";
	sqlite3_stmt *stmt;
	int rc;

	_Static_assert(ENTRIES_ID == 16 && HOURFILE_KID == 16, "the lengths in sql");
	if (database_prepare(inbox->db, sql, &stmt, why) != 0)
		return -1;
	rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW) {
		memcpy(id, sqlite3_column_blob(stmt, 0), ENTRIES_ID);
		*matched = sqlite3_column_type(stmt, 1) == SQLITE_BLOB;
		if (*matched)
			memcpy(kid, sqlite3_column_blob(stmt, 1), HOURFILE_KID);
	} else if (rc != SQLITE_DONE) {
		database_fail(inbox->db, _("the register cannot be read"), why);
	}
	sqlite3_finalize(stmt);
	return rc == SQLITE_ROW ? 1 : rc == SQLITE_DONE ? 0 : -1;
}

static int
unqueue(struct register_side *inbox, const uint8_t id[static ENTRIES_ID], struct fail *why)
{
	sqlite3_stmt *stmt;

	/* one statement: its own transaction, which takes the write lock at once */
	if (database_prepare(inbox->db, "DELETE FROM erase WHERE id=?", &stmt, why) != 0)
		return -1;
	sqlite3_bind_blob(stmt, 1, id, ENTRIES_ID, SQLITE_STATIC);
	return database_finish(inbox->db, stmt, why);
}

/* Looks for id in the store; *matched and kid are left alone when it is not there. */
static int
find_stored(struct register_side *store, const uint8_t id[static ENTRIES_ID], bool *matched,
	uint8_t kid[static HOURFILE_KID], struct fail *why)
{
	const char *sql = "SELECT kid FROM entry WHERE kid IN (SELECT kid FROM hourkey) AND id=?";
	sqlite3_stmt *stmt;
	int rc;

	if (database_prepare(store->db, sql, &stmt, why) != 0)
		return -1;
	sqlite3_bind_blob(stmt, 1, id, ENTRIES_ID, SQLITE_STATIC);
	rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW && sqlite3_column_bytes(stmt, 0) == HOURFILE_KID) {
		memcpy(kid, sqlite3_column_blob(stmt, 0), HOURFILE_KID);
		*matched = true;
	} else if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
		database_fail(store->db, _("the register cannot be read"), why);
	}
	sqlite3_finalize(stmt);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? 0 : -1;
}

/* Notes in the queue whose entry id was, before the store forgets it: after a crash the ledger line
 * can still say so. */
static int
note_kid(struct register_side *inbox, const uint8_t id[static ENTRIES_ID],
	const uint8_t kid[static HOURFILE_KID], struct fail *why)
{
	sqlite3_stmt *stmt;

	if (database_prepare(inbox->db, "UPDATE erase SET kid=? WHERE id=?", &stmt, why) != 0)
		return -1;
	sqlite3_bind_blob(stmt, 1, kid, HOURFILE_KID, SQLITE_STATIC);
	sqlite3_bind_blob(stmt, 2, id, ENTRIES_ID, SQLITE_STATIC);
	return database_finish(inbox->db, stmt, why);
}

/* Erases id in the store and writes it down, with more at the end of the line. *matched: the queue
 * knows that it was under kid; afterwards, whether there was an entry. */
static int
carry_out_one(struct visit_register *r, int64_t now, const uint8_t id[static ENTRIES_ID],
	const char *more, bool *matched, uint8_t kid[static HOURFILE_KID], struct fail *why)
{
	char fields[LEDGER_FIELDS], hex[2 * HOURFILE_KID + 1] = "";
	uint8_t stored[HOURFILE_KID];
	struct ledger_head head;
	bool in_store;

	if (!*matched) {
		if (find_stored(&r->store, id, matched, kid, why) != 0)
			return -1;
		if (*matched && note_kid(&r->inbox, id, kid, why) != 0)
			return -1;
	}
	if (database_begin(r->store.db, why) != 0)
		return -1;
	if (delete_entry(&r->store, id, &in_store, stored, why) != 0) {
		database_rollback(r->store.db);
		return -1;
	}
	if (database_commit(r->store.db, why) != 0)
		return -1;
	if (in_store)
		memcpy(kid, stored, sizeof stored);
	*matched = *matched || in_store;
	if (*matched)
		sodium_bin2hex(hex, sizeof hex, kid, HOURFILE_KID);
	snprintf(fields, sizeof fields, "matched=%d%s%s%s%s", *matched, *matched ? "\tkid=" : "", hex,
		*more != '\0' ? "\t" : "", more);
	if (ledger_append(r->state, now, "erase", fields, &head, why) != 0)
		return -1;
	return unqueue(&r->inbox, id, why);
}

/* Reads what the queue knows of id. Returns 0, or -1 with why. */
static int
look_queued(struct register_side *inbox, const uint8_t id[static ENTRIES_ID], bool *matched,
	uint8_t kid[static HOURFILE_KID], struct fail *why)
{
	sqlite3_stmt *stmt;
	int rc;

	*matched = false;
	if (database_prepare(inbox->db, "SELECT kid FROM erase WHERE id=?", &stmt, why) != 0)
		return -1;
	sqlite3_bind_blob(stmt, 1, id, ENTRIES_ID, SQLITE_STATIC);
	rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW && sqlite3_column_bytes(stmt, 0) == HOURFILE_KID) {
		memcpy(kid, sqlite3_column_blob(stmt, 0), HOURFILE_KID);
		*matched = true;
	} else if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
		database_fail(inbox->db, _("the register cannot be read"), why);
	}
	sqlite3_finalize(stmt);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? 0 : -1;
}

int
erasures_now(struct visit_register *r, int64_t now, const uint8_t id[static ENTRIES_ID],
	const char *more, bool *matched, uint8_t kid[static HOURFILE_KID], struct fail *why)
{
	int rc;

	memset(kid, 0, HOURFILE_KID);
	if (register_check_side(&r->inbox, why) != 0 || register_check_side(&r->store, why) != 0)
		return -1;
	/* queued first: when the power goes, the keeper ends it, and meanwhile nobody is shown it */
	if (erasures_queue(&r->inbox, id, why) != 0 ||
		look_queued(&r->inbox, id, matched, kid, why) != 0 ||
		carry_out_one(r, now, id, more, matched, kid, why) != 0)
		return -1;
	/* the box may stand in a log; with a reader in the way the next purge empties it */
	rc = database_checkpoint(r->store.db, NULL);
	rc = database_checkpoint(r->inbox.db, NULL);
	(void)rc;
	return 0;
}

int
erasures_carry_out(struct visit_register *r, int64_t now, uint64_t *count, struct fail *why)
{
	const char *malformed = "SELECT count(*) FROM erase WHERE length(id)<>16 OR length(kid)<>16";
	uint8_t id[ENTRIES_ID], kid[HOURFILE_KID];
	sqlite3_int64 left = 0;
	bool matched;
	int rc;

	*count = 0;
	if (register_check_side(&r->inbox, why) != 0 || register_check_side(&r->store, why) != 0)
		return -1;
	while ((rc = next_queued(&r->inbox, id, &matched, kid, why)) == 1) {
		if (*count == ERASURES_MOST)
			return fail_set(why,
				_("more erasures are queued than visitors type; %d were carried out, "
				  "the next run goes on"),
				ERASURES_MOST);
		if (carry_out_one(r, now, id, "", &matched, kid, why) != 0)
			return -1;
		(*count)++;
	}
	if (rc == 0 && database_number(r->inbox.db, malformed, &left, why) != 0)
		return -1;
	return left > 0 ? fail_set(why, _("the queue of erasures holds what no kiosk writes")) : rc;
}

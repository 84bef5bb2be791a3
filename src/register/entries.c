/* SPDX-License-Identifier: ISC */
#include "register/entries.h"

#include <stdlib.h>
#include <string.h>

#include "base/nls.h"

#define TRIES 3

int
entries_announce(struct register_side *side, const struct entries_key *key, struct fail *why)
{
	sqlite3_stmt *stmt;

	if (database_begin(side->db, why) != 0)
		return -1;
	if (database_prepare(side->db, "INSERT INTO hourkey(kid,hour,due) VALUES(?,?,?)", &stmt, why) !=
		0)
		goto fail;
	sqlite3_bind_blob(stmt, 1, key->kid, sizeof key->kid, SQLITE_STATIC);
	sqlite3_bind_int64(stmt, 2, key->hour);
	sqlite3_bind_int64(stmt, 3, key->due);
	if (database_finish(side->db, stmt, why) != 0)
		goto fail;
	return database_commit(side->db, why);
fail:
	database_rollback(side->db);
	return -1;
}

/* One try. Returns 1 when the entry is there already, 0 when it was added, -1 with why. */
static int
try_add(struct register_side *side, const struct entries_entry *entry, struct fail *why)
{
	sqlite3_stmt *stmt;
	int rc;

	if (database_keep(side->db, "INSERT INTO entry(kid,id,box) VALUES(?,?,?)", &stmt, why) != 0)
		return -1;
	sqlite3_bind_blob(stmt, 1, entry->kid, sizeof entry->kid, SQLITE_STATIC);
	sqlite3_bind_blob(stmt, 2, entry->id, sizeof entry->id, SQLITE_STATIC);
	sqlite3_bind_blob(stmt, 3, entry->box, sizeof entry->box, SQLITE_STATIC);
	rc = sqlite3_step(stmt);
	if (rc != SQLITE_DONE && rc != SQLITE_CONSTRAINT_PRIMARYKEY)
		database_fail(side->db, _("the entry cannot be written"), why);
	database_rest(stmt);
	return rc == SQLITE_DONE ? 0 : rc == SQLITE_CONSTRAINT_PRIMARYKEY ? 1 : -1;
}

/* Says whether the entry is there: a last look after a COMMIT in doubt. */
static bool
is_there(struct register_side *side, const struct entries_entry *entry)
{
	sqlite3_stmt *stmt;
	int rc;

	if (database_prepare(side->db, "SELECT 1 FROM entry WHERE kid=? AND id=?", &stmt, NULL) != 0)
		return false;
	sqlite3_bind_blob(stmt, 1, entry->kid, sizeof entry->kid, SQLITE_STATIC);
	sqlite3_bind_blob(stmt, 2, entry->id, sizeof entry->id, SQLITE_STATIC);
	rc = sqlite3_step(stmt);
	sqlite3_finalize(stmt);
	return rc == SQLITE_ROW;
}

enum entries_added
entries_add(struct register_side *side, const struct entries_entry *entry, bool (*may)(void *arg),
	void *arg, struct fail *why)
{
	int try, rc;

	for (try = 0; try < TRIES; try++) {
		if (register_check_side(side, why) != 0 || database_begin(side->db, why) != 0)
			return ENTRIES_FAILED;
		if (!may(arg)) {
			database_rollback(side->db);
			return ENTRIES_REFUSED;
		}
		rc = try_add(side, entry, why);
		if (rc != 0)
			database_rollback(side->db);
		if (rc == 1 && try > 0)
			return ENTRIES_ADDED; /* the COMMIT that seemed to fail did not */
		if (rc == 1)
			fail_set(why, _("the entry cannot be written: its id is taken"));
		if (rc != 0)
			return ENTRIES_FAILED;
		if (database_commit(side->db, why) == 0)
			return ENTRIES_ADDED;
	}
	return is_there(side, entry) ? ENTRIES_ADDED : ENTRIES_FAILED;
}

/* Takes a blob of exactly n bytes from column of stmt. Returns 0, or -1. */
static int
take_blob(sqlite3_stmt *stmt, int column, uint8_t *out, size_t n)
{
	const void *blob = sqlite3_column_blob(stmt, column);

	if (blob == NULL || (size_t)sqlite3_column_bytes(stmt, column) != n)
		return -1;
	memcpy(out, blob, n);
	return 0;
}

static int
add_key(struct entries_keys *keys, size_t *room, sqlite3_stmt *stmt)
{
	struct entries_key *row;
	void *more;

	if (keys->n == *room) {
		*room = *room == 0 ? 64 : *room * 2;
		more = realloc(keys->rows, *room * sizeof *row);
		if (more == NULL)
			return -1;
		keys->rows = more;
	}
	row = &keys->rows[keys->n];
	if (take_blob(stmt, 0, row->kid, sizeof row->kid) != 0)
		return -1;
	row->hour = (uint32_t)sqlite3_column_int64(stmt, 1);
	row->due = (uint32_t)sqlite3_column_int64(stmt, 2);
	keys->n++;
	return 0;
}

int
entries_keys(struct register_side *side, struct entries_keys *keys, struct fail *why)
{
	sqlite3_stmt *stmt;
	size_t room = 0;
	int rc;

	keys->n = 0;
	keys->rows = NULL;
	if (database_prepare(side->db, "SELECT kid,hour,due FROM hourkey ORDER BY kid", &stmt, why) !=
		0)
		return -1;
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW && add_key(keys, &room, stmt) == 0)
		;
	if (rc == SQLITE_DONE) {
		sqlite3_finalize(stmt);
		return 0;
	}
	if (rc == SQLITE_ROW)
		fail_set(why, _("the register cannot be read"));
	else
		database_fail(side->db, _("the register cannot be read"), why);
	sqlite3_finalize(stmt);
	entries_free_keys(keys);
	return -1;
}

void
entries_free_keys(struct entries_keys *keys)
{
	free(keys->rows);
	keys->rows = NULL;
	keys->n = 0;
}

static int
compare_key(const void *kid, const void *row)
{
	return memcmp(kid, ((const struct entries_key *)row)->kid, HOURFILE_KID);
}

const struct entries_key *
entries_find(const struct entries_keys *keys, const uint8_t kid[static HOURFILE_KID])
{
	if (keys->n == 0)
		return NULL;
	return bsearch(kid, keys->rows, keys->n, sizeof keys->rows[0], compare_key);
}

int
entries_new_batch(struct entries_batch *batch)
{
	batch->n = 0;
	batch->rows = malloc(ENTRIES_BATCH * sizeof batch->rows[0]);
	return batch->rows == NULL ? -1 : 0;
}

void
entries_free_batch(struct entries_batch *batch)
{
	free(batch->rows);
	batch->rows = NULL;
	batch->n = 0;
}

int
entries_read(struct register_side *side, const uint8_t kid[static HOURFILE_KID],
	const uint8_t id[static ENTRIES_ID], bool only, struct entries_batch *batch, struct fail *why)
{
	const char *sql = only
		? "SELECT kid,id,box FROM entry WHERE kid=?1 AND id>?2 ORDER BY kid,id LIMIT ?3"
		: "SELECT kid,id,box FROM entry WHERE (kid,id)>(?1,?2) ORDER BY kid,id LIMIT ?3";
	struct entries_entry *row;
	sqlite3_stmt *stmt;
	int rc;

	batch->n = 0;
	if (database_prepare(side->db, sql, &stmt, why) != 0)
		return -1;
	sqlite3_bind_blob(stmt, 1, kid, HOURFILE_KID, SQLITE_STATIC);
	sqlite3_bind_blob(stmt, 2, id, ENTRIES_ID, SQLITE_STATIC);
	sqlite3_bind_int(stmt, 3, ENTRIES_BATCH);
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW && batch->n < ENTRIES_BATCH) {
		row = &batch->rows[batch->n++];
		if (take_blob(stmt, 0, row->kid, sizeof row->kid) != 0 ||
			take_blob(stmt, 1, row->id, sizeof row->id) != 0 ||
			take_blob(stmt, 2, row->box, sizeof row->box) != 0)
			break;
	}
	if (rc != SQLITE_DONE)
		database_fail(side->db, _("the register cannot be read"), why);
	sqlite3_finalize(stmt);
	return rc == SQLITE_DONE ? 0 : -1;
}

int
entries_counts(struct register_side *side,
	void (*each)(void *arg, const struct entries_count *count), void *arg, struct fail *why)
{
	const char *sql = "SELECT hour,due,(SELECT count(*) FROM entry WHERE entry.kid=hourkey.kid) "
					  "FROM hourkey ORDER BY hour";
	struct entries_count count;
	sqlite3_stmt *stmt;
	int rc;

	if (database_prepare(side->db, sql, &stmt, why) != 0)
		return -1;
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		count.hour = (uint32_t)sqlite3_column_int64(stmt, 0);
		count.due = (uint32_t)sqlite3_column_int64(stmt, 1);
		count.n = (uint64_t)sqlite3_column_int64(stmt, 2);
		each(arg, &count);
	}
	if (rc != SQLITE_DONE)
		database_fail(side->db, _("the register cannot be read"), why);
	sqlite3_finalize(stmt);
	return rc == SQLITE_DONE ? 0 : -1;
}

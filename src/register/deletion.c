/* SPDX-License-Identifier: ISC */
#include "register/deletion.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "register/entries.h"
#include "register/hourkeys.h"

/* Adds n to what the run noted as done, in the open transaction of the store. */
static int
note_done(struct register_side *store, int64_t run, const char *what, int64_t n, struct fail *why)
{
	const char *sql = "INSERT INTO done(run,what,n) VALUES(?,?,?) "
					  "ON CONFLICT(run,what) DO UPDATE SET n=n+excluded.n";
	sqlite3_stmt *stmt;

	if (n == 0)
		return 0;
	if (database_prepare(store->db, sql, &stmt, why) != 0)
		return -1;
	sqlite3_bind_int64(stmt, 1, run);
	sqlite3_bind_text(stmt, 2, what, -1, SQLITE_STATIC);
	sqlite3_bind_int64(stmt, 3, n);
	return database_finish(store->db, stmt, why);
}

/* Says whether the key file of kid is gone. While it is not, its row stays: without the row's due
 * the next run would only go by the header, which may be later. */
static bool
is_key_gone(const struct register_side *side, const uint8_t kid[static HOURFILE_KID])
{
	uint8_t file[HOURFILE_SIZE];

	return hourkeys_read(side->keys, kid, file) == HOURKEYS_NONE;
}

/* The statements of a run, prepared once. */
struct statements {
	sqlite3_stmt *end, *all, *part, *hour;
};

/* A transaction of many hours, and what it has deleted so far. */
struct batch {
	struct register_side *side;
	struct statements sql;
	struct purgeline_runs runs; /* told: with the first batch; 0 afterwards */
	int entries, hours;
};

static int
prepare(struct register_side *side, struct statements *sql, struct fail *why)
{
	/* the last id of a full batch; ids are random, rows lie in their order */
	const char *end = "SELECT id FROM entry WHERE kid=?1 ORDER BY id LIMIT 1 OFFSET ?2";

	*sql = (struct statements){NULL, NULL, NULL, NULL};
	if (database_prepare(side->db, end, &sql->end, why) != 0 ||
		database_prepare(side->db, "DELETE FROM entry WHERE kid=?1", &sql->all, why) != 0 ||
		database_prepare(side->db, "DELETE FROM entry WHERE kid=?1 AND id<=?2", &sql->part, why) !=
			0 ||
		database_prepare(side->db, "DELETE FROM hourkey WHERE kid=?1", &sql->hour, why) != 0)
		return -1;
	return 0;
}

/* How the log is written while many rows go. It may grow before it is moved into the database, and
 * keeps its file: to empty it a hundred times costs as much as deleting. Nor is each transaction
 * synced by itself: after a power cut rows may be back that nobody can read, with what done says of
 * them. The checkpoint before the ledger line syncs all, and truncates the log. */
static int
set_log(struct register_side *side, bool loose, struct fail *why)
{
	static const char *const strict[] = {
		"PRAGMA wal_autocheckpoint=1000", "PRAGMA journal_size_limit=0", "PRAGMA synchronous=FULL"};
	static const char *const many[] = {"PRAGMA wal_autocheckpoint=4000",
		"PRAGMA journal_size_limit=67108864", "PRAGMA synchronous=NORMAL"};
	size_t i;

	for (i = 0; i < 3; i++)
		if (database_run(side->db, loose ? many[i] : strict[i], why) != 0)
			return -1;
	return 0;
}

static void
finalize(struct statements *sql)
{
	sqlite3_finalize(sql->end);
	sqlite3_finalize(sql->all);
	sqlite3_finalize(sql->part);
	sqlite3_finalize(sql->hour);
}

/* Finds where the batch is full within kid. Returns 1 and the last id that it has room for, 0 when it
 * has room for all of kid, -1 with why. */
static int
find_end(struct batch *b, const uint8_t kid[static HOURFILE_KID], uint8_t id[static ENTRIES_ID],
	struct fail *why)
{
	sqlite3_stmt *end = b->sql.end;
	int rc;

	sqlite3_bind_blob(end, 1, kid, HOURFILE_KID, SQLITE_STATIC);
	sqlite3_bind_int(end, 2, ENTRIES_BATCH - b->entries - 1);
	rc = sqlite3_step(end);
	if (rc == SQLITE_ROW && sqlite3_column_bytes(end, 0) == ENTRIES_ID)
		memcpy(id, sqlite3_column_blob(end, 0), ENTRIES_ID);
	else if (rc == SQLITE_ROW)
		rc = SQLITE_CORRUPT;
	sqlite3_reset(end);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		return database_fail(b->side->db, _("the register cannot be read"), why);
	return rc == SQLITE_ROW;
}

/* Runs stmt, a DELETE with kid and perhaps the last id, to its end. Returns the number of rows it
 * deleted, or -1 with why. */
static int
delete_rows(struct batch *b, sqlite3_stmt *stmt, const uint8_t kid[static HOURFILE_KID],
	const uint8_t *id, struct fail *why)
{
	sqlite3 *db = b->side->db;
	int rc;

	sqlite3_bind_blob(stmt, 1, kid, HOURFILE_KID, SQLITE_STATIC);
	if (id != NULL)
		sqlite3_bind_blob(stmt, 2, id, ENTRIES_ID, SQLITE_STATIC);
	rc = sqlite3_step(stmt);
	sqlite3_reset(stmt);
	if (rc != SQLITE_DONE)
		return database_fail(db, _("the register cannot be changed"), why);
	return sqlite3_changes(db);
}

/* Deletes of kid what the batch has room for, and its hourkey row when none are left. Returns 1
 * when the batch is full and there may be more of kid, 0 when kid is done, -1 with why. */
static int
delete_kid(struct batch *b, const uint8_t kid[static HOURFILE_KID], struct fail *why)
{
	uint8_t id[ENTRIES_ID];
	int n, more = find_end(b, kid, id, why);

	if (more < 0)
		return -1;
	n = delete_rows(b, more ? b->sql.part : b->sql.all, kid, more ? id : NULL, why);
	if (n < 0)
		return -1;
	b->entries += n;
	if (more || !is_key_gone(b->side, kid))
		return more;
	n = delete_rows(b, b->sql.hour, kid, NULL, why);
	if (n < 0)
		return -1;
	b->hours += n;
	return 0;
}

/* One transaction: hours from keys->rows[*i] on until the batch is full. Returns 0, or -1 with
 * why. */
static int
delete_batch(
	struct batch *b, uint32_t hour, const struct entries_keys *keys, size_t *i, struct fail *why)
{
	int rc = 0;

	b->entries = b->hours = 0;
	if (database_begin(b->side->db, why) != 0)
		return -1;
	while (*i < keys->n && b->entries < ENTRIES_BATCH && rc == 0) {
		if (keys->rows[*i].due <= hour)
			rc = delete_kid(b, keys->rows[*i].kid, why);
		*i += rc == 0;
	}
	if (rc < 0 ||
		(b->side->kind == SCHEMA_STORE &&
			(note_done(b->side, b->runs.own, "entries", b->entries, why) != 0 ||
				note_done(b->side, b->runs.own, "hours", b->hours, why) != 0 ||
				(b->runs.told != 0 && purgeline_drop(b->side, b->runs.told, why) != 0)))) {
		database_rollback(b->side->db);
		return -1;
	}
	b->runs.told = 0;
	return database_commit(b->side->db, why);
}

/* Counts what a run would delete. */
static int
count_due(struct register_side *side, uint32_t hour, uint64_t *entries, struct fail *why)
{
	char sql[128];
	sqlite3_int64 n;

	snprintf(sql, sizeof sql,
		"SELECT count(*) FROM entry WHERE kid IN "
		"(SELECT kid FROM hourkey WHERE due<=%" PRIu32 ")",
		hour);
	if (database_number(side->db, sql, &n, why) != 0)
		return -1;
	*entries += (uint64_t)n;
	return 0;
}

static bool
any_due(const struct entries_keys *keys, uint32_t hour)
{
	size_t i;

	for (i = 0; i < keys->n; i++)
		if (keys->rows[i].due <= hour)
			return true;
	return false;
}

int
deletion_delete(struct register_side *side, int64_t now, const struct purgeline_runs *runs,
	bool dry, uint64_t *entries, struct fail *why)
{
	uint32_t hour = now < 0 ? 0 : (uint32_t)(now / MOMENT_HOUR);
	struct entries_keys keys;
	struct batch batch = {.side = side};
	size_t i = 0;
	int rc;

	if (register_check_side(side, why) != 0)
		return -1;
	if (dry)
		return count_due(side, hour, entries, why);
	if (runs != NULL)
		batch.runs = *runs;
	if (entries_keys(side, &keys, why) != 0)
		return -1;
	if (!any_due(&keys, hour)) {
		entries_free_keys(&keys);
		return 0;
	}
	rc = prepare(side, &batch.sql, why);
	if (rc == 0)
		rc = set_log(side, true, why);
	while (i < keys.n && rc == 0) {
		if (keys.rows[i].due > hour) {
			i++;
			continue;
		}
		rc = delete_batch(&batch, hour, &keys, &i, why);
		*entries += rc == 0 ? (uint64_t)batch.entries : 0;
	}
	finalize(&batch.sql);
	if (set_log(side, false, why) != 0)
		rc = -1;
	entries_free_keys(&keys);
	return rc;
}

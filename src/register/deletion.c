/* SPDX-License-Identifier: ISC */
#include "register/deletion.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "register/chronicle.h"
#include "register/entries.h"
#include "register/hourkeys.h"
#include "register/ledger.h"

#define STRINGIFY_(x) #x
#define STRINGIFY(x) STRINGIFY_(x)

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

/* Runs sql with kid bound; *changed becomes the rows it deleted. */
static int
delete_rows(sqlite3 *db, const char *sql, const uint8_t kid[static HOURFILE_KID], int *changed,
	struct fail *why)
{
	sqlite3_stmt *stmt;

	if (database_prepare(db, sql, &stmt, why) != 0)
		return -1;
	sqlite3_bind_blob(stmt, 1, kid, HOURFILE_KID, SQLITE_STATIC);
	if (database_finish(db, stmt, why) != 0)
		return -1;
	*changed = sqlite3_changes(db);
	return 0;
}

/* Says whether the key file of kid is gone. While it is not, its row stays: without the row's due
 * the next run would only go by the header, which may be later. */
static bool
is_key_gone(const struct register_side *side, const uint8_t kid[static HOURFILE_KID])
{
	uint8_t file[HOURFILE_SIZE];

	return hourkeys_read(side->keys, kid, file) == HOURKEYS_NONE;
}

/* Deletes one batch of kid's entries, and its hourkey row when none are left. Returns 1 while there
 * is more to do, 0 when kid is done, -1 with why. */
static int
delete_batch(struct register_side *side, int64_t run, const uint8_t kid[static HOURFILE_KID],
	uint64_t *entries, struct fail *why)
{
	const char *batch = "DELETE FROM entry WHERE kid=?1 AND id IN "
						"(SELECT id FROM entry WHERE kid=?1 LIMIT " STRINGIFY(ENTRIES_BATCH) ")";
	int deleted, hours = 0;

	if (database_begin(side->db, why) != 0)
		return -1;
	if (delete_rows(side->db, batch, kid, &deleted, why) != 0)
		goto fail;
	if (deleted < ENTRIES_BATCH && is_key_gone(side, kid) &&
		delete_rows(side->db, "DELETE FROM hourkey WHERE kid=?1", kid, &hours, why) != 0)
		goto fail;
	if (side->kind == SCHEMA_STORE &&
		(note_done(side, run, "entries", deleted, why) != 0 ||
			note_done(side, run, "hours", hours, why) != 0))
		goto fail;
	if (database_commit(side->db, why) != 0)
		return -1;
	*entries += (uint64_t)deleted;
	return deleted == ENTRIES_BATCH;
fail:
	database_rollback(side->db);
	return -1;
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

int
deletion_delete(
	struct register_side *side, int64_t now, bool dry, uint64_t *entries, struct fail *why)
{
	uint32_t hour = now < 0 ? 0 : (uint32_t)(now / MOMENT_HOUR);
	struct entries_keys keys;
	size_t i;
	int rc = 0;

	if (register_check_side(side, why) != 0)
		return -1;
	if (dry)
		return count_due(side, hour, entries, why);
	if (entries_keys(side, &keys, why) != 0)
		return -1;
	for (i = 0; i < keys.n && rc == 0; i++) {
		if (keys.rows[i].due > hour)
			continue;
		do
			rc = delete_batch(side, now, keys.rows[i].kid, entries, why);
		while (rc == 1);
	}
	entries_free_keys(&keys);
	return rc;
}

/* Sums what done holds for what of the runs after told. */
static int
sum_done(
	struct register_side *store, const char *what, int64_t told, sqlite3_int64 *n, struct fail *why)
{
	char sql[112];

	snprintf(
		sql, sizeof sql, "SELECT sum(n) FROM done WHERE what='%s' AND run>%" PRId64, what, told);
	return database_number(store->db, sql, n, why);
}

/* Takes note of the run of a line about a purge. */
static void
note_run(void *arg, const struct ledgerline *line)
{
	int64_t *told = arg;

	if (strcmp(line->what, "purge") == 0)
		*told = (int64_t)ledgerline_number(line, "run");
}

/* A run that was interrupted leaves in done what it did; its ledger line may be there or not. *told
 * becomes the last run that has a line; 0: none, or there was no such run. */
static int
find_told(struct visit_register *r, int64_t now, int64_t *told, struct fail *why)
{
	struct chronicle chronicle = {.each = note_run, .arg = told};
	sqlite3_int64 before;

	*told = 0;
	if (database_number(r->store.db, "SELECT min(run) FROM done", &before, why) != 0)
		return -1;
	if (before == 0 || before >= now)
		return 0;
	/* a ledger that is not whole tells as far as it goes: a line too many is better than none */
	(void)!chronicle_read(r->state, &chronicle, NULL);
	return 0;
}

/* Says whether done holds anything; when that cannot be read, yes. */
static bool
has_done(struct register_side *store)
{
	sqlite3_int64 any;

	return database_number(store->db, "SELECT EXISTS(SELECT 1 FROM done)", &any, NULL) != 0 ||
		any != 0;
}

int
deletion_write_down(
	struct visit_register *r, int64_t now, const struct deletion_done *what, struct fail *why)
{
	sqlite3_int64 entries = 0, hours = 0;
	bool store = register_check_side(&r->store, why) == 0;
	char fields[LEDGER_FIELDS];
	struct ledger_head head;
	int64_t told;

	if (store &&
		(find_told(r, now, &told, why) != 0 ||
			sum_done(&r->store, "entries", told, &entries, why) != 0 ||
			sum_done(&r->store, "hours", told, &hours, why) != 0))
		return -1;
	if (entries + hours != 0 || what->keys + what->entries != 0) {
		snprintf(fields, sizeof fields,
			"run=%" PRId64 "\tkeys=%" PRIu64 "\thours=%lld\tentries=%lld\tlate=%" PRId64
			"\tcause=%s",
			now, what->keys, (long long)hours, (long long)entries + (long long)what->entries,
			what->late, what->cause);
		if (ledger_append(r->state, now, "purge", fields, &head, why) != 0)
			return -1;
	}
	if (!store)
		return -1;
	return has_done(&r->store) ? database_run(r->store.db, "DELETE FROM done", why) : 0;
}

/* SPDX-License-Identifier: ISC */
#include "register/collect.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "register/entries.h"
#include "register/hourkeys.h"

/* Copies the key file of row to the store if the store has none: a new file, not the kiosk's,
 * which a hostile kiosk process could still have open. Returns 1 when the store has one with
 * *head, 0 when neither side has, -1 with why. */
static int
bring_key(struct visit_register *r, const struct entries_key *row, struct hourfile *head,
	struct collect_report *report, struct fail *why)
{
	uint8_t file[HOURFILE_SIZE];
	enum hourkeys_kind kind = hourkeys_read(r->store.keys, row->kid, file);

	if (kind == HOURKEYS_NONE) {
		kind = hourkeys_read(r->inbox.keys, row->kid, file);
		if (kind != HOURKEYS_KEY)
			return 0;
		if (hourkeys_write(r->store.keys, row->kid, file, why) != 0)
			return -1;
		report->keys++;
	}
	return kind == HOURKEYS_KEY && hourfile_read(file, head) == 0;
}

/* Writes row into the store, its hour as the key file says; a due is never raised. */
static int
store_key(struct register_side *store, const struct entries_key *row, const struct hourfile *head,
	uint32_t due_most, struct fail *why)
{
	const char *sql = "INSERT INTO hourkey(kid,hour,due) VALUES(?,?,?) ON CONFLICT DO NOTHING";
	uint32_t most = head->hour + HOURFILE_KEEP;
	sqlite3_stmt *stmt;

	if (due_most < most)
		most = due_most;

	if (database_prepare(store->db, sql, &stmt, why) != 0)
		return -1;
	sqlite3_bind_blob(stmt, 1, row->kid, sizeof row->kid, SQLITE_STATIC);
	sqlite3_bind_int64(stmt, 2, head->hour);
	sqlite3_bind_int64(stmt, 3, row->due < most ? row->due : most);
	return database_finish(store->db, stmt, why);
}

/* How many hour keys may be brought now. */
static int
count_room(struct visit_register *r, uint64_t *room, struct fail *why)
{
	sqlite3_int64 n;

	if (database_number(r->store.db, "SELECT count(*) FROM hourkey", &n, why) != 0)
		return -1;
	*room = n >= COLLECT_KEYS_STORE ? 0 : (uint64_t)(COLLECT_KEYS_STORE - n);
	if (*room > COLLECT_KEYS)
		*room = COLLECT_KEYS;
	return 0;
}

static bool
has_key(const struct register_side *side, const uint8_t kid[static HOURFILE_KID])
{
	uint8_t file[HOURFILE_SIZE];

	return hourkeys_read(side->keys, kid, file) != HOURKEYS_NONE;
}

/* Brings the keys of all rows of the inbox; brought[i] says whether the store now has row i. */
static int
bring_keys(struct visit_register *r, const struct entries_keys *rows, uint32_t due_most,
	bool *brought, struct collect_report *report, struct fail *why)
{
	struct hourfile head;
	uint64_t room;
	size_t i;
	int rc;

	if (count_room(r, &room, why) != 0 || database_begin(r->store.db, why) != 0)
		return -1;
	for (i = 0; i < rows->n; i++) {
		if (report->keys >= room && !has_key(&r->store, rows->rows[i].kid)) {
			report->refused++;
			continue;
		}
		rc = bring_key(r, &rows->rows[i], &head, report, why);
		if (rc < 0 || (rc > 0 && store_key(&r->store, &rows->rows[i], &head, due_most, why) != 0)) {
			database_rollback(r->store.db);
			return -1;
		}
		brought[i] = rc > 0;
		/* the key of one that is due may be gone before its row */
		report->homeless += rc == 0 &&
			(due_most == UINT32_MAX || rows->rows[i].due + HOURFILE_KEEP > due_most);
	}
	return database_commit(r->store.db, why);
}

/* Runs sql once for each entry of batch whose kid is in known, with (kid, id[, box]) bound, in one
 * transaction of side. Returns 0, or -1 with why. */
static int
for_batch(struct register_side *side, const char *sql, bool with_box,
	const struct entries_batch *batch, const struct entries_keys *known, struct fail *why)
{
	const struct entries_entry *e;
	sqlite3_stmt *stmt;
	size_t i;
	int rc = SQLITE_DONE;

	if (database_begin(side->db, why) != 0)
		return -1;
	if (database_prepare(side->db, sql, &stmt, why) != 0) {
		database_rollback(side->db);
		return -1;
	}
	for (i = 0; i < batch->n && rc == SQLITE_DONE; i++) {
		e = &batch->rows[i];
		if (entries_find(known, e->kid) == NULL)
			continue;
		sqlite3_reset(stmt);
		sqlite3_bind_blob(stmt, 1, e->kid, sizeof e->kid, SQLITE_STATIC);
		sqlite3_bind_blob(stmt, 2, e->id, sizeof e->id, SQLITE_STATIC);
		if (with_box)
			sqlite3_bind_blob(stmt, 3, e->box, sizeof e->box, SQLITE_STATIC);
		rc = sqlite3_step(stmt);
	}
	if (rc != SQLITE_DONE)
		database_fail(side->db, _("entries cannot be moved to the store"), why);
	sqlite3_finalize(stmt);
	if (rc == SQLITE_DONE)
		return database_commit(side->db, why);
	database_rollback(side->db);
	return -1;
}

/* Says whether the inbox has a row of kid now: a kiosk may have made it after the rows were read. */
static bool
is_announced(struct register_side *inbox, const uint8_t kid[static HOURFILE_KID])
{
	sqlite3_stmt *stmt;
	int rc;

	if (database_prepare(inbox->db, "SELECT 1 FROM hourkey WHERE kid=?", &stmt, NULL) != 0)
		return false;
	sqlite3_bind_blob(stmt, 1, kid, HOURFILE_KID, SQLITE_STATIC);
	rc = sqlite3_step(stmt);
	sqlite3_finalize(stmt);
	return rc == SQLITE_ROW;
}

/* Counts the entries of batch: those that were moved, and those that no hour key is known of. */
static void
count_batch(struct visit_register *r, const struct entries_batch *batch,
	const struct entries_keys *known, struct collect_report *report)
{
	size_t i;

	for (i = 0; i < batch->n; i++) {
		if (entries_find(known, batch->rows[i].kid) != NULL)
			report->entries++;
		else if (!is_announced(&r->inbox, batch->rows[i].kid))
			report->homeless++;
	}
}

/* Moves the entries batch by batch: store first, then exactly those out of the inbox. */
static int
move_entries(struct visit_register *r, const struct entries_keys *known,
	struct collect_report *report, struct fail *why)
{
	uint8_t kid[HOURFILE_KID] = {0}, id[ENTRIES_ID] = {0};
	struct entries_batch batch;
	sqlite3_int64 any;
	int rc;

	if (database_number(r->inbox.db, "SELECT EXISTS(SELECT 1 FROM entry)", &any, why) != 0)
		return -1;
	if (any == 0) /* the usual case: a run with nothing to do costs nothing */
		return 0;
	if (entries_new_batch(&batch) != 0)
		return fail_set(why, _("not enough memory"));
	while ((rc = entries_read(&r->inbox, kid, id, false, &batch, why)) == 0 && batch.n > 0) {
		rc = for_batch(&r->store,
			"INSERT INTO entry(kid,id,box) VALUES(?,?,?) ON CONFLICT DO NOTHING", true, &batch,
			known, why);
		if (rc == 0)
			rc = for_batch(
				&r->inbox, "DELETE FROM entry WHERE kid=? AND id=?", false, &batch, known, why);
		if (rc != 0)
			break;
		count_batch(r, &batch, known, report);
		memcpy(kid, batch.rows[batch.n - 1].kid, sizeof kid);
		memcpy(id, batch.rows[batch.n - 1].id, sizeof id);
	}
	entries_free_batch(&batch);
	return rc;
}

/* Takes the rows that the store has over out of the inbox, then overwrites its copies of keys. */
static int
leave_keys(struct visit_register *r, const struct entries_keys *rows, const bool *brought,
	struct fail *why)
{
	sqlite3_stmt *stmt;
	size_t i;
	int rc = 0;

	if (database_begin(r->inbox.db, why) != 0)
		return -1;
	for (i = 0; i < rows->n; i++) {
		if (!brought[i])
			continue;
		if (database_prepare(r->inbox.db, "DELETE FROM hourkey WHERE kid=?", &stmt, why) != 0)
			goto fail;
		sqlite3_bind_blob(stmt, 1, rows->rows[i].kid, HOURFILE_KID, SQLITE_STATIC);
		if (database_finish(r->inbox.db, stmt, why) != 0)
			goto fail;
	}
	if (database_commit(r->inbox.db, why) != 0)
		return -1;
	for (i = 0; i < rows->n; i++)
		if (brought[i] && hourkeys_shred(r->inbox.keys, rows->rows[i].kid, why) != 0)
			rc = -1;
	return rc;
fail:
	database_rollback(r->inbox.db);
	return -1;
}

uint32_t
collect_due_most(const struct clock_verdict *clock)
{
	if (clock->doubt || clock->trusted < 0)
		return UINT32_MAX;
	return (uint32_t)(clock->trusted / MOMENT_HOUR) + HOURFILE_KEEP;
}

int
collect_inbox(
	struct visit_register *r, uint32_t due_most, struct collect_report *report, struct fail *why)
{
	struct entries_keys rows = {0}, known = {0};
	bool *brought = NULL;
	int rc = -1;

	*report = (struct collect_report){0};
	if (register_check_side(&r->inbox, why) != 0 || register_check_side(&r->store, why) != 0)
		return -1;
	if (entries_keys(&r->inbox, &rows, why) != 0)
		return -1;
	brought = calloc(rows.n + 1, sizeof *brought);
	if (brought == NULL)
		fail_set(why, _("not enough memory"));
	else if ((rows.n == 0 || bring_keys(r, &rows, due_most, brought, report, why) == 0) &&
		entries_keys(&r->store, &known, why) == 0 && move_entries(r, &known, report, why) == 0 &&
		(rows.n == 0 || leave_keys(r, &rows, brought, why) == 0))
		rc = 0;
	if (rc == 0 && report->refused > 0)
		rc = fail_set(why,
			_("there are more hour keys than a kiosk makes; %" PRIu64 " were left in the inbox"),
			report->refused);
	free(brought);
	entries_free_keys(&known);
	entries_free_keys(&rows);
	return rc;
}

/* SPDX-License-Identifier: ISC */
#include "register/purgeline.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "register/chronicle.h"

/* Sums what done holds for what of the runs that have no line yet. */
static int
sum_done(
	struct register_side *store, const char *what, int64_t told, sqlite3_int64 *n, struct fail *why)
{
	char sql[112];

	snprintf(
		sql, sizeof sql, "SELECT sum(n) FROM done WHERE what='%s' AND run>%" PRId64, what, told);
	return database_number(store->db, sql, n, why);
}

/* The runs of done that may have a line. */
struct search {
	struct register_side *store;
	int64_t least; /* the first of them */
	bool failed;
};

/* Takes out of done what a line about a purge has told, in the open transaction. */
static void
drop_run(void *arg, const struct ledgerline *line)
{
	struct search *search = arg;
	int64_t run;
	char sql[64];

	if (strcmp(line->what, "purge") != 0)
		return;
	run = (int64_t)ledgerline_number(line, "run");
	if (run < search->least)
		return;
	snprintf(sql, sizeof sql, "DELETE FROM done WHERE run<=%" PRId64, run);
	search->failed |= database_run(search->store->db, sql, NULL) != 0;
}

/* Takes each run out of done that has its line, as the ledger says. */
static int
drop_told(struct visit_register *r, int64_t least, struct fail *why)
{
	struct search search = {.store = &r->store, .least = least};
	struct chronicle chronicle = {.each = drop_run, .arg = &search};

	if (database_begin(r->store.db, why) != 0)
		return -1;
	/* a ledger that is not whole tells as far as it goes: a line too many is better than none. One that
	 * cannot be read now can be later, and each line once is better than that */
	if (chronicle_read(r->state, &chronicle, why) != 0 && chronicle.unread) {
		database_rollback(r->store.db);
		return -1;
	}
	if (!search.failed)
		return database_commit(r->store.db, why);
	database_fail(r->store.db, _("the register cannot be changed"), why);
	database_rollback(r->store.db);
	return -1;
}

int
purgeline_told(struct visit_register *r, int64_t good, int64_t now, struct purgeline_runs *runs,
	struct fail *why)
{
	sqlite3_int64 least, most;

	*runs = (struct purgeline_runs){.own = now, .told = now - 1};
	if (register_check_side(&r->store, why) != 0 ||
		database_number(r->store.db, "SELECT min(run) FROM done", &least, why) != 0 ||
		database_number(r->store.db, "SELECT max(run) FROM done", &most, why) != 0)
		return -1;
	if (most >= now)
		runs->own = most + 1;
	if (most > good || good >= now) {
		if (drop_told(r, least, why) != 0)
			return -1;
		good = 0;
	}
	runs->told = good;
	return 0;
}

int
purgeline_write(
	struct visit_register *r, int64_t now, const struct purgeline *what, struct fail *why)
{
	sqlite3_int64 entries = 0, hours = 0;
	bool store = register_check_side(&r->store, why) == 0;
	char fields[LEDGER_FIELDS];
	struct ledger_head head;

	if (store &&
		(sum_done(&r->store, "entries", what->runs.told, &entries, why) != 0 ||
			sum_done(&r->store, "hours", what->runs.told, &hours, why) != 0))
		return -1;
	if (entries + hours != 0 || what->keys + what->entries != 0) {
		snprintf(fields, sizeof fields,
			"run=%" PRId64 "\tkeys=%" PRIu64 "\thours=%lld\tentries=%lld\tlate=%" PRId64
			"\tcause=%s",
			what->runs.own, what->keys, (long long)hours,
			(long long)entries + (long long)what->entries, what->late, what->cause);
		if (ledger_append(r->state, now, "purge", fields, &head, why) != 0)
			return -1;
	}
	return store ? 0 : -1;
}

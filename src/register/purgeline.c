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

int
purgeline_drop(struct register_side *store, int64_t told, struct fail *why)
{
	char sql[112];

	snprintf(sql, sizeof sql,
		"DELETE FROM done WHERE run<=%" PRId64 " AND run<(SELECT max(run) FROM done)", told);
	if (database_run(store->db, sql, why) != 0)
		return -1;
	snprintf(sql, sizeof sql, "UPDATE done SET n=0 WHERE run<=%" PRId64, told);
	return database_run(store->db, sql, why);
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

	if (strcmp(line->what, "purge") != 0)
		return;
	run = (int64_t)ledgerline_number(line, "run");
	if (run >= search->least)
		search->failed |= purgeline_drop(search->store, run, NULL) != 0;
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

	*runs = (struct purgeline_runs){.own = now, .unknown = true};
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
	runs->unknown = false;
	return 0;
}

/* What done holds of the runs that have no line yet, and the last of them. */
static int
sum_all(struct register_side *store, int64_t told, sqlite3_int64 *entries, sqlite3_int64 *hours,
	sqlite3_int64 *run, struct fail *why)
{
	if (sum_done(store, "entries", told, entries, why) != 0 ||
		sum_done(store, "hours", told, hours, why) != 0)
		return -1;
	if (*entries + *hours == 0)
		return 0;
	return database_number(store->db, "SELECT max(run) FROM done", run, why);
}

int
purgeline_write(
	struct visit_register *r, int64_t now, const struct purgeline *what, struct fail *why)
{
	sqlite3_int64 entries = 0, hours = 0, run = 0;
	bool store = register_check_side(&r->store, why) == 0;
	char fields[LEDGER_FIELDS];
	struct ledger_head head;

	if (store && !what->runs.unknown &&
		sum_all(&r->store, what->runs.told, &entries, &hours, &run, why) != 0)
		return -1;
	if (entries + hours != 0 || what->keys + what->entries != 0) {
		snprintf(fields, sizeof fields,
			"run=%lld\tkeys=%" PRIu64 "\thours=%lld\tentries=%lld\tlate=%" PRId64 "\tcause=%s",
			(long long)run, what->keys, (long long)hours,
			(long long)entries + (long long)what->entries, what->late, what->cause);
		if (ledger_append(r->state, now, "purge", fields, &head, why) != 0)
			return -1;
	}
	return store ? 0 : -1;
}

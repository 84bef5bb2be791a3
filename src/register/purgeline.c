/* SPDX-License-Identifier: ISC */
#include "register/purgeline.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "register/chronicle.h"

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
purgeline_write(
	struct visit_register *r, int64_t now, const struct purgeline *what, struct fail *why)
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

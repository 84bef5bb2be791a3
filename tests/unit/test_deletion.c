/* SPDX-License-Identifier: ISC */
/* Rows of what is due, the counts of an interrupted run, and the one ledger line about it. */
#include "register/deletion.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "register/entries.h"
#include "register/ledger.h"
#include "register/purgeline.h"
#include "unit/scratch.h"

#define H 490000
#define AT(hour) ((int64_t)(hour)*3600)
#define DUE AT(H + 336)

static uint64_t
delete_at(struct register_side *side, int64_t now, bool dry)
{
	struct fail why = {{0}};
	uint64_t entries = 0;

	if (deletion_delete(side, now, &(struct purgeline_runs){.own = now}, dry, &entries, &why) != 0)
		fail_msg("%s", why.text);
	return entries;
}

static void
write_down(struct scratch *s, uint64_t keys, uint64_t unnoted)
{
	struct fail why = {{0}};

	if (purgeline_write(&s->reg, DUE,
			&(struct purgeline){.keys = keys, .entries = unnoted, .cause = "none"}, &why) != 0)
		fail_msg("%s", why.text);
}

/* A whole run at now, the last good one of which was at good, as the keeper does it. */
static void
run_at(struct scratch *s, int64_t good, int64_t now, uint64_t keys)
{
	struct purgeline what = {.keys = keys, .cause = "none"};
	struct fail why = {{0}};
	uint64_t entries = 0;

	if (purgeline_told(&s->reg, good, now, &what.runs, &why) != 0 ||
		deletion_delete(&s->reg.store, now, &what.runs, false, &entries, &why) != 0 ||
		purgeline_write(&s->reg, now, &what, &why) != 0)
		fail_msg("%s", why.text);
}

/* How many lines the ledger has; the last of them is copied to line. */
static int
lines(struct scratch *s, char line[static 300])
{
	char ledger[4000], *at, *end;
	int n = 0;

	scratch_ledger(s, ledger, sizeof ledger);
	line[0] = '\0';
	for (at = ledger; (end = strchr(at, '\n')) != NULL; at = end + 1, n++)
		snprintf(line, 300, "%.*s", (int)(end - at), at);
	return n;
}

static void
rows_go_at_their_due_hour(void **state)
{
	struct scratch *s = *state;
	struct register_side *store = &s->reg.store;

	scratch_key_row(store, 1, H, H + 336);
	scratch_key_row(store, 2, H + 1, H + 337);
	for (unsigned i = 0; i < 5; i++) {
		scratch_entry(store, 1, i);
		scratch_entry(store, 2, 100 + i);
	}
	assert_int_equal(delete_at(store, DUE - 1, false), 0);
	assert_int_equal(scratch_sql(store, "SELECT count(*) FROM entry"), 10);
	assert_int_equal(delete_at(store, DUE, false), 5);
	assert_int_equal(scratch_sql(store, "SELECT count(*) FROM entry"), 5);
	assert_int_equal(scratch_sql(store, "SELECT count(*) FROM hourkey"), 1);
	assert_int_equal(scratch_sql(store, "SELECT hour FROM hourkey"), H + 1);
}

static void
many_rows_go_in_batches(void **state)
{
	struct scratch *s = *state;
	struct register_side *store = &s->reg.store;
	char sql[300];

	scratch_key_row(store, 1, H, H + 336);
	snprintf(sql, sizeof sql,
		"WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM c "
		"WHERE i<%d) INSERT INTO entry SELECT (SELECT kid FROM hourkey),"
		"CAST(printf('%%016d',i) AS BLOB),zeroblob(304) FROM c",
		2 * ENTRIES_BATCH);
	scratch_sql(store, sql);
	assert_int_equal(delete_at(store, DUE, false), 2 * ENTRIES_BATCH);
	assert_int_equal(scratch_sql(store, "SELECT count(*) FROM entry"), 0);
	assert_int_equal(scratch_sql(store, "SELECT count(*) FROM hourkey"), 0);
	assert_int_equal(
		scratch_sql(store, "SELECT n FROM done WHERE what='entries'"), 2 * ENTRIES_BATCH);
	assert_int_equal(scratch_sql(store, "SELECT n FROM done WHERE what='hours'"), 1);
}

/* Rows in great number are not synced one transaction after another; what comes after them is. */
static void
after_many_rows_each_transaction_is_synced_again(void **state)
{
	struct scratch *s = *state;
	struct register_side *store = &s->reg.store;
	uint64_t entries = 0;
	struct fail why;

	scratch_key_row(store, 1, H, H + 336);
	scratch_entry(store, 1, 7);
	assert_int_equal(delete_at(store, DUE, false), 1);
	assert_int_equal(scratch_sql(store, "PRAGMA synchronous"), 2);
	assert_int_equal(scratch_sql(store, "PRAGMA journal_size_limit"), 0);
	/* nor when it fails */
	scratch_key_row(store, 2, H, H + 336);
	scratch_sql(store, "PRAGMA query_only=ON");
	assert_int_equal(deletion_delete(store, DUE, NULL, false, &entries, &why), -1);
	assert_int_equal(scratch_sql(store, "PRAGMA synchronous"), 2);
}

static void
a_dry_run_only_counts(void **state)
{
	struct scratch *s = *state;

	scratch_key_row(&s->reg.store, 1, H, H + 336);
	scratch_entry(&s->reg.store, 1, 7);
	assert_int_equal(delete_at(&s->reg.store, DUE - 1, true), 0);
	assert_int_equal(delete_at(&s->reg.store, DUE, true), 1);
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT count(*) FROM entry"), 1);
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT count(*) FROM done"), 0);
}

static void
a_row_stays_while_its_key_file_does(void **state)
{
	struct scratch *s = *state;
	struct register_side *store = &s->reg.store;
	char name[64];

	/* a shorter retention, and a key that could not be destroyed: its header alone would keep it
	 * until 14 days */
	scratch_key_file(store->keys, 1, H);
	scratch_key_row(store, 1, H, H + 24);
	scratch_entry(store, 1, 7);
	assert_int_equal(delete_at(store, AT(H + 24), false), 1);
	assert_int_equal(scratch_sql(store, "SELECT due FROM hourkey"), H + 24);
	scratch_name(1, ".key", name);
	unlinkat(store->keys, name, 0);
	assert_int_equal(delete_at(store, AT(H + 24), false), 0);
	assert_int_equal(scratch_sql(store, "SELECT count(*) FROM hourkey"), 0);
}

static void
the_inbox_is_deleted_from_without_counts(void **state)
{
	struct scratch *s = *state;

	scratch_key_row(&s->reg.inbox, 1, H, H + 336);
	scratch_entry(&s->reg.inbox, 1, 7);
	assert_int_equal(delete_at(&s->reg.inbox, DUE, false), 1);
	assert_int_equal(scratch_sql(&s->reg.inbox, "SELECT count(*) FROM entry"), 0);
	assert_int_equal(scratch_sql(&s->reg.inbox, "SELECT count(*) FROM hourkey"), 0);
}

static void
one_line_tells_all_and_nothing_makes_none(void **state)
{
	struct scratch *s = *state;
	char ledger[2000];

	write_down(s, 0, 0);
	scratch_ledger(s, ledger, sizeof ledger);
	assert_string_equal(ledger, "");
	scratch_key_row(&s->reg.store, 1, H, H + 336);
	scratch_entry(&s->reg.store, 1, 7);
	delete_at(&s->reg.store, DUE, false);
	write_down(s, 1, 3);
	scratch_ledger(s, ledger, sizeof ledger);
	assert_non_null(strstr(ledger, "\tkeys=1\thours=1\tentries=4\tlate=0\tcause=none\th="));
}

/* What done holds of a run that has its line goes with the rows of a later one, without a
 * transaction of its own. */
static void
what_was_told_goes_with_the_next_rows(void **state)
{
	struct scratch *s = *state;
	char line[300];
	int64_t hour;

	for (hour = 0; hour < 3; hour++) {
		scratch_key_row(
			&s->reg.store, 1 + (unsigned)hour, H + (uint32_t)hour, H + 336 + (uint32_t)hour);
		scratch_entry(&s->reg.store, 1 + (unsigned)hour, (unsigned)hour);
	}
	run_at(s, 0, DUE, 1);
	assert_int_equal(lines(s, line), 1);
	run_at(s, DUE, DUE + 900, 0); /* nothing is due: no line, and nothing is written */
	assert_int_equal(lines(s, line), 1);
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT min(run) FROM done"), DUE);
	run_at(s, DUE + 900, DUE + 3600, 1);
	assert_int_equal(lines(s, line), 2);
	assert_non_null(strstr(line, "\tkeys=1\thours=1\tentries=1\t"));
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT min(run) FROM done"), DUE + 3600);
	/* and a clock that is set back doubles nothing and loses nothing */
	run_at(s, DUE + 9000, DUE + 7200, 1);
	assert_int_equal(lines(s, line), 3);
	assert_non_null(strstr(line, "\tkeys=1\thours=1\tentries=1\t"));
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT min(run) FROM done"), DUE + 7200);
}

static void
an_interrupted_run_is_told_by_the_next(void **state)
{
	struct scratch *s = *state;
	char ledger[2000];

	scratch_key_row(&s->reg.store, 1, H, H + 336);
	scratch_key_row(&s->reg.store, 2, H + 1, H + 337);
	scratch_entry(&s->reg.store, 1, 7);
	scratch_entry(&s->reg.store, 2, 8);
	delete_at(&s->reg.store, DUE, false); /* and the power goes before the ledger */
	delete_at(&s->reg.store, DUE + 3600, false);
	write_down(s, 2, 0);
	scratch_ledger(s, ledger, sizeof ledger);
	assert_non_null(strstr(ledger, "1\t2025-12-08T16:00:00Z\t"));
	assert_non_null(strstr(ledger, "\tkeys=2\thours=2\tentries=2\tlate=0\tcause=none\th="));
	assert_ptr_equal(strchr(ledger, '\n'), ledger + strlen(ledger) - 1);
}

/* The power goes after the ledger line: the run is not known as good. */
static void
what_the_ledger_has_is_not_told_twice(void **state)
{
	struct scratch *s = *state;
	char line[300];

	scratch_key_row(&s->reg.store, 1, H, H + 336);
	scratch_key_row(&s->reg.store, 2, H + 1, H + 337);
	scratch_key_row(&s->reg.store, 3, H + 2, H + 338);
	scratch_entry(&s->reg.store, 1, 7);
	run_at(s, 0, DUE, 1);
	assert_int_equal(lines(s, line), 1);
	run_at(s, 0, DUE + 900, 0);
	assert_int_equal(lines(s, line), 1);
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT count(*) FROM done"), 0);

	/* and what a run did that has none is told, between others that have */
	run_at(s, 0, DUE + 3600, 0);
	assert_int_equal(lines(s, line), 2);
	delete_at(&s->reg.store, DUE + 7200, false);
	run_at(s, DUE, DUE + 9000, 0);
	assert_int_equal(lines(s, line), 3);
	assert_non_null(strstr(line, "\tkeys=0\thours=1\tentries=0\t"));
}

/* The power goes, and afterwards the clock is two seconds behind. */
static void
what_a_run_behind_its_clock_did_is_told_once(void **state)
{
	struct scratch *s = *state;
	char line[300];

	scratch_key_row(&s->reg.store, 1, H, H + 336);
	scratch_key_row(&s->reg.store, 2, H + 1, H + 337);
	scratch_entry(&s->reg.store, 1, 7);
	delete_at(&s->reg.store, DUE + 2, false);
	run_at(s, 0, DUE, 0);
	assert_int_equal(lines(s, line), 1);
	assert_non_null(strstr(line, "\tkeys=0\thours=1\tentries=1\t"));
	run_at(s, DUE, DUE + 900, 0);
	assert_int_equal(lines(s, line), 1);
	run_at(s, DUE + 900, DUE + 3600, 1);
	assert_int_equal(lines(s, line), 2);
	assert_non_null(strstr(line, "\tkeys=1\thours=1\tentries=0\t"));
}

static void
without_a_ledger_the_counts_stay(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	char ledger[2000];

	scratch_key_row(&s->reg.store, 1, H, H + 336);
	delete_at(&s->reg.store, DUE, false);
	assert_int_equal(renameat(s->reg.state, "ledger", s->reg.state, "elsewhere"), 0);
	assert_int_equal(
		purgeline_write(&s->reg, DUE, &(struct purgeline){.keys = 1, .cause = "none"}, &why), -1);
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT count(*) FROM done"), 1);
	assert_int_equal(renameat(s->reg.state, "elsewhere", s->reg.state, "ledger"), 0);
	write_down(s, 0, 0);
	scratch_ledger(s, ledger, sizeof ledger);
	assert_non_null(strstr(ledger, "\tkeys=0\thours=1\tentries=0\tlate=0\tcause=none\th="));
}

static void
a_lost_store_still_lets_what_was_done_be_written(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	char ledger[2000];

	register_close_side(&s->reg.store);
	assert_int_equal(
		purgeline_write(&s->reg, DUE, &(struct purgeline){.keys = 5, .cause = "none"}, &why), -1);
	scratch_ledger(s, ledger, sizeof ledger);
	assert_non_null(strstr(ledger, "\tkeys=5\thours=0\tentries=0\tlate=0\tcause=none\th="));
}

#define IN_REGISTER(test) cmocka_unit_test_setup_teardown(test, scratch_register, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REGISTER(rows_go_at_their_due_hour),
		IN_REGISTER(many_rows_go_in_batches),
		IN_REGISTER(after_many_rows_each_transaction_is_synced_again),
		IN_REGISTER(a_dry_run_only_counts),
		IN_REGISTER(a_row_stays_while_its_key_file_does),
		IN_REGISTER(the_inbox_is_deleted_from_without_counts),
		IN_REGISTER(one_line_tells_all_and_nothing_makes_none),
		IN_REGISTER(what_was_told_goes_with_the_next_rows),
		IN_REGISTER(an_interrupted_run_is_told_by_the_next),
		IN_REGISTER(what_the_ledger_has_is_not_told_twice),
		IN_REGISTER(what_a_run_behind_its_clock_did_is_told_once),
		IN_REGISTER(without_a_ledger_the_counts_stay),
		IN_REGISTER(a_lost_store_still_lets_what_was_done_be_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

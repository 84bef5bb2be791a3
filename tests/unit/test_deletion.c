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

	if (deletion_delete(side, now, dry, &entries, &why) != 0)
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
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT count(*) FROM done"), 0);
	write_down(s, 0, 0);
	scratch_ledger(s, ledger, sizeof ledger);
	assert_ptr_equal(strchr(ledger, '\n'), ledger + strlen(ledger) - 1);
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

/* The power goes after the ledger line and before done is emptied. */
static void
what_the_ledger_has_is_not_told_twice(void **state)
{
	struct scratch *s = *state;
	struct ledger_head head;
	struct fail why = {{0}};
	char ledger[2000], fields[64];

	scratch_key_row(&s->reg.store, 1, H, H + 336);
	scratch_key_row(&s->reg.store, 2, H + 1, H + 337);
	scratch_entry(&s->reg.store, 1, 7);
	delete_at(&s->reg.store, DUE - 900, false);
	delete_at(&s->reg.store, DUE, false);
	snprintf(fields, sizeof fields, "run=%lld\tkeys=1\thours=1\tentries=1", (long long)DUE);
	assert_int_equal(ledger_append(s->reg.state, DUE, "purge", fields, &head, &why), 0);
	assert_int_equal(
		purgeline_write(&s->reg, DUE + 900, &(struct purgeline){.cause = "none"}, &why), 0);
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT count(*) FROM done"), 0);
	scratch_ledger(s, ledger, sizeof ledger);
	assert_ptr_equal(strchr(ledger, '\n'), ledger + strlen(ledger) - 1);

	/* and what came after that line is told */
	delete_at(&s->reg.store, DUE + 3600, false);
	assert_int_equal(
		purgeline_write(&s->reg, DUE + 7200, &(struct purgeline){.cause = "none"}, &why), 0);
	scratch_ledger(s, ledger, sizeof ledger);
	assert_non_null(strstr(ledger, "\tkeys=0\thours=1\tentries=0\t"));
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
		IN_REGISTER(a_dry_run_only_counts),
		IN_REGISTER(a_row_stays_while_its_key_file_does),
		IN_REGISTER(the_inbox_is_deleted_from_without_counts),
		IN_REGISTER(one_line_tells_all_and_nothing_makes_none),
		IN_REGISTER(an_interrupted_run_is_told_by_the_next),
		IN_REGISTER(what_the_ledger_has_is_not_told_twice),
		IN_REGISTER(without_a_ledger_the_counts_stay),
		IN_REGISTER(a_lost_store_still_lets_what_was_done_be_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

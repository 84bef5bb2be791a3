/* SPDX-License-Identifier: ISC */
/* Rows of what is due. */
#include "register/deletion.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "register/entries.h"
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

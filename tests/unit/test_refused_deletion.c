/* SPDX-License-Identifier: ISC */
/* SQLite refuses any one call while what is due is deleted: the work says so, what is gone was counted
 * once, and doing it again ends it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/moment.h"
#include "register/deletion.h"
#include "register/entries.h"
#include "register/purgeline.h"
#include "register/retention.h"
#include "unit/refuse.h"

#define H 490000
#define DUE (((int64_t)H + 336) * MOMENT_HOUR)
#define ENTRIES "SELECT count(*) FROM entry"
#define DONE "SELECT coalesce(sum(n),0) FROM done WHERE what='entries'"

static void
with_two_hours_that_are_due(struct scratch *s)
{
	for (unsigned n = 1; n <= 3; n++) {
		scratch_key_row(&s->reg.store, n, H + n - 2, H + 336 + n - 2);
		scratch_entry(&s->reg.store, n, n);
		scratch_entry(&s->reg.store, n, n + 10);
	}
}

static int
purge(struct scratch *s, struct fail *why)
{
	struct purgeline what = {.keys = 2, .cause = "none"};
	uint64_t entries = 0;

	if (purgeline_told(&s->reg, 0, DUE, &what.runs, why) != 0 ||
		deletion_delete(&s->reg.store, DUE, &what.runs, false, &entries, why) != 0)
		return -1;
	return purgeline_write(&s->reg, DUE, &what, why);
}

static void
what_is_gone_was_counted(struct scratch *s, int rc)
{
	long long left = scratch_sql(&s->reg.store, ENTRIES);

	assert_in_range(left, 2, 6);
	assert_int_equal(scratch_sql(&s->reg.store, DONE), 6 - left);
	assert_true(rc != 0 || left == 2);
}

static void
what_is_gone_was_counted_and_transactions_are_synced(struct scratch *s, int rc)
{
	what_is_gone_was_counted(s, rc);
	assert_true(rc != 0 || scratch_sql(&s->reg.store, "PRAGMA synchronous") == 2);
}

static void
a_line_tells_of_all(struct scratch *s)
{
	char ledger[4000];

	what_is_gone_was_counted(s, 0);
	scratch_ledger(s, ledger, sizeof ledger);
	assert_non_null(strstr(ledger, "\thours=2\tentries=4\t"));
	/* once */
	assert_null(strstr(strstr(ledger, "\tentries=") + 1, "\tentries=4"));
}

static void
what_is_due_is_deleted_and_counted_once(void **state)
{
	static const struct refuse_work work = {.begin = with_two_hours_that_are_due,
		.work = purge,
		.cut = what_is_gone_was_counted_and_transactions_are_synced,
		.done = a_line_tells_of_all};

	refuse_each(*state, &work, 30);
}

static void
with_a_line_that_was_written(struct scratch *s)
{
	struct fail why = {{0}};

	with_two_hours_that_are_due(s);
	assert_int_equal(purge(s, &why), 0);
}

/* The run whose line stands in the ledger, and whose good end nobody noted: an interrupted one. */
static int
tell(struct scratch *s, struct fail *why)
{
	struct purgeline_runs runs;

	return purgeline_told(&s->reg, DUE - 900, DUE + 900, &runs, why);
}

static void
its_number_stays(struct scratch *s, int rc)
{
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT max(run) FROM done"), DUE);
	assert_true(rc != 0 || scratch_sql(&s->reg.store, DONE) == 0);
}

static void
nothing_is_left_to_tell(struct scratch *s)
{
	its_number_stays(s, 0);
}

static void
what_has_its_line_is_not_told_again(void **state)
{
	static const struct refuse_work work = {.begin = with_a_line_that_was_written,
		.work = tell,
		.cut = its_number_stays,
		.done = nothing_is_left_to_tell};

	refuse_each(*state, &work, 8);
}

#define LATE "SELECT count(*) FROM hourkey WHERE due>490336"

static void
with_a_key_that_is_due_late(struct scratch *s)
{
	scratch_key_row(&s->reg.store, 1, H + 5, H + 341);
	scratch_key_row(&s->reg.store, 2, H - 5, H + 300);
}

static int
lower(struct scratch *s, struct fail *why)
{
	return retention_lower(&s->reg.store, (int64_t)H * MOMENT_HOUR, why);
}

static void
none_is_late_when_it_says_so(struct scratch *s, int rc)
{
	assert_true(rc != 0 || scratch_sql(&s->reg.store, LATE) == 0);
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT min(due) FROM hourkey"), H + 300);
}

static void
none_is_late(struct scratch *s)
{
	none_is_late_when_it_says_so(s, 0);
}

static void
a_due_is_lowered_or_it_is_said(void **state)
{
	static const struct refuse_work work = {.begin = with_a_key_that_is_due_late,
		.work = lower,
		.cut = none_is_late_when_it_says_so,
		.done = none_is_late};

	refuse_each(*state, &work, 3);
}

/* More rows than a batch has room for, whose ids are of another length: where a batch ends cannot be
 * told. The key is destroyed all the same, for that is not decided here. */
static void
ids_that_no_kiosk_writes_are_no_place_to_cut(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	uint64_t entries = 0;

	scratch_key_row(&s->reg.inbox, 1, H, H + 336);
	if (database_run(s->reg.inbox.db, "PRAGMA ignore_check_constraints=ON", &why) != 0 ||
		database_run(s->reg.inbox.db,
			"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM c WHERE n<5000) "
			"INSERT INTO entry SELECT kid,CAST(printf('%08d',n) AS BLOB),x'00' FROM c,hourkey",
			&why) != 0)
		fail_msg("%s", why.text);
	assert_int_equal(deletion_delete(&s->reg.inbox, DUE, &(struct purgeline_runs){.own = DUE},
						 false, &entries, &why),
		-1);
	assert_non_null(strstr(why.text, "the register cannot be read"));
	assert_int_equal(entries, 0);
	assert_int_equal(scratch_sql(&s->reg.inbox, ENTRIES), 5000);
}

#define IN_REGISTER(test) cmocka_unit_test_setup_teardown(test, scratch_register, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REGISTER(what_is_due_is_deleted_and_counted_once),
		IN_REGISTER(what_has_its_line_is_not_told_again),
		IN_REGISTER(a_due_is_lowered_or_it_is_said),
		IN_REGISTER(ids_that_no_kiosk_writes_are_no_place_to_cut),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

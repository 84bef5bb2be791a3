/* SPDX-License-Identifier: ISC */
/* The counts of an interrupted run, and the one ledger line about what was destroyed. */
#include "register/purgeline.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "register/deletion.h"
#include "register/ledger.h"
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
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT min(run) FROM done WHERE n>0"), DUE);
	run_at(s, DUE + 900, DUE + 3600, 1);
	assert_int_equal(lines(s, line), 2);
	assert_non_null(strstr(line, "\tkeys=1\thours=1\tentries=1\t"));
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT min(run) FROM done WHERE n>0"), DUE + 3600);
	/* and a clock that is set back doubles nothing and loses nothing */
	run_at(s, DUE + 9000, DUE + 7200, 1);
	assert_int_equal(lines(s, line), 3);
	assert_non_null(strstr(line, "\tkeys=1\thours=1\tentries=1\t"));
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT min(run) FROM done WHERE n>0"), DUE + 7200);
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
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT sum(n) FROM done"), 0);

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

/* The clock ran a year ahead, what it did then is told, the clock is set back, and the power goes before
 * the next line. */
static void
what_is_done_after_a_clock_that_ran_far_ahead_is_told(void **state)
{
	const int64_t ahead = DUE + 365 * 24 * 3600;
	struct scratch *s = *state;
	struct purgeline_runs runs;
	struct fail why = {{0}};
	uint64_t entries = 0;
	char line[300];

	scratch_key_row(&s->reg.store, 1, H, H + 336);
	run_at(s, 0, ahead, 1);
	run_at(s, ahead, DUE + 900, 0); /* set back; nothing is due */
	assert_int_equal(lines(s, line), 1);
	scratch_key_row(&s->reg.store, 2, H + 1, H + 337);
	scratch_entry(&s->reg.store, 2, 8);
	assert_int_equal(purgeline_told(&s->reg, DUE + 900, DUE + 3600, &runs, &why), 0);
	assert_int_equal(deletion_delete(&s->reg.store, DUE + 3600, &runs, false, &entries, &why), 0);
	run_at(s, DUE + 900, DUE + 7200, 0);
	assert_int_equal(lines(s, line), 2);
	assert_non_null(strstr(line, "\tkeys=0\thours=1\tentries=1\t"));
	run_at(s, DUE + 900, DUE + 8100, 0);
	assert_int_equal(lines(s, line), 2);
}

/* The ledger could not be read when the run looked back, and then takes a line: what done holds of runs
 * that may have theirs is left to a later run. */
static void
a_run_that_cannot_look_back_tells_of_keys_alone(void **state)
{
	struct scratch *s = *state;
	struct purgeline what = {.keys = 1, .runs = {.own = DUE, .unknown = true}, .cause = "none"};
	struct fail why = {{0}};
	char line[300];

	scratch_key_row(&s->reg.store, 1, H, H + 336);
	delete_at(&s->reg.store, DUE, false);
	assert_int_equal(purgeline_write(&s->reg, DUE, &what, &why), 0);
	assert_int_equal(lines(s, line), 1);
	assert_non_null(strstr(line, "run=0\tkeys=1\thours=0\tentries=0\t"));
	run_at(s, 0, DUE + 900, 0);
	assert_int_equal(lines(s, line), 2);
	assert_non_null(strstr(line, "\tkeys=0\thours=1\tentries=0\t"));
	run_at(s, 0, DUE + 1800, 0);
	assert_int_equal(lines(s, line), 2);
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
		IN_REGISTER(one_line_tells_all_and_nothing_makes_none),
		IN_REGISTER(what_was_told_goes_with_the_next_rows),
		IN_REGISTER(an_interrupted_run_is_told_by_the_next),
		IN_REGISTER(what_the_ledger_has_is_not_told_twice),
		IN_REGISTER(what_a_run_behind_its_clock_did_is_told_once),
		IN_REGISTER(what_is_done_after_a_clock_that_ran_far_ahead_is_told),
		IN_REGISTER(a_run_that_cannot_look_back_tells_of_keys_alone),
		IN_REGISTER(without_a_ledger_the_counts_stay),
		IN_REGISTER(a_lost_store_still_lets_what_was_done_be_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

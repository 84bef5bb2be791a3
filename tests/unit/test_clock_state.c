/* SPDX-License-Identifier: ISC */
/* What is remembered of the time: followed by readers, lost, printed and read back. */
#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define T 1764933634 /* highest trusted time of sample() */
#define HOUR 3600

/* A state of boot "a", 1000 s after it began, and a reading 900 s later, when all is well. */
static void
sample(struct clock_state *state, struct clock_reading *now)
{
	memset(state, 0, sizeof *state);
	memset(now, 0, sizeof *now);
	state->highest = T;
	state->anchor = T - 500;
	state->boottime = 1000;
	state->anchored = 500;
	strcpy(state->boot, "a");
	now->realtime = T + 900;
	now->boottime = 1900;
	strcpy(now->boot, "a");
}

static void
assert_decides(
	struct clock_state *state, const struct clock_reading *now, int64_t trusted, bool doubt)
{
	struct clock_verdict verdict;

	clock_decide(state, now, false, &verdict);
	assert_int_equal(verdict.trusted, trusted);
	assert_int_equal(verdict.doubt, doubt);
	assert_int_equal(state->doubt, doubt);
	assert_int_equal(state->boottime, now->boottime);
	assert_string_equal(state->boot, now->boot);
}

static void
readers_follow_and_decide_nothing(void **unused)
{
	struct clock_verdict verdict;
	struct clock_reading now;
	struct clock_state state, before;

	(void)unused;
	for (int wrong = 0; wrong < 6; wrong++) {
		sample(&state, &now);
		if (wrong == 1)
			state.doubt = true;
		if (wrong == 2)
			strcpy(now.boot, "b");
		if (wrong == 3)
			now.realtime += CLOCK_SLACK + 1;
		if (wrong == 4)
			now.realtime -= CLOCK_SLACK + 1;
		if (wrong == 5) { /* the keeper has seen some of it already */
			state.highest += CLOCK_SLACK - 1;
			now.realtime += CLOCK_SLACK + 1;
		}
		before = state;
		clock_follow(&state, &now, &verdict);
		assert_int_equal(verdict.trusted,
			wrong == 2       ? T + 1900
				: wrong == 5 ? T + 900 + CLOCK_SLACK - 1
							 : T + 900);
		assert_int_equal(verdict.doubt, wrong != 0);
		assert_false(verdict.lower);
		assert_memory_equal(&state, &before, sizeof state);
	}
}

/* A boot that was hardly longer than the slack looks like the next one, but for its id. */
static void
readers_do_not_trust_a_new_boot_that_nobody_has_weighed(void **unused)
{
	struct clock_verdict verdict;
	struct clock_reading now;
	struct clock_state state;

	(void)unused;
	sample(&state, &now);
	state.highest = state.anchor = T;
	state.boottime = state.anchored = 60;
	now.boottime = 65;
	now.realtime = T + 5;
	clock_follow(&state, &now, &verdict);
	assert_false(verdict.doubt);
	strcpy(now.boot, "b");
	now.realtime = T + 65;
	clock_follow(&state, &now, &verdict);
	assert_true(verdict.doubt);
	assert_int_equal(verdict.trusted, T + 65);
}

static void
a_lost_state_begins_at_the_least_time_in_doubt(void **unused)
{
	struct clock_reading now;
	struct clock_state state;

	(void)unused;
	sample(&state, &now);
	clock_lost(&state, &now, T - 5 * HOUR);
	assert_int_equal(clock_floor(&state, &now), T - 5 * HOUR);
	assert_decides(&state, &now, T - 5 * HOUR, true);
	now.boottime += 50;
	assert_decides(&state, &now, T - 5 * HOUR + 50, true);
}

static void
the_machine_can_be_read(void **unused)
{
	struct clock_reading now, plain;

	(void)unused;
	clock_read(&now);
	clock_read_plain(&plain);
	assert_true(plain.realtime - now.realtime >= 0 && plain.realtime - now.realtime < 60);
	assert_true(plain.boottime - now.boottime >= 0 && plain.boottime - now.boottime < 60);
	assert_string_equal(plain.boot, now.boot);
	assert_false(plain.synchronised);
	assert_false(plain.has_hardware);
}

static void
the_boot_is_known_after_the_first_time(void **unused)
{
	struct clock_reading now = {.realtime = 0}, plain;

	(void)unused;
	clock_read_plain(&plain);
	clock_read_again(&now);
	assert_string_equal(now.boot, plain.boot);
	strcpy(now.boot, CLOCK_UNKNOWN); /* it could not be read: once more */
	clock_read_again(&now);
	assert_string_equal(now.boot, plain.boot);
	strcpy(now.boot, "kept");
	now.realtime = now.boottime = 0;
	clock_read_again(&now);
	assert_string_equal(now.boot, "kept");
	assert_in_range(now.realtime, plain.realtime, plain.realtime + 60);
	assert_in_range(now.boottime, plain.boottime, plain.boottime + 60);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(readers_follow_and_decide_nothing),
		cmocka_unit_test(readers_do_not_trust_a_new_boot_that_nobody_has_weighed),
		cmocka_unit_test(a_lost_state_begins_at_the_least_time_in_doubt),
		cmocka_unit_test(the_machine_can_be_read),
		cmocka_unit_test(the_boot_is_known_after_the_first_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

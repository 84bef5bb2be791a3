/* SPDX-License-Identifier: ISC */
/* The trusted time, rule by rule. */
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

/* The same 5000 s after a reboot, with a hardware clock that agrees. */
static void
sample_reboot(struct clock_state *state, struct clock_reading *now)
{
	sample(state, now);
	strcpy(now->boot, "b");
	now->boottime = 60;
	now->realtime = T + 5000;
	now->has_hardware = true;
	now->hardware = T + 5000;
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
a_synchronised_clock_is_right_whatever_was_before(void **unused)
{
	static const int64_t times[] = {T + 900, T + 90 * 86400, T - 90 * 86400, 1};
	struct clock_verdict verdict;
	struct clock_reading now;
	struct clock_state state;

	(void)unused;
	for (size_t i = 0; i < sizeof times / sizeof *times; i++) {
		sample(&state, &now);
		state.doubt = true;
		now.realtime = times[i];
		now.synchronised = true;
		clock_decide(&state, &now, false, &verdict);
		assert_int_equal(verdict.trusted, times[i]);
		assert_false(verdict.doubt);
		assert_true(verdict.lower);
		assert_int_equal(state.highest, times[i]);
		assert_false(state.doubt);
	}
}

static void
a_clock_behind_the_floor_is_in_doubt(void **unused)
{
	struct clock_reading now;
	struct clock_state state;

	(void)unused;
	sample(&state, &now);
	now.realtime = T + 900 - CLOCK_SLACK;
	assert_decides(&state, &now, T + 900 - CLOCK_SLACK, false);
	assert_int_equal(state.highest, T + 900);

	sample(&state, &now);
	now.realtime = T + 900 - CLOCK_SLACK - 1;
	assert_decides(&state, &now, T + 900, true);
	assert_int_equal(state.highest, T + 900);

	sample(&state, &now);
	now.realtime = 17; /* a board that starts in 1970 */
	assert_decides(&state, &now, T + 900, true);
}

static void
in_one_boot_the_clock_may_run_ahead_by_the_slack_only(void **unused)
{
	struct clock_reading now;
	struct clock_state state;

	(void)unused;
	sample(&state, &now);
	now.realtime = T + 900 + CLOCK_SLACK;
	assert_decides(&state, &now, T + 900 + CLOCK_SLACK, false);
	assert_int_equal(state.highest, T + 900 + CLOCK_SLACK);

	sample(&state, &now);
	now.realtime = T + 900 + CLOCK_SLACK + 1;
	assert_decides(&state, &now, T + 900, true);
	assert_int_equal(state.highest, T + 900);

	/* not even when the hardware clock was set with it */
	sample(&state, &now);
	now.realtime = now.hardware = T + HOUR;
	now.has_hardware = true;
	assert_decides(&state, &now, T + 900, true);
}

/* Each step alone is within the slack of the floor: counted from the anchor they are one. */
static void
many_small_steps_in_one_boot_do_not_add_up(void **unused)
{
	struct clock_verdict verdict;
	struct clock_reading now;
	struct clock_state state;

	(void)unused;
	for (int suspended = 0; suspended < 2; suspended++) {
		sample(&state, &now);
		now.realtime += CLOCK_SLACK - 1;
		assert_decides(&state, &now, T + 900 + CLOCK_SLACK - 1, false);
		/* asleep for two weeks, which both clocks count */
		now.boottime += suspended * 14 * 86400;
		now.realtime += suspended * 14 * 86400;
		assert_decides(&state, &now, now.realtime, false);
		now.realtime += CLOCK_SLACK - 1;
		clock_follow(&state, &now, &verdict);
		assert_true(verdict.doubt);
		assert_decides(&state, &now, T + 900 + suspended * 14 * 86400 + CLOCK_SLACK - 1, true);
	}
	/* nor backwards, from the highest */
	sample(&state, &now);
	now.realtime -= CLOCK_SLACK - 1;
	assert_decides(&state, &now, now.realtime, false);
	now.realtime -= CLOCK_SLACK - 1;
	clock_follow(&state, &now, &verdict);
	assert_true(verdict.doubt);
	assert_decides(&state, &now, T + 900, true);
}

/* What comes from outside is a new anchor, however far it is from the old one. */
static void
a_synchronised_or_confirmed_clock_drops_the_anchor_anew(void **unused)
{
	static const int64_t steps[] = {-400 * 86400, -3000, 3000, 400 * 86400};
	struct clock_verdict verdict;
	struct clock_reading now;
	struct clock_state state;

	(void)unused;
	for (size_t i = 0; i < 2 * sizeof steps / sizeof *steps; i++) {
		sample(&state, &now);
		now.realtime += steps[i / 2];
		now.synchronised = i % 2 == 0;
		clock_decide(&state, &now, i % 2 == 1, &verdict);
		assert_false(verdict.doubt);
		now.synchronised = false;
		now.realtime += 900;
		now.boottime += 900;
		assert_decides(&state, &now, now.realtime, false);
		now.realtime += CLOCK_SLACK;
		assert_decides(&state, &now, now.realtime, false);
		now.realtime++;
		assert_decides(&state, &now, now.realtime - 1, true);
	}
}

static void
after_a_reboot_the_hardware_clock_bridges_a_weekend(void **unused)
{
	struct clock_reading now;
	struct clock_state state;

	(void)unused;
	sample_reboot(&state, &now);
	assert_decides(&state, &now, T + 5000, false);
	assert_int_equal(state.highest, T + 5000);

	sample_reboot(&state, &now);
	now.realtime = now.hardware = T + 60 + CLOCK_WEEKEND;
	assert_decides(&state, &now, T + 60 + CLOCK_WEEKEND, false);

	sample_reboot(&state, &now);
	now.realtime = now.hardware = T + 60 + CLOCK_WEEKEND + 1;
	assert_decides(&state, &now, T + 60, true);
}

static void
after_a_reboot_without_an_agreeing_hardware_clock_it_is_in_doubt(void **unused)
{
	static const int64_t off[] = {CLOCK_SLACK + 1, -CLOCK_SLACK - 1, -(T + 5000)};
	struct clock_reading now;
	struct clock_state state;

	(void)unused;
	sample_reboot(&state, &now);
	now.has_hardware = false;
	assert_decides(&state, &now, T + 60, true);
	for (size_t i = 0; i < sizeof off / sizeof *off; i++) {
		sample_reboot(&state, &now);
		now.hardware += off[i];
		assert_decides(&state, &now, T + 60, true);
	}
	sample_reboot(&state, &now);
	now.hardware += CLOCK_SLACK;
	assert_decides(&state, &now, T + 5000, false);
}

/* A virtual machine put back to an earlier moment: up for long, but not since the last run. */
static void
uptime_that_went_backwards_proves_nothing(void **unused)
{
	struct clock_reading now;
	struct clock_state state;

	(void)unused;
	sample(&state, &now);
	now.boottime = 999;
	assert_int_equal(clock_floor(&state, &now), T);
	assert_decides(&state, &now, T, true);
}

static void
doubt_stays_until_synchronised_or_confirmed(void **unused)
{
	struct clock_verdict verdict;
	struct clock_reading now;
	struct clock_state state;

	(void)unused;
	sample(&state, &now);
	state.doubt = true;
	assert_decides(&state, &now, T + 900, true); /* though realtime agrees again */
	now.boottime += 900;
	now.realtime += 900;
	assert_decides(&state, &now, T + 1800, true);
	sample_reboot(&state, &now);
	state.doubt = true;
	assert_decides(&state, &now, T + 60, true);

	now.realtime = T + 30 * 86400;
	clock_decide(&state, &now, true, &verdict);
	assert_int_equal(verdict.trusted, T + 30 * 86400);
	assert_false(verdict.doubt);
	assert_true(verdict.lower);
	now.boottime += 900;
	now.realtime += 900;
	assert_decides(&state, &now, T + 30 * 86400 + 900, false);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_synchronised_clock_is_right_whatever_was_before),
		cmocka_unit_test(a_clock_behind_the_floor_is_in_doubt),
		cmocka_unit_test(in_one_boot_the_clock_may_run_ahead_by_the_slack_only),
		cmocka_unit_test(many_small_steps_in_one_boot_do_not_add_up),
		cmocka_unit_test(a_synchronised_or_confirmed_clock_drops_the_anchor_anew),
		cmocka_unit_test(after_a_reboot_the_hardware_clock_bridges_a_weekend),
		cmocka_unit_test(after_a_reboot_without_an_agreeing_hardware_clock_it_is_in_doubt),
		cmocka_unit_test(uptime_that_went_backwards_proves_nothing),
		cmocka_unit_test(doubt_stays_until_synchronised_or_confirmed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

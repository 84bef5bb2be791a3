/* SPDX-License-Identifier: ISC */
/* Restarts, by which a hardware clock may vouch for time; and who lowers dues after a person spoke. */
#include "base/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define T 1764933634
#define HOUR 3600

/* A machine that a person has just confirmed. */
static void
confirm(struct clock_state *state, struct clock_reading *now)
{
	struct clock_verdict verdict;

	memset(state, 0, sizeof *state);
	memset(now, 0, sizeof *now);
	now->realtime = T;
	now->boottime = 60;
	strcpy(now->boot, "0");
	strcpy(now->machine, "m");
	now->has_hardware = true;
	clock_decide(state, now, true, &verdict);
}

/* It runs for on seconds, is off for off, and starts. Returns whether its clock is in doubt then. */
static bool
restart(struct clock_state *state, struct clock_reading *now, int64_t on, int64_t off)
{
	struct clock_verdict verdict;
	static unsigned boot;

	for (; on > 0; on -= 900) {
		now->realtime += on < 900 ? on : 900;
		now->boottime += on < 900 ? on : 900;
		now->hardware = now->realtime;
		clock_decide(state, now, false, &verdict);
		if (verdict.doubt)
			return true;
	}
	now->realtime += off;
	now->hardware = now->realtime;
	now->boottime = 60;
	snprintf(now->boot, sizeof now->boot, "%u", ++boot);
	clock_decide(state, now, false, &verdict);
	assert_int_equal(verdict.trusted, verdict.doubt ? clock_floor(state, now) : now->realtime);
	return verdict.doubt;
}

/* Off each night and weekend, for a year, with days off before and after: never in doubt. */
static void
a_school_with_a_good_hardware_clock_is_never_in_doubt(void **unused)
{
	struct clock_reading now;
	struct clock_state state;

	(void)unused;
	confirm(&state, &now);
	for (int week = 0; week < 52; week++) {
		bool monday_off = week % 5 == 1, friday_off = week % 7 == 2;

		for (int day = monday_off ? 1 : 0; day < (friday_off ? 4 : 5); day++) {
			bool last = day == (friday_off ? 3 : 4), next_off = (week + 1) % 5 == 1;
			int nights = !last ? 0 : (friday_off ? 1 : 0) + 2 + (next_off ? 1 : 0);

			if (nights == 4)
				nights = 3; /* five nights in a row are over 96 hours */
			assert_false(restart(&state, &now, 9 * HOUR, (15 + 24 * nights) * HOUR));
		}
	}
	/* three weeks off are more than a hardware clock may bridge */
	assert_true(restart(&state, &now, 9 * HOUR, 21 * 24 * HOUR));
}

/* However often it is started, the hardware clock vouches for 96 hours at once. */
static void
many_restarts_do_not_add_up(void **unused)
{
	struct clock_reading now;
	struct clock_state state;
	int64_t bridged = 0;

	(void)unused;
	confirm(&state, &now);
	assert_false(restart(&state, &now, 0, CLOCK_WEEKEND));
	assert_true(restart(&state, &now, 60, CLOCK_WEEKEND));

	confirm(&state, &now);
	while (!restart(&state, &now, 60, 10 * HOUR))
		bridged += 10 * HOUR;
	assert_in_range(bridged, CLOCK_WEEKEND - 10 * HOUR, CLOCK_WEEKEND + 10 * HOUR);

	/* four hours of running earn all of it back */
	confirm(&state, &now);
	for (int i = 0; i < 50; i++)
		assert_false(restart(&state, &now, 4 * HOUR, CLOCK_WEEKEND));
}

/* What whoever can set the hardware clock and restart the machine can do at worst: each start as far
 * ahead as is believed. Two weeks take ten hours of running, not four starts in a few minutes. */
static void
setting_the_hardware_clock_ahead_at_each_start_takes_hours(void **unused)
{
	static const int64_t on[] = {60, 900, HOUR, 4 * HOUR};
	struct clock_reading now;
	struct clock_state state;
	int64_t truth, left;

	(void)unused;
	for (size_t i = 0; i < sizeof on / sizeof *on; i++) {
		confirm(&state, &now);
		for (truth = 0; now.realtime < T + 336 * HOUR; truth += on[i] + 60) {
			left = state.bridged - CLOCK_EARN * (on[i] + 60);
			assert_false(restart(&state, &now, on[i], 60 + CLOCK_WEEKEND - (left > 0 ? left : 0)));
		}
		print_message("on for %5lld s each time: two weeks ahead after %.1f h\n", (long long)on[i],
			(double)truth / HOUR);
		assert_true(truth >= 9 * HOUR);
	}
}

static void
who_synchronises_or_confirms_gives_back_what_was_bridged(void **unused)
{
	struct clock_verdict verdict;
	struct clock_reading now;
	struct clock_state state;

	(void)unused;
	for (int confirmed = 0; confirmed < 2; confirmed++) {
		confirm(&state, &now);
		assert_false(restart(&state, &now, 0, CLOCK_WEEKEND));
		now.synchronised = confirmed == 0;
		clock_decide(&state, &now, confirmed == 1, &verdict);
		now.synchronised = false;
		assert_false(restart(&state, &now, 0, CLOCK_WEEKEND));
	}
}

/* The desk says it, and the keeper's next two runs do it: the second, should the first one crash
 * between its two steps. */
static void
dues_are_lowered_by_the_next_runs_without_doubt(void **unused)
{
	struct clock_verdict verdict;
	struct clock_reading now;
	struct clock_state state;

	(void)unused;
	confirm(&state, &now);
	for (int run = 0; run < 5; run++) {
		bool doubt = run == 1;

		now.boottime += 900;
		now.realtime += 900 + (doubt ? 5000 : 0);
		clock_decide(&state, &now, false, &verdict);
		assert_int_equal(verdict.doubt, doubt);
		assert_int_equal(verdict.lower, run == 0 || run == 2);
		if (doubt) { /* not by a clock that is in doubt: it waits */
			now.realtime -= 5000;
			state.doubt = false;
		}
	}
}

/* Without a boot id a restart shows in the uptime, or in where realtime stands to it. */
static void
without_a_boot_id_a_restart_is_noticed_all_the_same(void **unused)
{
	struct clock_verdict verdict;
	struct clock_reading now;
	struct clock_state state;

	(void)unused;
	for (int longer = 0; longer < 2; longer++) {
		confirm(&state, &now);
		strcpy(now.boot, CLOCK_UNKNOWN);
		now.has_hardware = false;
		now.boottime = 5000;
		clock_decide(&state, &now, true, &verdict);
		now.boottime += 900;
		now.realtime += 900;
		clock_follow(&state, &now, &verdict);
		assert_false(verdict.doubt); /* a container runs on */
		clock_decide(&state, &now, false, &verdict);
		assert_false(verdict.doubt);
		assert_int_equal(verdict.trusted, T + 900);

		now.boottime = longer ? 9000 : 60; /* a day later, by a clock that nothing vouches for */
		now.realtime += 86400;
		clock_follow(&state, &now, &verdict);
		assert_true(verdict.doubt);
		clock_decide(&state, &now, false, &verdict);
		assert_true(verdict.doubt);
		/* never more than has certainly passed */
		assert_int_equal(verdict.trusted, longer ? T + 900 + 9000 - 5900 : T + 900);
	}
}

/* A boot id or a machine that cannot be read once is no restart: the time that the machine is up does
 * not count twice, which would destroy what is not due, and nobody has to come. */
static void
a_boot_id_that_cannot_be_read_once_changes_nothing(void **unused)
{
	struct clock_verdict verdict;
	struct clock_reading now;
	struct clock_state state;
	char boot[sizeof now.boot], machine[sizeof now.machine];

	(void)unused;
	confirm(&state, &now);
	now.has_hardware = false;
	now.boottime = 40 * 86400;
	clock_decide(&state, &now, true, &verdict);
	memcpy(boot, now.boot, sizeof boot);
	memcpy(machine, now.machine, sizeof machine);
	for (int run = 1; run <= 4; run++) {
		bool unread = run == 2;

		now.boottime += 900;
		now.realtime += 900;
		strcpy(now.boot, unread ? CLOCK_UNKNOWN : boot);
		strcpy(now.machine, unread ? CLOCK_UNKNOWN : machine);
		clock_follow(&state, &now, &verdict);
		assert_false(verdict.doubt);
		clock_decide(&state, &now, false, &verdict);
		assert_false(verdict.doubt);
		assert_int_equal(verdict.trusted, now.realtime);
		assert_string_equal(state.machine, machine);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_school_with_a_good_hardware_clock_is_never_in_doubt),
		cmocka_unit_test(many_restarts_do_not_add_up),
		cmocka_unit_test(setting_the_hardware_clock_ahead_at_each_start_takes_hours),
		cmocka_unit_test(who_synchronises_or_confirms_gives_back_what_was_bridged),
		cmocka_unit_test(dues_are_lowered_by_the_next_runs_without_doubt),
		cmocka_unit_test(without_a_boot_id_a_restart_is_noticed_all_the_same),
		cmocka_unit_test(a_boot_id_that_cannot_be_read_once_changes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

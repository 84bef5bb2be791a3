/* SPDX-License-Identifier: ISC */
/* The keeper's memory of the time, and what is left to go by when it is lost. */
#include "register/timekeeping.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "config.h"
#include "register/ledger.h"
#include "register/watch.h"
#include "unit/scratch.h"

/* Well after any build, for BUILD_DATE is one of the bounds. */
#define T ((int64_t)BUILD_DATE + 400 * 86400)

static struct clock_reading
reading(int64_t realtime, int64_t boottime)
{
	struct clock_reading now = {.realtime = realtime, .boottime = boottime, .boot = "a"};

	clock_machine(now.machine);
	return now;
}

static struct clock_verdict
decide(struct scratch *s, struct clock_reading now, bool confirmed, bool keep)
{
	struct clock_verdict verdict;
	struct fail why = {{0}};

	if (timekeeping_decide(&s->reg, &now, confirmed, keep, &verdict, &why) != 0)
		fail_msg("%s", why.text);
	return verdict;
}

static void
begin(struct scratch *s)
{
	struct clock_reading now = reading(T, 1000);
	struct fail why = {{0}};

	assert_int_equal(timekeeping_begin(&s->reg, &now, &why), 0);
}

static void
the_time_is_remembered_from_run_to_run(void **state)
{
	struct scratch *s = *state;
	struct clock_verdict verdict;
	struct clock_reading now;
	struct stat st;

	begin(s);
	assert_int_equal(fstatat(s->reg.state, "clock", &st, 0), 0);
	assert_int_equal(st.st_mode & 07777, 0664);
	verdict = decide(s, reading(T + 900, 1900), false, true);
	assert_int_equal(verdict.trusted, T + 900);
	assert_false(verdict.doubt);
	verdict = decide(s, reading(T + 90000, 2000), false, false); /* not kept */
	assert_true(verdict.doubt);
	now = reading(T + 1000, 2000);
	assert_int_equal(timekeeping_follow(&s->reg, &now, &verdict, NULL), 0);
	assert_int_equal(verdict.trusted, T + 1000);
	assert_false(verdict.doubt);
	verdict = decide(s, reading(T + 90000, 2000), false, true); /* kept */
	assert_true(verdict.doubt);
	assert_int_equal(timekeeping_follow(&s->reg, &now, &verdict, NULL), 0);
	assert_true(verdict.doubt);
	verdict = decide(s, reading(T + 90000, 2000), true, true);
	assert_false(verdict.doubt);
	assert_true(verdict.lower);
	assert_int_equal(verdict.trusted, T + 90000);
}

static void
lose(struct scratch *s, int how)
{
	unlinkat(s->reg.state, "clock", 0);
	if (how == 1)
		scratch_write(s->reg.state, "clock", "", 0);
	if (how == 2)
		scratch_write(s->reg.state, "clock", "welkom-clock 2\nhighest 99", 25);
	if (how == 3)
		assert_int_equal(symlinkat("ledger", s->reg.state, "clock"), 0);
}

static void
a_lost_state_starts_at_the_build_in_doubt(void **state)
{
	struct scratch *s = *state;
	struct clock_verdict verdict;
	struct clock_reading now = reading(T, 50);
	struct fail why = {{0}};

	for (int how = 0; how < 4; how++) {
		begin(s);
		lose(s, how);
		assert_int_equal(timekeeping_follow(&s->reg, &now, &verdict, &why), -1);
		assert_true(verdict.doubt);
		assert_int_equal(verdict.trusted, T); /* what is shown goes by the later time */
		verdict = decide(s, now, false, true);
		assert_true(verdict.doubt);
		assert_int_equal(verdict.trusted, BUILD_DATE);
		verdict = decide(s, reading(T + 10, 60), false, true); /* and is a state again */
		assert_true(verdict.doubt);
		assert_int_equal(verdict.trusted, BUILD_DATE + 10);
	}
}

static void
a_lost_state_goes_by_the_latest_that_the_register_proves(void **state)
{
	struct scratch *s = *state;
	struct watch_record last = {.time = T - 5000, .good = T - 6000, .boot = "a"};
	uint32_t hour = (uint32_t)(T / 3600);
	struct fail why = {{0}};
	struct ledger_head head;

	assert_int_equal(watch_save(&s->reg, &last, &why), 0);
	assert_int_equal(decide(s, reading(T, 50), false, false).trusted, T - 5000);
	assert_int_equal(ledger_append(s->reg.state, T - 4000, "purge", "", &head, &why), 0);
	assert_int_equal(decide(s, reading(T, 50), false, false).trusted, T - 4000);
	scratch_key_row(&s->reg.store, 1, hour, hour + 336);
	assert_int_equal(decide(s, reading(T, 50), false, false).trusted,
		T % 3600 < 4000 ? (int64_t)hour * 3600 : T - 4000);
	/* an hour past realtime proves nothing: the clock may have run ahead */
	scratch_key_row(&s->reg.store, 2, hour + 1, hour + 337);
	assert_true(decide(s, reading(T, 50), false, false).trusted <= T);
	/* what the kiosk's account can write proves nothing at all */
	scratch_key_row(&s->reg.inbox, 3, hour, hour + 336);
	scratch_sql(&s->reg.store, "DELETE FROM hourkey");
	assert_int_equal(decide(s, reading(T, 50), false, false).trusted, T - 4000);
	/* a machine that starts in 1970 */
	assert_int_equal(decide(s, reading(17, 17), false, false).trusted, T - 4000);
}

static void
a_verdict_that_cannot_be_kept_is_still_given(void **state)
{
	struct scratch *s = *state;
	struct clock_reading now = reading(T + 900, 1900);
	struct clock_verdict verdict;
	struct fail why = {{0}};

	begin(s);
	assert_int_equal(mkdirat(s->reg.state, "clock.tmp", 0700), 0); /* in the way */
	assert_int_equal(timekeeping_decide(&s->reg, &now, false, true, &verdict, &why), -1);
	assert_non_null(strstr(why.text, "state/clock"));
	assert_int_equal(verdict.trusted, T + 900);
	assert_false(verdict.doubt);
}

/* Copied with its register to another machine, boot ids and all. */
static void
the_state_of_another_machine_is_lost(void **state)
{
	struct scratch *s = *state;
	struct clock_reading now = reading(T + 900, 1900);
	struct clock_verdict verdict;

	begin(s);
	strcpy(now.machine, "ffffffffffffffffffffffffffffffff");
	verdict = decide(s, now, false, false);
	assert_true(verdict.doubt);
	assert_int_equal(verdict.trusted, BUILD_DATE);
	/* not where its own keeper goes on */
	verdict = decide(s, reading(T + 900, 1900), false, true);
	assert_false(verdict.doubt);
	/* and a person makes it this machine's */
	assert_false(decide(s, now, true, true).doubt);
	now.boottime += 900;
	now.realtime += 900;
	assert_false(decide(s, now, false, true).doubt);
}

static void
the_desk_confirms_in_place_and_the_keeper_lowers(void **state)
{
	struct scratch *s = *state;
	struct clock_reading now = reading(T + 90000, 2000);
	struct clock_verdict verdict;
	struct stat before, after;
	struct fail why = {{0}};

	begin(s);
	assert_true(decide(s, now, false, true).doubt);
	assert_int_equal(fstatat(s->reg.state, "clock", &before, 0), 0);
	assert_int_equal(mkdirat(s->reg.state, "clock.tmp", 0700), 0); /* no file beside it */
	assert_int_equal(timekeeping_confirm(&s->reg, &now, &verdict, &why), 0);
	assert_int_equal(unlinkat(s->reg.state, "clock.tmp", AT_REMOVEDIR), 0);
	assert_int_equal(fstatat(s->reg.state, "clock", &after, 0), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	assert_int_equal(before.st_size, after.st_size);
	assert_false(verdict.doubt);
	assert_int_equal(verdict.trusted, T + 90000);
	assert_int_equal(timekeeping_follow(&s->reg, &now, &verdict, NULL), 0);
	assert_false(verdict.doubt);
	assert_true(decide(s, reading(T + 90900, 2900), false, true).lower);
	assert_true(decide(s, reading(T + 91800, 3800), false, true).lower);
	assert_false(decide(s, reading(T + 92700, 4700), false, true).lower);
}

static void
the_desk_mends_a_broken_file_but_makes_none(void **state)
{
	struct scratch *s = *state;
	struct clock_reading now = reading(T, 50);
	struct clock_verdict verdict;
	struct fail why = {{0}};

	for (int how = 0; how < 4; how++) {
		begin(s);
		lose(s, how);
		if (how == 2) { /* and longer than it should be */
			char more[2000];

			memset(more, 'x', sizeof more);
			scratch_write(s->reg.state, "clock", more, sizeof more);
		}
		if (how == 1 || how == 2) {
			assert_int_equal(timekeeping_confirm(&s->reg, &now, &verdict, &why), 0);
			assert_int_equal(timekeeping_follow(&s->reg, &now, &verdict, NULL), 0);
			assert_false(verdict.doubt);
			assert_int_equal(verdict.trusted, T);
		} else {
			assert_int_equal(timekeeping_confirm(&s->reg, &now, &verdict, &why), -1);
			assert_non_null(strstr(why.text, "state/clock"));
			assert_int_equal(timekeeping_follow(&s->reg, &now, &verdict, NULL), -1);
		}
	}
}

/* A state that is there and cannot be read now is in doubt, and is left as it is: the next run knows
 * again. Until then the highest time it knew of does not get lost. */
static void
a_state_that_cannot_be_read_is_not_written_over(void **state)
{
	struct scratch *s = *state;
	struct clock_verdict verdict;
	struct clock_reading now = reading(T + 900, 1900);
	struct rlimit limit, none;
	struct fail why = {{0}};
	int rc;

	begin(s);
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
	none = limit;
	none.rlim_cur = 0; /* EMFILE */
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	rc = timekeeping_decide(&s->reg, &now, false, true, &verdict, &why);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
	assert_int_equal(rc, -1);
	assert_non_null(strstr(why.text, "cannot read"));
	assert_true(verdict.doubt);
	verdict = decide(s, now, false, true);
	assert_false(verdict.doubt);
	assert_int_equal(verdict.trusted, T + 900);
}

#define IN_REGISTER(test) cmocka_unit_test_setup_teardown(test, scratch_register, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REGISTER(a_state_that_cannot_be_read_is_not_written_over),
		IN_REGISTER(the_time_is_remembered_from_run_to_run),
		IN_REGISTER(a_lost_state_starts_at_the_build_in_doubt),
		IN_REGISTER(a_lost_state_goes_by_the_latest_that_the_register_proves),
		IN_REGISTER(the_state_of_another_machine_is_lost),
		IN_REGISTER(the_desk_confirms_in_place_and_the_keeper_lowers),
		IN_REGISTER(the_desk_mends_a_broken_file_but_makes_none),
		IN_REGISTER(a_verdict_that_cannot_be_kept_is_still_given),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

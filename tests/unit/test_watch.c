/* SPDX-License-Identifier: ISC */
/* Each reason why no entries are taken. */
#include "register/watch.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "unit/scratch.h"

#define T 1764933634
#define HOUR 3600

/* What a good run a quarter of an hour ago left, and what is asked now. */
static struct watch_record last;
static struct clock_verdict verdict;
static struct clock_reading now;
static int64_t review;

static int
all_well(void **state)
{
	if (scratch_register(state) != 0)
		return -1;
	last = (struct watch_record){.time = T - 900,
		.good = T - 900,
		.boot = "a",
		.oldest = T / HOUR - 300,
		.due = T / HOUR + 36};
	verdict = (struct clock_verdict){.trusted = T};
	now = (struct clock_reading){.realtime = T, .boottime = 5000, .boot = "a"};
	review = 0;
	return 0;
}

static void
assert_alarm(struct scratch *s, enum watch_alarm expected)
{
	struct fail why = {{0}};

	assert_int_equal(watch_save(&s->reg, &last, &why), 0);
	assert_int_equal(watch_check(&s->reg, &verdict, &now, review), expected);
}

static void
nothing_speaks_against_entries_when_all_is_well(void **state)
{
	assert_alarm(*state, WATCH_FINE);
	last.due = last.oldest = 0; /* an empty register */
	assert_alarm(*state, WATCH_FINE);
	review = T + 1;
	assert_alarm(*state, WATCH_FINE);
}

static void
a_clock_in_doubt_is_an_alarm(void **state)
{
	verdict.doubt = true;
	assert_alarm(*state, WATCH_CLOCK);
}

static void
a_boot_without_a_run_is_an_alarm(void **state)
{
	strcpy(now.boot, "b");
	verdict.doubt = true; /* as it is for readers then */
	assert_alarm(*state, WATCH_BOOT);
}

static void
silence_is_an_alarm_after_26_hours(void **state)
{
	last.good = T - WATCH_SILENCE;
	assert_alarm(*state, WATCH_FINE);
	last.good--;
	assert_alarm(*state, WATCH_SILENT);
	last.time = T; /* runs that fail do not count */
	assert_alarm(*state, WATCH_SILENT);
	last.good = 0;
	assert_alarm(*state, WATCH_SILENT);
}

static void
a_good_run_in_the_future_is_none(void **state)
{
	last.good = T + CLOCK_SLACK; /* what one run and the other program's clock may differ */
	assert_alarm(*state, WATCH_FINE);
	last.good = T + 365 * 24 * HOUR;
	assert_alarm(*state, WATCH_SILENT);
}

static void
what_should_be_gone_is_an_alarm_an_hour_later(void **state)
{
	last.due = (uint32_t)(T / HOUR) - 1;
	verdict.trusted = ((int64_t)last.due + 1) * HOUR - 1;
	last.good = verdict.trusted - 900;
	assert_false(watch_is_overdue(&last, verdict.trusted));
	assert_alarm(*state, WATCH_FINE);
	verdict.trusted++;
	assert_true(watch_is_overdue(&last, verdict.trusted));
	assert_alarm(*state, WATCH_OVERDUE);
}

static void
a_review_date_that_passed_is_an_alarm(void **state)
{
	review = T;
	assert_alarm(*state, WATCH_REVIEW);
	review = T - 1;
	assert_alarm(*state, WATCH_REVIEW);
}

static void
a_register_that_cannot_be_used_is_an_alarm(void **state)
{
	struct scratch *s = *state;

	assert_alarm(s, WATCH_FINE);
	assert_int_equal(renameat(s->at, "reg/inbox", s->at, "reg/away"), 0);
	assert_int_equal(watch_check(&s->reg, &verdict, &now, review), WATCH_REGISTER);
	assert_int_equal(renameat(s->at, "reg/away", s->at, "reg/inbox"), 0);
	assert_int_equal(watch_check(&s->reg, &verdict, &now, review), WATCH_FINE);
	unlinkat(s->reg.state, "last-purge", 0);
	assert_int_equal(watch_check(&s->reg, &verdict, &now, review), WATCH_REGISTER);
}

static void
a_record_reads_back_and_nothing_else_does(void **state)
{
	static const char *const broken[] = {"", "welkom-purge 1\n",
		"welkom-purge 1\ntime 5\ngood 5\nboot a\noldest 0\ndue 0",
		"welkom-purge 1\ntime 5\ngood 5\nboot a\noldest 0\ndue 0\n\n",
		"welkom-purge 1\ntime 05\ngood 5\nboot a\noldest 0\ndue 0\n",
		"welkom-purge 1\ntime -5\ngood 5\nboot a\noldest 0\ndue 0\n",
		"welkom-purge 1\ntime 5\ngood -9223372036854775808\nboot a\noldest 0\ndue 0\n",
		"welkom-purge 1\ntime 9223372036854775807\ngood 5\nboot a\noldest 0\ndue 0\n",
		"welkom-purge 1\ntime 5\ngood 5\nboot a\noldest 0\ndue 4294967296\n",
		"welkom-purge 2\ntime 5\ngood 5\nboot a\noldest 0\ndue 0\n"};
	struct scratch *s = *state;
	struct watch_record back;
	struct fail why = {{0}};
	struct stat st;

	strcpy(last.boot, "01234567-89ab-cdef-0123-456789abcdef");
	assert_int_equal(watch_save(&s->reg, &last, &why), 0);
	assert_int_equal(fstatat(s->reg.state, "last-purge", &st, 0), 0);
	assert_int_equal(st.st_mode & 07777, 0644);
	assert_int_equal(watch_load(&s->reg, &back, &why), 0);
	assert_int_equal(back.time, last.time);
	assert_int_equal(back.good, last.good);
	assert_int_equal(back.oldest, last.oldest);
	assert_int_equal(back.due, last.due);
	assert_string_equal(back.boot, last.boot);
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		scratch_write(s->reg.state, "last-purge", broken[i], strlen(broken[i]));
		if (watch_load(&s->reg, &back, &why) != -1)
			fail_msg("taken: %s", broken[i]);
	}
}

static void
every_alarm_has_its_code(void **state)
{
	static const char *const codes[] = {"", "C1", "P1", "P2", "P3", "R1", "K1", "S1", "S2"};

	(void)state;
	for (int i = WATCH_FINE; i <= WATCH_FULL; i++)
		assert_string_equal(watch_code((enum watch_alarm)i), codes[i]);
}

#define IN_REGISTER(test) cmocka_unit_test_setup_teardown(test, all_well, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REGISTER(nothing_speaks_against_entries_when_all_is_well),
		IN_REGISTER(a_clock_in_doubt_is_an_alarm),
		IN_REGISTER(a_boot_without_a_run_is_an_alarm),
		IN_REGISTER(silence_is_an_alarm_after_26_hours),
		IN_REGISTER(a_good_run_in_the_future_is_none),
		IN_REGISTER(what_should_be_gone_is_an_alarm_an_hour_later),
		IN_REGISTER(a_review_date_that_passed_is_an_alarm),
		IN_REGISTER(a_register_that_cannot_be_used_is_an_alarm),
		IN_REGISTER(a_record_reads_back_and_nothing_else_does),
		IN_REGISTER(every_alarm_has_its_code),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: ISC */
/* Each reason why no entries are taken. */
#include "register/watch.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
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
assert_amber(enum watch_alarm expected)
{
	assert_int_equal(watch_amber(&last, &verdict, &now, review), expected);
}

static void
a_run_that_failed_since_the_last_good_one_is_amber(void **state)
{
	assert_amber(WATCH_FINE);
	last.good--;
	assert_amber(WATCH_FAILED);
	assert_alarm(*state, WATCH_FINE); /* which does not close */
	review = T + 1;                   /* what is broken comes before what is planned */
	assert_amber(WATCH_FAILED);
	last.good = last.time;
	assert_amber(WATCH_REVIEW_SOON);
}

static void
a_review_date_within_30_days_is_amber(void **state)
{
	review = T + WATCH_AMBER + 1;
	assert_amber(WATCH_FINE);
	review--;
	assert_amber(WATCH_REVIEW_SOON);
	assert_alarm(*state, WATCH_FINE);
	review = 0; /* unset */
	assert_amber(WATCH_FINE);
}

static void
runs_that_are_late_are_amber_but_not_on_the_kiosk(void **state)
{
	(void)state;
	last.time = last.good = T - WATCH_LATE_AFTER;
	assert_false(watch_holds(WATCH_LATE, &last, &verdict, &now, review));
	last.time = --last.good;
	assert_true(watch_holds(WATCH_LATE, &last, &verdict, &now, review));
	assert_amber(WATCH_FINE);
}

static void
a_review_date_over_a_year_away_is_an_alarm(void **state)
{
	review = T + WATCH_REVIEW_MOST;
	assert_alarm(*state, WATCH_FINE);
	review++;
	assert_alarm(*state, WATCH_REVIEW);
}

static void
alarms_hold_beside_each_other(void **state)
{
	(void)state;
	verdict.doubt = true;
	last.due = 1;
	last.good = 5;
	review = T;
	for (enum watch_alarm i = WATCH_CLOCK; i <= WATCH_REVIEW; i++)
		assert_int_equal(watch_holds(i, &last, &verdict, &now, review), i != WATCH_BOOT);
}

static void
what_the_last_run_left_comes_with_the_alarm(void **state)
{
	struct scratch *s = *state;
	struct watch_record seen;

	assert_alarm(s, WATCH_FINE);
	assert_int_equal(watch_look(&s->reg, &verdict, &now, review, &seen), WATCH_FINE);
	assert_int_equal(seen.time, last.time);
	assert_int_equal(seen.due, last.due);
	scratch_write(s->reg.state, "last-purge", "welkom-purge 1\ntime 5\n", 22);
	assert_int_equal(watch_look(&s->reg, &verdict, &now, review, &seen), WATCH_REGISTER);
	assert_int_equal(seen.time, 0); /* half of it would be another */
}

static void
every_alarm_has_its_code(void **state)
{
	static const char *const codes[] = {
		"", "C1", "P1", "P2", "P3", "R1", "K1", "S1", "S2", "P4", "P5", "R2"};

	(void)state;
	assert_int_equal(sizeof codes / sizeof *codes, WATCH_ALARMS);
	for (enum watch_alarm i = WATCH_FINE; i < WATCH_ALARMS; i++) {
		assert_string_equal(watch_code(i), codes[i]);
		assert_int_equal(watch_is_amber(i), i > WATCH_FULL);
		assert_int_equal(watch_phrase(i)[0] == '\0', i == WATCH_FINE);
	}
}

/* The heads of the list of codes in welkom(7), each with a blank behind it. */
static void
read_manual(char codes[static 256])
{
	const char *top = getenv("top_srcdir");
	char line[256], path[1024];
	bool inside = false;
	FILE *manual;

	snprintf(path, sizeof path, "%s/man/welkom.7", top != NULL ? top : "..");
	manual = fopen(path, "r");
	assert_non_null(manual);
	codes[0] = '\0';
	while (fgets(line, sizeof line, manual) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (strncmp(line, ".Sh ", 4) == 0)
			inside = strcmp(line, ".Sh ALARM CODES") == 0;
		if (inside && strncmp(line, ".It ", 4) == 0 && strlen(codes) + strlen(line) < 250)
			strcat(strcat(codes, line + 4), " ");
	}
	fclose(manual);
}

static void
every_code_is_in_the_manual_and_no_other(void **state)
{
	char codes[256], code[16];
	enum watch_alarm i;

	(void)state;
	read_manual(codes);
	for (i = WATCH_FINE + 1; i < WATCH_ALARMS; i++) {
		snprintf(code, sizeof code, "%s ", watch_code(i));
		assert_int_equal(strlen(code), 3);
		if (strstr(codes, code) == NULL)
			fail_msg("welkom(7) does not explain %s", code);
	}
	if (strlen(codes) != 3 * ((size_t)WATCH_ALARMS - 1))
		fail_msg("welkom(7) explains codes that there are not, or one twice: %s", codes);
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
		IN_REGISTER(a_run_that_failed_since_the_last_good_one_is_amber),
		IN_REGISTER(a_review_date_within_30_days_is_amber),
		IN_REGISTER(runs_that_are_late_are_amber_but_not_on_the_kiosk),
		IN_REGISTER(a_review_date_over_a_year_away_is_an_alarm),
		IN_REGISTER(alarms_hold_beside_each_other),
		IN_REGISTER(what_the_last_run_left_comes_with_the_alarm),
		cmocka_unit_test(every_alarm_has_its_code),
		cmocka_unit_test(every_code_is_in_the_manual_and_no_other),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

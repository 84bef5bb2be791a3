/* SPDX-License-Identifier: ISC */
/* The ledger line of the day: when it is owed, what it adds up, and what it finds in the folders. */
#include "purge/certificate.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "register/ledger.h"
#include "unit/scratch.h"

#define ROOM 20000
#define DAY 86400
#define MADE 1764892800 /* 2025-12-05T00:00:00Z */
#define HOUR(t) ((uint32_t)((t) / 3600))

static int
register_with_a_first_line(void **state)
{
	struct ledger_head head;
	struct scratch *s;

	if (scratch_register(state) != 0)
		return -1;
	s = *state;
	return ledger_append(s->reg.state, MADE + 3600, "init", "recipients=12345678", &head, NULL);
}

static void
append(struct scratch *s, int64_t when, const char *what, const char *fields)
{
	struct ledger_head head;

	assert_int_equal(ledger_append(s->reg.state, when, what, fields, &head, NULL), 0);
}

static void
write_at(struct scratch *s, int64_t now)
{
	struct fail why = {{0}};

	if (certificate_write(&s->reg, now, &why) != 0)
		fail_msg("%s", why.text);
}

/* Returns how many certificates there are; last gets the last line of the ledger. */
static int
certificates(struct scratch *s, char last[static ROOM])
{
	char text[ROOM];
	const char *at = text;
	int n = 0;

	scratch_ledger(s, text, sizeof text);
	while ((at = strstr(at, "\tcertificate\t")) != NULL) {
		at++;
		n++;
	}
	text[strlen(text) - 1] = '\0';
	at = strrchr(text, '\n');
	strcpy(last, at == NULL ? text : at + 1);
	return n;
}

static void
assert_says(const char *line, const char *words)
{
	if (strstr(line, words) == NULL)
		fail_msg("“%s” does not say “%s”", line, words);
}

static void
one_is_written_by_the_first_run_of_each_day(void **state)
{
	struct scratch *s = *state;
	char line[ROOM];

	write_at(s, MADE + 2 * 3600);
	assert_int_equal(certificates(s, line), 0); /* the day on which it was made */
	write_at(s, MADE + DAY - 1);
	assert_int_equal(certificates(s, line), 0);
	write_at(s, MADE + DAY);
	assert_int_equal(certificates(s, line), 1);
	assert_says(line, "\tsince=2025-12-05T01:00:00Z\tto=2025-12-06T00:00:00Z\t");
	write_at(s, MADE + DAY + 900);
	write_at(s, MADE + 2 * DAY - 1);
	assert_int_equal(certificates(s, line), 1);
	write_at(s, MADE + 9 * DAY + 7200); /* the machine was off */
	assert_int_equal(certificates(s, line), 2);
	assert_says(line, "\tsince=2025-12-06T00:00:00Z\tto=2025-12-14T02:00:00Z\t");
}

static void
a_note_that_is_lost_or_wrong_makes_no_second_one(void **state)
{
	struct scratch *s = *state;
	static const char *const notes[] = {"", "x", "20428", "99999999\n", "20427\n", "20428\n\n"};
	char line[ROOM];

	write_at(s, MADE + DAY);
	assert_int_equal(certificates(s, line), 1);
	for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
		unlinkat(s->reg.state, "certified", 0);
		if (i > 0)
			scratch_write(s->reg.state, "certified", notes[i], strlen(notes[i]));
		write_at(s, MADE + DAY + 100);
		assert_int_equal(certificates(s, line), 1);
	}
	write_at(s, MADE + 2 * DAY);
	assert_int_equal(certificates(s, line), 2);
}

static void
it_adds_up_what_was_done_since_the_last(void **state)
{
	struct scratch *s = *state;
	char line[ROOM];

	append(s, MADE + 4000, "purge", "keys=1\thours=1\tentries=100\tlate=900000\tcause=off");
	write_at(s, MADE + DAY);
	certificates(s, line);
	assert_says(
		line, "\tkeys=1\thours=1\tentries=100\terasures=0\topenings=0\tlate=900000\tcause=off\t");
	append(s, MADE + DAY + 10, "purge", "keys=2\thours=1\tentries=30");
	append(s, MADE + DAY + 20, "purge", "keys=3\thours=3\tentries=4\tlate=7200\tcause=clock");
	append(s, MADE + DAY + 25, "purge", "keys=0\thours=1\tentries=0\tlate=7199\tcause=failure");
	append(s, MADE + DAY + 30, "erase", "matched=0");
	append(s, MADE + DAY + 40, "erase", "matched=1\tkid=00");
	append(s, MADE + DAY + 50, "open", "reason=drill\topened=7");
	write_at(s, MADE + 2 * DAY);
	certificates(s, line);
	assert_says(
		line, "\tkeys=5\thours=5\tentries=34\terasures=2\topenings=1\tlate=7200\tcause=clock\t");
	write_at(s, MADE + 3 * DAY);
	certificates(s, line);
	assert_says(line, "\tkeys=0\thours=0\tentries=0\terasures=0\topenings=0\tlate=0\tcause=-\t");
}

static void
keys_are_recounted_in_their_folders(void **state)
{
	struct scratch *s = *state;
	int64_t now = MADE + DAY;
	char line[ROOM];

	write_at(s, now);
	certificates(s, line);
	assert_says(line, "\tdue=0\tleft=0\tstrange=0\toldest=-\tnext=-\t");
	now += DAY;
	scratch_key(&s->reg.store, 1, HOUR(now) - 10);
	scratch_key_file(s->reg.store.keys, 2, HOUR(now) - 336); /* due, and there */
	scratch_key_file(s->reg.inbox.keys, 3, HOUR(now) - 335);
	scratch_key_file(s->reg.store.keys, 4, HOUR(now) - 20); /* a lower due by its row */
	scratch_key_row(&s->reg.store, 4, HOUR(now) - 20, HOUR(now));
	scratch_write(s->reg.inbox.keys, "strange", "x", 1);
	write_at(s, now);
	certificates(s, line);
	assert_says(line,
		"\tdue=2\tleft=4\tstrange=1\toldest=2025-11-23T00:00:00Z\tnext=2025-12-07T00:00:00Z\t");
}

static void
a_folder_that_cannot_be_read_is_said_so(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	char line[ROOM];
	int keys = s->reg.store.keys;

	s->reg.store.keys = -1;
	assert_int_equal(certificate_write(&s->reg, MADE + DAY, &why), -1);
	s->reg.store.keys = keys;
	assert_int_equal(certificates(s, line), 1);
	assert_says(line, "\tdue=0?\tleft=0?\tstrange=0?\toldest=?\tnext=?\t");
}

static void
a_broken_ledger_is_said_once_a_day(void **state)
{
	struct scratch *s = *state;
	char text[ROOM], line[ROOM];
	struct fail why = {{0}};

	append(s, MADE + 4000, "purge", "keys=1\thours=1\tentries=100");
	scratch_ledger(s, text, sizeof text);
	strstr(text, "12345678")[0] = '9';
	scratch_write(s->reg.state, "ledger", text, strlen(text));
	assert_int_equal(certificate_write(&s->reg, MADE + DAY, &why), -1);
	assert_says(why.text, "ledger line 1 was changed");
	assert_int_equal(certificates(s, line), 1);
	assert_says(line, "\tchain=broken\t");
	assert_null(strstr(line, "entries="));
	write_at(s, MADE + DAY + 900);
	assert_int_equal(certificates(s, line), 1);
	assert_int_equal(certificate_write(&s->reg, MADE + 2 * DAY, &why), -1);
	assert_int_equal(certificates(s, line), 2);
}

static void
what_a_crash_left_is_not_called_broken(void **state)
{
	struct scratch *s = *state;
	char text[ROOM], line[ROOM];

	append(s, MADE + 4000, "purge", "keys=1\thours=1\tentries=100");
	scratch_ledger(s, text, sizeof text);
	strcat(text, "3\t2025-12");
	scratch_write(s->reg.state, "ledger", text, strlen(text));
	write_at(s, MADE + DAY);
	assert_int_equal(certificates(s, line), 1);
	assert_says(line, "\tkeys=1\thours=1\tentries=100\t");
}

static void
the_longest_line_fits(void **state)
{
	struct scratch *s = *state;
	char line[ROOM];

	append(s, MADE + 10, "purge",
		"keys=18446744073709551615\thours=18446744073709551615\tentries=18446744073709551615\t"
		"late=18446744073709551615\tcause=failure");
	write_at(s, MADE + DAY);
	assert_int_equal(certificates(s, line), 1);
	assert_says(line, "\tlate=18446744073709551615\tcause=failure\t");
}

#define WITH_REGISTER(test) \
	cmocka_unit_test_setup_teardown(test, register_with_a_first_line, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_REGISTER(one_is_written_by_the_first_run_of_each_day),
		WITH_REGISTER(a_note_that_is_lost_or_wrong_makes_no_second_one),
		WITH_REGISTER(it_adds_up_what_was_done_since_the_last),
		WITH_REGISTER(keys_are_recounted_in_their_folders),
		WITH_REGISTER(a_folder_that_cannot_be_read_is_said_so),
		WITH_REGISTER(a_broken_ledger_is_said_once_a_day),
		WITH_REGISTER(what_a_crash_left_is_not_called_broken),
		WITH_REGISTER(the_longest_line_fits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

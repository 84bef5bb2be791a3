/* SPDX-License-Identifier: ISC */
/* Messages and dates in the reader's language. Without a compiled catalogue the Dutch ones are
 * skipped. */
#include "base/nls.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define T 1765021234 /* Sat 6 December 2025, 11:40 UTC */

static int
start(void **state)
{
	(void)state;
	setenv("TZ", "UTC0", 1);
	tzset();
	nls_start();
	return 0;
}

static bool
has_catalogue(void)
{
	const char *folder = getenv("WELKOM_LOCALE_DIR");
	char path[600];

	if (folder == NULL)
		return false;
	snprintf(path, sizeof path, "%s/nl/LC_MESSAGES/welkom.mo", folder);
	if (access(path, R_OK) != 0)
		return false;
	snprintf(path, sizeof path, "%s/xw_XW.utf8", folder);
	return access(path, R_OK) == 0;
}

static void
assert_date(const char *expected)
{
	char text[64];

	nls_date(T, text, sizeof text);
	assert_string_equal(text, expected);
}

static void
english_comes_first_and_is_always_there(void **state)
{
	const struct nls_language *languages;
	size_t count;

	(void)state;
	languages = nls_languages(&count);
	assert_true(count >= 2);
	assert_string_equal(languages[0].code, "en");
	assert_string_equal(languages[0].name, "English");
	nls_choose("en");
	assert_string_equal(nls_current(), "en");
	assert_date("Sat 6 December");
}

static void
an_unknown_language_means_english(void **state)
{
	static const char *const codes[] = {"xx", "", "n", "NL", NULL};

	(void)state;
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		nls_choose(codes[i]);
		assert_string_equal(nls_current(), "en");
		assert_date("Sat 6 December");
	}
}

static void
dutch_can_be_chosen_and_left_again(void **state)
{
	(void)state;
	if (!has_catalogue())
		skip();
	for (int i = 0; i < 3; i++) {
		nls_choose("nl");
		assert_string_equal(nls_current(), "nl");
		assert_date("za 6 december");
		nls_choose("en");
		assert_date("Sat 6 December");
	}
}

static void
every_day_and_month_has_a_dutch_word(void **state)
{
	char text[64];

	(void)state;
	if (!has_catalogue())
		skip();
	nls_choose("nl");
	for (int day = 0; day < 366; day++) {
		nls_date(T + day * 86400LL, text, sizeof text);
		for (const char *c = text; *c != '\0'; c++)
			assert_false(*c >= 'A' && *c <= 'Z'); /* as English ones are written */
	}
	nls_choose("en");
}

static void
a_time_is_hours_and_minutes(void **state)
{
	char text[64];

	(void)state;
	nls_clock(T, text, sizeof text);
	assert_string_equal(text, "11:40");
	nls_clock(0, text, sizeof text);
	assert_string_equal(text, "00:00");
}

static void
little_room_is_not_overrun(void **state)
{
	char text[8] = "xxxxxxx";

	(void)state;
	nls_choose("en");
	nls_date(T, text, 5);
	assert_string_equal(text, "Sat ");
	assert_int_equal(text[5], 'x');
	nls_clock(T, text, 3);
	assert_string_equal(text, "11");
	nls_date(INT64_MAX, text, 5); /* which no calendar has */
	assert_string_equal(text, "");
	text[0] = 'x';
	nls_date(T, text, 0);
	nls_clock(T, text, 0);
	assert_int_equal(text[0], 'x');
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(english_comes_first_and_is_always_there),
		cmocka_unit_test(an_unknown_language_means_english),
		cmocka_unit_test(dutch_can_be_chosen_and_left_again),
		cmocka_unit_test(every_day_and_month_has_a_dutch_word),
		cmocka_unit_test(a_time_is_hours_and_minutes),
		cmocka_unit_test(little_room_is_not_overrun),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}

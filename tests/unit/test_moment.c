/* SPDX-License-Identifier: ISC */
/* Points in time as people write them. */
#include "base/moment.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static int
in_amsterdam(void **state)
{
	int64_t t;

	(void)state;
	/* the rule itself, so that no zone files are needed */
	setenv("TZ", "CET-1CEST,M3.5.0,M10.5.0/3", 1);
	tzset();
	return moment_parse("2026-07-01T12:00", &t);
}

static void
assert_moment(const char *text, int64_t expected)
{
	int64_t t;

	if (moment_parse(text, &t) != 0)
		fail_msg("%s: refused", text);
	if (t != expected)
		fail_msg("%s: %lld, not %lld", text, (long long)t, (long long)expected);
}

static void
assert_no_moment(const char *text)
{
	int64_t t;

	if (moment_parse(text, &t) != -1)
		fail_msg("%s: taken for %lld", text, (long long)t);
}

static void
utc_and_offsets_are_read(void **state)
{
	(void)state;
	assert_moment("1970-01-01T00:00:00Z", 0);
	assert_moment("2025-12-05T11:20:34Z", 1764933634);
	assert_moment("2025-12-05 11:20Z", 1764933600);
	assert_moment("2025-12-05T12:20:34+01:00", 1764933634);
	assert_moment("2025-12-05T05:50:34-05:30", 1764933634);
	assert_moment("2025-12-06T01:20:34+14:00", 1764933634);
	assert_moment("2038-01-19T03:14:08Z", INT64_C(2147483648));
	assert_moment("9999-12-31T23:59:59Z", INT64_C(253402300799));
}

static void
local_time_follows_the_zone_and_its_summer(void **state)
{
	(void)state;
	assert_moment("2025-12-05T12:20:34", 1764933634);
	assert_moment("2025-12-05 12:20", 1764933600);
	assert_moment("2026-07-01T12:00", 1782900000); /* 10:00 UTC */
	assert_moment("2026-03-29T01:59:59", 1774745999);
	assert_moment("2026-03-29T03:00:00", 1774746000);
}

static void
a_time_that_summer_leaves_out_is_refused(void **state)
{
	(void)state;
	assert_no_moment("2026-03-29T02:00");
	assert_no_moment("2026-03-29T02:30:00");
	assert_no_moment("2026-03-29 02:59");
	assert_moment("2026-03-29T02:30Z", 1774751400); /* elsewhere it exists */
}

static void
an_hour_that_comes_twice_is_one_of_the_two(void **state)
{
	int64_t t;

	(void)state;
	assert_int_equal(moment_parse("2026-10-25T02:30", &t), 0);
	assert_true(t == 1792888200 || t == 1792891800);
}

static void
leap_days_exist_in_leap_years_only(void **state)
{
	(void)state;
	assert_moment("2024-02-29T00:00Z", 1709164800);
	assert_moment("2000-02-29T00:00Z", 951782400);
	assert_no_moment("2026-02-29T00:00Z");
	assert_no_moment("2100-02-29T00:00Z");
	assert_no_moment("2026-02-29T00:00");
}

static void
what_is_no_time_is_refused(void **state)
{
	static const char *const wrong[] = {"", "T", "now", "2026", "2026-05-31", "2026-05-31T",
		"2026-05-31T9:15", "2026-05-31T09", "2026-05-31T09:1", "2026-5-31T09:15",
		"2026-05-31t09:15", "2026-05-31T09:15z", "2026-05-31T09:15 Z",
		"2026-05-31T09:15:", "2026-05-31T09:15:5", "2026-05-31T09:15:60Z", "2026-05-31T24:00Z",
		"2026-05-31T09:60Z", "2026-13-01T09:15Z", "2026-00-10T09:15Z", "2026-04-31T09:15Z",
		"2026-04-00T09:15Z", "1969-12-31T23:59Z", "0000-01-01T00:00Z", "2026-05-31T09:15+1:00",
		"2026-05-31T09:15+0100", "2026-05-31T09:15+15:00", "2026-05-31T09:15+01:60",
		"2026-05-31T09:15+01", "2026-05-31T09:15Z+01:00", "2026-05-31T09:15Zx", " 2026-05-31T09:15",
		"2026-05-31T09:15 ", "2026-05-31  09:15", "-026-05-31T09:15", "2026-05-31T-9:15",
		"2026-05-31T09:15.5Z", "31-05-2026T09:15", "20260531T0915Z", "２026-05-31T09:15",
		"12026-05-31T09:15Z"};

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_no_moment(wrong[i]);
}

static void
a_day_is_its_local_midnight(void **state)
{
	static const char *const wrong[] = {"", "2026-02-29", "2026-05-31T00:00", "2026-5-31",
		"2026-05-31 ", "2026-13-01", "1969-12-31", "tomorrow"};
	int64_t t;

	(void)state;
	assert_int_equal(moment_parse_day("2026-05-31", &t), 0);
	assert_true(t == 1780178400);
	assert_int_equal(moment_parse_day("2024-02-29", &t), 0);
	assert_true(t == 1709161200);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_int_equal(moment_parse_day(wrong[i], &t), -1);
}

static void
moments_are_printed_as_they_are_read(void **state)
{
	char text[MOMENT_TEXT], zoned[MOMENT_ZONED];

	(void)state;
	moment_print_utc(1764933634, text);
	assert_string_equal(text, "2025-12-05T11:20:34Z");
	moment_print_local(1764933634, text);
	assert_string_equal(text, "2025-12-05 12:20");
	moment_print_local(1782900000, text);
	assert_string_equal(text, "2026-07-01 12:00");
	moment_print_zoned(1764933634, zoned);
	assert_string_equal(zoned, "2025-12-05 12:20 CET");
	moment_print_zoned(1782900000, zoned);
	assert_string_equal(zoned, "2026-07-01 12:00 CEST");
	moment_print_zoned(INT64_MIN, zoned);
	assert_string_equal(zoned, "?");
	for (int64_t t = 0; t < INT64_C(5000000000); t += 40000003) {
		moment_print_utc(t, text);
		assert_moment(text, t);
	}
	moment_print_utc(INT64_MAX, text);
	assert_in_range(strlen(text), 1, MOMENT_TEXT - 1);
	moment_print_local(INT64_MIN, text);
	assert_in_range(strlen(text), 1, MOMENT_TEXT - 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(utc_and_offsets_are_read),
		cmocka_unit_test(local_time_follows_the_zone_and_its_summer),
		cmocka_unit_test(a_time_that_summer_leaves_out_is_refused),
		cmocka_unit_test(an_hour_that_comes_twice_is_one_of_the_two),
		cmocka_unit_test(leap_days_exist_in_leap_years_only),
		cmocka_unit_test(what_is_no_time_is_refused),
		cmocka_unit_test(a_day_is_its_local_midnight),
		cmocka_unit_test(moments_are_printed_as_they_are_read),
	};

	return cmocka_run_group_tests(tests, in_amsterdam, NULL);
}

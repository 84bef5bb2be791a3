/* SPDX-License-Identifier: ISC */
/* How high bars are; drawing them is for the tests on a terminal. */
#include "ui/chart.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
bars_are_in_proportion(void **state)
{
	const struct chart chart = {.n = 4, .value = {0, 1, 500, 1000}, .at = -1};

	(void)state;
	assert_int_equal(chart_bar(&chart, 0, 8), 0);
	assert_int_equal(chart_bar(&chart, 1, 8), 1); /* little is not nothing */
	assert_int_equal(chart_bar(&chart, 2, 8), 4);
	assert_int_equal(chart_bar(&chart, 3, 8), 8);
	assert_int_equal(chart_bar(&chart, 3, 0), 0);
}

static void
no_number_is_too_large(void **state)
{
	const struct chart chart = {.n = 2, .value = {UINT64_MAX, UINT64_MAX / 2}, .at = -1};

	(void)state;
	assert_int_equal(chart_bar(&chart, 0, 6), 6);
	assert_int_equal(chart_bar(&chart, 1, 6), 3);
}

static void
nothing_at_all_has_no_bars(void **state)
{
	const struct chart chart = {.n = 3, .at = -1}, none = {0};

	(void)state;
	assert_int_equal(chart_bar(&chart, 2, 8), 0);
	assert_int_equal(chart_columns(&chart, 30), 6);
	assert_int_equal(chart_columns(&chart, 7), 2);
	assert_int_equal(chart_columns(&none, 30), 0);
}

static void
progress_is_told(void **state)
{
	char text[CHART_PROGRESS];

	(void)state;
	chart_progress(0, 0, text);
	assert_non_null(strstr(text, "....  0 %"));
	chart_progress(50, 100, text);
	assert_non_null(strstr(text, "█....................  50 %"));
	chart_progress(100, 100, text);
	assert_non_null(strstr(text, "█  100 %"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bars_are_in_proportion),
		cmocka_unit_test(no_number_is_too_large),
		cmocka_unit_test(nothing_at_all_has_no_bars),
		cmocka_unit_test(progress_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

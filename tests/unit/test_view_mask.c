/* SPDX-License-Identifier: ISC */
/* What of a name and a number may be seen before somebody asks. */
#include "view/view_mask.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
assert_name(const char *name, const char *expected)
{
	char out[512];

	assert_int_equal(
		view_mask_name(name, strlen(name), VIEW_MASK_DOT, out, sizeof out), strlen(expected));
	assert_memory_equal(out, expected, strlen(expected));
}

static void
assert_number(const char *number, const char *expected)
{
	char out[64];

	assert_int_equal(view_mask_number(number, strlen(number), VIEW_MASK_PLAIN, out, sizeof out),
		strlen(expected));
	assert_memory_equal(out, expected, strlen(expected));
}

static void
first_letters_are_left(void **state)
{
	(void)state;
	assert_name("Jo Smits", "J• S••••");
	assert_name("Zoë", "Z••");
	assert_name("e\xCC\x81\xCC\x82mile", "e\xCC\x81\xCC\x82••••");
	assert_name("王小明", "王••");
	assert_name("", "");
}

static void
two_digits_are_left(void **state)
{
	(void)state;
	assert_number("+31612345678", "**78");
	assert_number("+31", "****");
	assert_number("+312", "****");
}

static void
what_does_not_fit_is_left_out(void **state)
{
	char out[8] = "";

	(void)state;
	assert_int_equal(view_mask_name("Jansen", 6, VIEW_MASK_DOT, out, 5), 4);
	assert_memory_equal(out, "J•\0\0", 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_letters_are_left),
		cmocka_unit_test(two_digits_are_left),
		cmocka_unit_test(what_does_not_fit_is_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

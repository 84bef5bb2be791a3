/* SPDX-License-Identifier: ISC */
/* Kept numbers in groups for the eye. */
#include "visit/phone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define MOBILE "+31612345678"

static void
assert_grouped(const char *phone, const char *expected)
{
	char out[PHONE_GROUPED];

	assert_int_equal(phone_group(phone, strlen(phone), out, sizeof out), 0);
	assert_string_equal(out, expected);
}

static void
a_number_is_grouped_for_reading_aloud(void **state)
{
	(void)state;
	assert_grouped(MOBILE, "+31 6 12 34 56 78");
	assert_grouped("+33612345678", "+33 6 12 34 56 78");
	assert_grouped("+3225551234", "+32 25 55 12 34");
	assert_grouped("+4520123456", "+45 20 12 34 56");
	assert_grouped("+352621123456", "+352 6 21 12 34 56");
	assert_grouped("+48601234567", "+48 601 234 567");
	assert_grouped("+15145550123", "+1 514 555 0123");
	assert_grouped("+4915123456789", "+49 151 2345 6789");
	assert_grouped("+6561234567", "+65 6123 4567");
	assert_grouped("+5977412345", "+597 741 2345");
	assert_grouped("+9991234567", "+999 123 4567");
}

static void
a_number_of_any_length_is_grouped(void **state)
{
	(void)state;
	assert_grouped("+48", "+48");
	assert_grouped("+481", "+48 1");
	assert_grouped("+481234", "+48 1234");
	assert_grouped("+4812345", "+48 12 345");
	assert_grouped("+48123456", "+48 123 456");
	assert_grouped("+481234567890123", "+48 123 456 789 0123");
	assert_grouped("+316", "+31 6");
	assert_grouped("+31112", "+31 1 12");
	for (const char *start = "+1\0+31\0+999\0"; *start != '\0'; start += strlen(start) + 1) {
		char phone[VISITOR_PHONE_MAX + 1], out[PHONE_GROUPED];

		memset(phone, '7', sizeof phone);
		memcpy(phone, start, strlen(start));
		for (size_t n = strlen(start) + 1; n <= VISITOR_PHONE_MAX; n++) {
			size_t digits = 0, group = 0;

			assert_int_equal(phone_group(phone, n, out, sizeof out), 0);
			for (const char *c = out; *c != '\0'; c++) {
				group = *c == ' ' ? 0 : group + 1;
				assert_true(group <= 5);
				digits += *c != ' ';
			}
			assert_int_equal(digits, n);
			assert_true(out[strlen(out) - 1] != ' ' && strstr(out, "  ") == NULL);
		}
	}
}

static void
what_does_not_fit_is_not_half_shown(void **state)
{
	char out[PHONE_GROUPED] = "x";

	(void)state;
	assert_int_equal(phone_group(MOBILE, 12, out, 18), 0);
	assert_int_equal(phone_group(MOBILE, 12, out, 17), -1);
	assert_string_equal(out, "");
	assert_int_equal(phone_group(MOBILE, 12, out, 0), -1);
	assert_int_equal(phone_group("0612345678", 10, out, sizeof out), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_number_is_grouped_for_reading_aloud),
		cmocka_unit_test(a_number_of_any_length_is_grouped),
		cmocka_unit_test(what_does_not_fit_is_not_half_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

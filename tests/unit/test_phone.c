/* SPDX-License-Identifier: ISC */
/* What people type as a phone number, and the one form that is kept. */
#include "visit/phone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define MOBILE "+31612345678"

static const struct plan *
nl(void)
{
	return plan_of_code("31");
}

static enum phone_result
read_it(const char *typed, const struct plan *country, bool chosen, struct phone_reading *out)
{
	memset(out, 'x', sizeof *out);
	return phone_read(typed, strlen(typed), country, chosen, out);
}

static bool
is_zero(const struct phone_reading *reading)
{
	for (size_t i = 0; i < sizeof reading->number; i++) {
		if (reading->number[i] != 0)
			return false;
	}
	return reading->len == 0 && reading->plan == NULL;
}

static void
broken_text_is_no_number(void **state)
{
	static const char *const typed[] = {"06\xFF 12345678", "06\xC3", "\xD9", "06\xED\xA0\x80"};
	struct phone_reading out;

	(void)state;
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
		assert_int_equal(read_it(typed[i], nl(), false, &out), PHONE_BAD_CHARACTER);
		assert_true(is_zero(&out));
	}
	assert_int_equal(phone_read("06\0 12345678", 12, nl(), false, &out), PHONE_BAD_CHARACTER);
	assert_int_equal(phone_read("0612345678x", 10, nl(), false, &out), PHONE_OK);
	assert_int_equal(phone_read("tel:", 3, nl(), false, &out), PHONE_BAD_CHARACTER);
}

static void
whatever_has_digits_can_be_kept_with_a_country(void **state)
{
	char typed[40] = "";
	struct phone_reading out;
	enum phone_result result;
	unsigned long seed = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		size_t n = 4 + seed % 24;

		for (size_t i = 0; i < n; i++) {
			seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF;
			typed[i] = (char)('0' + (seed >> 16) % (round % 2 ? 10 : 2));
		}
		typed[n] = '\0';
		result = read_it(typed, plan_at((size_t)round % plan_count()), true, &out);
		if (strspn(typed, "0") == n && result == PHONE_EMPTY)
			continue;
		assert_true(result == PHONE_OK || result == PHONE_UNLIKELY);
		assert_true(phone_is_kept(out.number, out.len));
	}
}

static void
a_kept_number_is_read_as_itself(void **state)
{
	static const char *const kept[] = {MOBILE, "+390612345678", "+15145550123", "+316", "+21",
		"+9991234567", "+3112345678901234567890123456789"};
	struct phone_reading out;

	(void)state;
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) {
		read_it(kept[i], NULL, false, &out);
		assert_int_equal(out.len, strlen(kept[i]));
		assert_memory_equal(out.number, kept[i], out.len);
	}
}

static void
only_the_kept_form_is_recognised_as_kept(void **state)
{
	(void)state;
	assert_true(phone_is_kept("+12", 3));
	assert_true(phone_is_kept("+12345678", 9));
	assert_true(phone_is_kept("+123456789012345", 16));
	assert_true(phone_is_kept("+1234567890123456789012345678901", 32));
	assert_false(phone_is_kept("+12345678901234567890123456789012", 33));
	assert_false(phone_is_kept("+1", 2));
	assert_false(phone_is_kept("+", 1));
	assert_false(phone_is_kept("+02345678", 9));
	assert_false(phone_is_kept("123456789", 9));
	assert_false(phone_is_kept("+1234 678", 9));
	assert_false(phone_is_kept("+1234567x", 9));
	assert_false(phone_is_kept("", 0));
}

/* What is known while typing: region "" means none. */
static void
assert_preview(const char *typed, const struct plan *country, bool chosen, const char *region,
	enum phone_how how, const char *number)
{
	struct phone_reading out;

	memset(&out, 'x', sizeof out);
	phone_preview(typed, strlen(typed), country, chosen, &out);
	assert_string_equal(out.plan != NULL ? out.plan->region : "", region);
	if (out.plan != NULL)
		assert_int_equal(out.how, how);
	assert_int_equal(out.len, strlen(number));
	assert_memory_equal(out.number, number, out.len);
}

static void
the_country_is_known_as_early_as_can_be(void **state)
{
	(void)state;
	assert_preview("", nl(), false, "", 0, "");
	assert_preview("0", nl(), false, "", 0, "");
	assert_preview("06", nl(), false, "NL", PHONE_BY_TRUNK, "+316");
	assert_preview("06 12 34", nl(), false, "NL", PHONE_BY_TRUNK, "+3161234");
	assert_preview("00", nl(), false, "", 0, "");
	assert_preview("003", nl(), false, "", 0, "");
	assert_preview("0032", nl(), false, "BE", PHONE_BY_CODE, "");
	assert_preview("+", nl(), false, "", 0, "");
	assert_preview("+3", nl(), false, "", 0, "");
	assert_preview("+32", nl(), false, "BE", PHONE_BY_CODE, "");
	assert_preview("+32 4", nl(), false, "BE", PHONE_BY_CODE, "+324");
	assert_preview("+31 (0", nl(), false, "NL", PHONE_BY_CODE, "");
	assert_preview("6", nl(), false, "", 0, "");
	assert_preview("06x", nl(), false, "", 0, "");
	assert_preview("06", NULL, false, "", 0, "");
	assert_preview("0", plan_of_region("HU"), false, "", 0, "");
	assert_preview("06 2", plan_of_region("HU"), false, "HU", PHONE_BY_TRUNK, "+362");
	assert_preview("", plan_of_region("PL"), true, "PL", PHONE_BY_CHOICE, "");
	assert_preview("6", plan_of_region("PL"), true, "PL", PHONE_BY_CHOICE, "+486");
	assert_preview("+", plan_of_region("PL"), true, "", 0, "");
	assert_preview("00", plan_of_region("PL"), true, "", 0, "");
	assert_preview("+7 7", plan_of_region("KZ"), true, "KZ", PHONE_BY_CODE, "+77");
	assert_preview("+7 7", plan_of_region("NL"), true, "RU", PHONE_BY_CODE, "+77");
	assert_preview("+49", plan_of_region("PL"), true, "DE", PHONE_BY_CODE, "");
}

static void
every_refusal_has_a_sentence_of_its_own(void **state)
{
	(void)state;
	assert_null(phone_phrase(PHONE_OK));
	for (int i = PHONE_EMPTY; i <= PHONE_UNLIKELY; i++) {
		assert_non_null(phone_phrase(i));
		for (int j = PHONE_EMPTY; j < i; j++)
			assert_string_not_equal(phone_phrase(i), phone_phrase(j));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(broken_text_is_no_number),
		cmocka_unit_test(whatever_has_digits_can_be_kept_with_a_country),
		cmocka_unit_test(a_kept_number_is_read_as_itself),
		cmocka_unit_test(only_the_kept_form_is_recognised_as_kept),
		cmocka_unit_test(the_country_is_known_as_early_as_can_be),
		cmocka_unit_test(every_refusal_has_a_sentence_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

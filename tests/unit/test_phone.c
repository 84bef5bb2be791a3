/* SPDX-License-Identifier: ISC */
/* What people type as a phone number, and the one form that is kept. */
#include "visit/phone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define MOBILE "+31612345678"

static void
assert_kept(const char *typed, const char *code, const char *kept)
{
	char out[VISITOR_PHONE_MAX];
	uint8_t n = 99;

	memset(out, 'x', sizeof out);
	assert_int_equal(phone_read(typed, strlen(typed), code, out, &n), PHONE_OK);
	assert_int_equal(n, strlen(kept));
	assert_memory_equal(out, kept, n);
	for (size_t i = n; i < sizeof out; i++)
		assert_int_equal(out[i], 0);
	assert_true(phone_is_kept(out, n));
}

static void
assert_refused(const char *typed, const char *code, enum phone_result expected)
{
	char out[VISITOR_PHONE_MAX] = "before";
	uint8_t n = 6;

	assert_int_equal(phone_read(typed, strlen(typed), code, out, &n), expected);
	assert_int_equal(n, 6);
	assert_string_equal(out, "before");
}

static void
one_number_typed_in_many_ways_is_kept_alike(void **state)
{
	static const char *const typed[] = {"0612345678", "06 12 34 56 78", "06-12345678",
		"06.12.34.56.78", "06/12345678", "(06) 12345678", "+31612345678", "+31 6 12345678",
		"0031612345678", "0031 6-1234 5678", "+31 (0)6 12345678", "+31(0)612345678",
		"0031(0)612345678", "+31 ( 0 ) 6 12345678", "(+31) 612345678", "  0612345678\t",
		"(0)612345678", "06\u00A012345678", "06\u201112345678", "06\u201512345678",
		"06\u300012345678", "０６１２３４５６７８", "＋３１６１２３４５６７８",
		"（０６）１２３４－５６７８", "٠٦١٢٣٤٥٦٧٨", "۰۶۱۲۳۴۵۶۷۸", "+٣١٦١٢٣٤٥٦٧٨"};

	(void)state;
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
		assert_kept(typed[i], "31", MOBILE);
}

static void
an_international_number_needs_no_configured_country(void **state)
{
	(void)state;
	assert_kept("+44 20 7946 0958", "", "+442079460958");
	assert_kept("0044 (0)20 7946 0958", "", "+442079460958");
	assert_kept("+1 (202) 555-0143", "31", "+12025550143");
}

static void
only_a_bracketed_zero_after_a_country_code_is_dropped(void **state)
{
	(void)state;
	assert_kept("+39 06 1234567", "31", "+39061234567");
	assert_kept("+1 (0202) 555014", "31", "+10202555014");
	assert_kept("+31 6 1234 (0) 5678", "31", "+316123405678");
	assert_kept("+31 6 (1) 2345678", "31", MOBILE);
	assert_refused("00(0)31612345678", "", PHONE_BAD_CHARACTER);
}

static void
a_number_without_country_is_not_guessed(void **state)
{
	(void)state;
	assert_refused("612345678", "31", PHONE_NO_COUNTRY);
	assert_refused("112", "31", PHONE_NO_COUNTRY);
	assert_refused("12345", "31", PHONE_NO_COUNTRY);
	assert_refused("0612345678", "", PHONE_NO_COUNTRY);
}

static void
a_malformed_calling_code_counts_as_none(void **state)
{
	static const char *const codes[] = {"+31", "0", "031", "3 1", "1234", "nl"};

	(void)state;
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		assert_refused("0612345678", codes[i], PHONE_NO_COUNTRY);
}

static void
nothing_typed_is_empty(void **state)
{
	(void)state;
	assert_refused("", "31", PHONE_EMPTY);
	assert_refused(" - (  ) ./\t", "31", PHONE_EMPTY);
}

static void
length_is_8_to_15_digits_after_normalising(void **state)
{
	(void)state;
	assert_refused("+", "31", PHONE_TOO_SHORT);
	assert_refused("0", "31", PHONE_TOO_SHORT);
	assert_refused("00", "31", PHONE_TOO_SHORT);
	assert_refused("+3161234", "31", PHONE_TOO_SHORT);
	assert_refused("0 12345", "31", PHONE_TOO_SHORT);
	assert_kept("+31612345", "31", "+31612345");
	assert_kept("0 123456", "31", "+31123456");
	assert_kept("+123456789012345", "", "+123456789012345");
	assert_refused("+1234567890123456", "", PHONE_TOO_LONG);
	assert_kept("00 123 (0) 456789012345", "", "+123456789012345");
	assert_refused("+12345678901234567890123456789012345678901234567890", "", PHONE_TOO_LONG);
	assert_kept("+ - - - - - - - - - - - - - - - - - - - - - - - - 31612345678", "", MOBILE);
}

static void
other_characters_are_refused(void **state)
{
	static const char *const typed[] = {"0612345678x", "06+12345678", "++31612345678",
		"31612345678+", "06*12345678", "06#", "o612345678", "06\n12345678", "06\xFF 12345678",
		"06\u202E12345678", "06१२३४५६७८", "06:12345678", "06,12345678"};
	char out[VISITOR_PHONE_MAX];
	uint8_t n;

	(void)state;
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
		assert_refused(typed[i], "31", PHONE_BAD_CHARACTER);
	assert_int_equal(phone_read("06\0 12345678", 12, "31", out, &n), PHONE_BAD_CHARACTER);
}

static void
no_country_code_begins_with_zero(void **state)
{
	(void)state;
	assert_refused("0000000", "31", PHONE_BAD_CHARACTER);
	assert_refused("00000000000", "31", PHONE_BAD_CHARACTER);
	assert_refused("+0612345678", "31", PHONE_BAD_CHARACTER);
}

static void
only_the_kept_form_is_recognised_as_kept(void **state)
{
	(void)state;
	assert_true(phone_is_kept("+12345678", 9));
	assert_false(phone_is_kept("+1234567", 8));
	assert_false(phone_is_kept("+1234567890123456", 17));
	assert_false(phone_is_kept("+02345678", 9));
	assert_false(phone_is_kept("123456789", 9));
	assert_false(phone_is_kept("+1234 678", 9));
	assert_false(phone_is_kept("", 0));
}

static void
assert_grouped(const char *phone, const char *code, const char *expected)
{
	char out[PHONE_GROUPED];

	assert_int_equal(phone_group(phone, strlen(phone), code, out, sizeof out), 0);
	assert_string_equal(out, expected);
}

static void
a_number_is_grouped_for_reading_aloud(void **state)
{
	(void)state;
	assert_grouped(MOBILE, "31", "+31 6 12 34 56 78");
	assert_grouped("+3225551234", "32", "+32 25 55 12 34");
	assert_grouped("+12025550143", "1", "+1 20 25 55 01 43");
	assert_grouped("+441514960123", "31", "+441 514 960 123");
	assert_grouped("+44151496012", "", "+441 514 960 12");
	assert_grouped("+123456789012345", "1", "+1 23 45 67 89 01 23 45");
	assert_grouped("+123456789012345", "123", "+123 45 67 89 01 23 45");
}

static void
what_does_not_fit_is_not_half_shown(void **state)
{
	char out[PHONE_GROUPED] = "x";

	(void)state;
	assert_int_equal(phone_group(MOBILE, 12, "31", out, 18), 0);
	assert_int_equal(phone_group(MOBILE, 12, "31", out, 17), -1);
	assert_string_equal(out, "");
	assert_int_equal(phone_group(MOBILE, 12, "31", out, 0), -1);
	assert_int_equal(phone_group("0612345678", 10, "31", out, sizeof out), -1);
}

static void
every_refusal_has_a_sentence_of_its_own(void **state)
{
	(void)state;
	assert_null(phone_phrase(PHONE_OK));
	for (int i = PHONE_EMPTY; i <= PHONE_NO_COUNTRY; i++) {
		assert_non_null(phone_phrase(i));
		for (int j = PHONE_EMPTY; j < i; j++)
			assert_string_not_equal(phone_phrase(i), phone_phrase(j));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_number_typed_in_many_ways_is_kept_alike),
		cmocka_unit_test(an_international_number_needs_no_configured_country),
		cmocka_unit_test(only_a_bracketed_zero_after_a_country_code_is_dropped),
		cmocka_unit_test(a_number_without_country_is_not_guessed),
		cmocka_unit_test(a_malformed_calling_code_counts_as_none),
		cmocka_unit_test(nothing_typed_is_empty),
		cmocka_unit_test(length_is_8_to_15_digits_after_normalising),
		cmocka_unit_test(other_characters_are_refused),
		cmocka_unit_test(no_country_code_begins_with_zero),
		cmocka_unit_test(only_the_kept_form_is_recognised_as_kept),
		cmocka_unit_test(a_number_is_grouped_for_reading_aloud),
		cmocka_unit_test(what_does_not_fit_is_not_half_shown),
		cmocka_unit_test(every_refusal_has_a_sentence_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

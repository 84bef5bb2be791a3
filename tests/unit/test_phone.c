/* SPDX-License-Identifier: ISC */
/* What people type as a phone number, and the one form that is kept. */
#include "visit/phone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

#define MOBILE "+31612345678"

/* A line of data/numbers.txt. */
struct sample {
	char typed[400], country[16], result[16], number[64];
};

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

/* Writes each \u{...} in text as its character, in place. */
static void
unescape(char *text)
{
	char *to = text, *end;

	while (*text != '\0') {
		if (strncmp(text, "\\u{", 3) == 0) {
			to += text_encode((uint32_t)strtoul(text + 3, &end, 16), to);
			assert_int_equal(*end, '}');
			text = end + 1;
		} else {
			*to++ = *text++;
		}
	}
	*to = '\0';
}

/* Reads the next line of f that is no comment. */
static bool
next_sample(FILE *f, struct sample *s)
{
	char line[600], *column = line, *end;
	char *to[] = {s->typed, s->country, s->result, s->number};
	const size_t caps[] = {sizeof s->typed, sizeof s->country, sizeof s->result, sizeof s->number};

	do {
		if (fgets(line, sizeof line, f) == NULL)
			return false;
	} while (line[0] == '\n' || strncmp(line, "# ", 2) == 0);
	for (size_t i = 0; i < 4; i++, column = end + 1) {
		end = strchr(column, i < 3 ? '\t' : '\n');
		if (end == NULL)
			fail_msg("not four columns: %s", line);
		*end = '\0';
		assert_true(strlen(column) < caps[i]);
		strcpy(to[i], column);
	}
	unescape(s->typed);
	return true;
}

static const char *
word_of(enum phone_result result, const struct phone_reading *out)
{
	static const char *const refused[] = {
		[PHONE_EMPTY] = "empty",
		[PHONE_TOO_LONG] = "long",
		[PHONE_BAD_CHARACTER] = "character",
		[PHONE_NO_COUNTRY] = "country",
	};
	static const char *const how[][2] = {
		[PHONE_BY_CODE] = {"code", "code?"},
		[PHONE_BY_TRUNK] = {"trunk", "trunk?"},
		[PHONE_BY_CHOICE] = {"choice", "choice?"},
	};

	if (result == PHONE_OK || result == PHONE_UNLIKELY)
		return how[out->how][result == PHONE_UNLIKELY];
	return refused[result];
}

/* Says whether s is read as it says, telling what is not. */
static bool
is_read_so(const struct sample *s)
{
	const struct plan *country = s->country[0] == '=' ? plan_of_region(s->country + 1)
													  : plan_of_code(s->country);
	char number[VISITOR_PHONE_MAX + 1] = "-";
	struct phone_reading out;
	enum phone_result result;

	assert_true((country == NULL) == (strcmp(s->country, "-") == 0));
	result = read_it(s->typed, country, s->country[0] == '=', &out);
	if (result == PHONE_OK || result == PHONE_UNLIKELY) {
		assert_true(phone_is_kept(out.number, out.len));
		memset(number, 0, sizeof number);
		memcpy(number, out.number, sizeof out.number);
		assert_int_equal(strlen(number), out.len);
		if (out.how != PHONE_BY_CODE)
			assert_ptr_equal(out.plan, country);
		else
			assert_ptr_equal(out.plan, plan_of_number(out.number, out.len));
	} else {
		assert_true(is_zero(&out));
	}
	if (strcmp(word_of(result, &out), s->result) == 0 && strcmp(number, s->number) == 0)
		return true;
	print_error("%s with %s: %s %s, not %s %s\n", s->typed, s->country, word_of(result, &out),
		number, s->result, s->number);
	return false;
}

static void
the_numbers_of_the_list_are_read_as_it_says(void **state)
{
	const char *tests = getenv("WELKOM_TESTS"), *top = getenv("top_srcdir");
	int lines = 0, wrong = 0;
	struct sample s;
	char path[4096];
	FILE *f;

	(void)state;
	if (tests != NULL)
		snprintf(path, sizeof path, "%s/data/numbers.txt", tests);
	else
		snprintf(path, sizeof path, "%s/tests/data/numbers.txt", top != NULL ? top : ".");
	f = fopen(path, "r");
	if (f == NULL)
		fail_msg("%s cannot be read", path);
	for (; next_sample(f, &s); lines++)
		wrong += !is_read_so(&s);
	fclose(f);
	assert_int_equal(wrong, 0);
	assert_true(lines >= 300);
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
	assert_preview("+49", plan_of_region("PL"), true, "DE", PHONE_BY_CODE, "");
}

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
		cmocka_unit_test(the_numbers_of_the_list_are_read_as_it_says),
		cmocka_unit_test(broken_text_is_no_number),
		cmocka_unit_test(whatever_has_digits_can_be_kept_with_a_country),
		cmocka_unit_test(a_kept_number_is_read_as_itself),
		cmocka_unit_test(only_the_kept_form_is_recognised_as_kept),
		cmocka_unit_test(the_country_is_known_as_early_as_can_be),
		cmocka_unit_test(a_number_is_grouped_for_reading_aloud),
		cmocka_unit_test(a_number_of_any_length_is_grouped),
		cmocka_unit_test(what_does_not_fit_is_not_half_shown),
		cmocka_unit_test(every_refusal_has_a_sentence_of_its_own),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

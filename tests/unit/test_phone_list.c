/* SPDX-License-Identifier: ISC */
/* The numbers of data/numbers.txt, as people in many countries type them. */
#include "visit/phone.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"

/* A line of data/numbers.txt. */
struct sample {
	char typed[400], country[16], result[16], number[64];
};

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
	memset(&out, 'x', sizeof out);
	result = phone_read(s->typed, strlen(s->typed), country, s->country[0] == '=', &out);
	if (result == PHONE_OK || result == PHONE_UNLIKELY) {
		assert_true(phone_is_kept(out.number, out.len));
		memset(number, 0, sizeof number);
		memcpy(number, out.number, sizeof out.number);
		assert_int_equal(strlen(number), out.len);
		if (out.how != PHONE_BY_CODE)
			assert_ptr_equal(out.plan, country);
		else if (out.plan != country)
			assert_ptr_equal(out.plan, plan_of_number(out.number, out.len));
	} else {
		assert_int_equal(out.len, 0);
		assert_memory_equal(out.number, (char[VISITOR_PHONE_MAX]){0}, sizeof out.number);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_numbers_of_the_list_are_read_as_it_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: ISC */
/* Moving by words, and putting another letter in the place of one. */
#include "ui/field.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/text.h"
#include "base/wipe.h"

static struct field *
field_of(size_t limit, const char *text)
{
	struct field *f = field_new(limit);
	size_t n = strlen(text), used;
	uint32_t uc;

	assert_non_null(f);
	for (; n > 0; text += used, n -= used) {
		used = text_decode(text, n, &uc);
		assert_int_equal(field_insert(f, uc), FIELD_DONE);
	}
	return f;
}

static void
assert_text(const struct field *f, const char *expected, size_t cursor)
{
	size_t n;
	const char *text = field_text(f, &n);

	assert_int_equal(n, strlen(expected));
	assert_memory_equal(text, expected, n);
	assert_int_equal(field_cursor(f), cursor);
}

static void
words_are_between_blanks(void **state)
{
	struct field *f = field_of(FIELD_MAX, "  Ann  van\u3000der Zoë ");

	(void)state;
	field_word_left(f);
	assert_int_equal(field_cursor(f), 17);
	field_word_left(f);
	assert_int_equal(field_cursor(f), 13);
	field_word_left(f);
	assert_int_equal(field_cursor(f), 7);
	field_word_left(f);
	assert_int_equal(field_cursor(f), 2);
	field_word_left(f);
	assert_int_equal(field_cursor(f), 0);
	field_word_left(f);
	assert_int_equal(field_cursor(f), 0);
	field_word_right(f);
	assert_int_equal(field_cursor(f), 5);
	field_word_right(f);
	assert_int_equal(field_cursor(f), 10);
	field_word_right(f);
	assert_int_equal(field_cursor(f), 16);
	field_word_right(f);
	assert_int_equal(field_cursor(f), 21);
	field_word_right(f);
	field_word_right(f);
	assert_int_equal(field_cursor(f), 22);
	field_free(f);
}

/* A move never ends within a grapheme. */
static void
words_of_graphemes(void **state)
{
	struct field *f = field_of(FIELD_MAX, "\u0926\u0940\u092a \U0001F468\u200D\U0001F469 x\u0303");

	(void)state;
	field_word_left(f);
	assert_int_equal(field_cursor(f), 22);
	field_word_left(f);
	assert_int_equal(field_cursor(f), 10);
	field_word_left(f);
	assert_int_equal(field_cursor(f), 0);
	field_word_right(f);
	field_word_right(f);
	assert_int_equal(field_cursor(f), 21);
	field_free(f);
}

static void
an_empty_field_has_no_words(void **state)
{
	struct field *f = field_of(FIELD_MAX, "");

	(void)state;
	field_word_left(f);
	field_word_right(f);
	assert_text(f, "", 0);
	field_free(f);
}

static void
a_letter_becomes_another(void **state)
{
	struct field *f = field_of(FIELD_MAX, "Lukasz");

	(void)state;
	field_home(f);
	field_right(f);
	assert_int_equal(field_replace(f, 0x141), FIELD_DONE);
	assert_text(f, "Łukasz", 2);
	/* and again: the cursor stays behind it */
	assert_int_equal(field_replace(f, 'L'), FIELD_DONE);
	assert_text(f, "Lukasz", 1);
	field_end(f);
	assert_int_equal(field_replace(f, 0x17A), FIELD_DONE);
	assert_text(f, "Lukasź", 7);
	field_free(f);
}

/* The whole grapheme goes, with the marks on it. */
static void
marks_go_with_their_letter(void **state)
{
	struct field *f = field_of(FIELD_MAX, "ax\u0303\u0323b");

	(void)state;
	field_left(f);
	assert_int_equal(field_replace(f, 0xE9), FIELD_DONE);
	assert_text(f, "aéb", 3);
	field_free(f);
}

static void
what_does_not_fit_changes_nothing(void **state)
{
	struct field *f = field_of(4, "abcd");

	(void)state;
	assert_int_equal(field_replace(f, 0x1EC5), FIELD_FULL);
	assert_text(f, "abcd", 4);
	assert_int_equal(field_replace(f, 'e'), FIELD_DONE);
	assert_text(f, "abce", 4);
	assert_int_equal(field_replace(f, 0x202E), FIELD_REFUSED);
	assert_int_equal(field_replace(f, 0xD800), FIELD_REFUSED);
	assert_text(f, "abce", 4);
	field_free(f);
}

/* With nothing before the cursor there is nothing to replace. */
static void
nothing_is_replaced_at_the_beginning(void **state)
{
	struct field *f = field_of(FIELD_MAX, "ab");

	(void)state;
	field_home(f);
	assert_int_equal(field_replace(f, 0xE9), FIELD_REFUSED);
	assert_text(f, "ab", 0);
	field_clear(f);
	assert_int_equal(field_replace(f, 0xE9), FIELD_REFUSED);
	assert_text(f, "", 0);
	field_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_are_between_blanks),
		cmocka_unit_test(words_of_graphemes),
		cmocka_unit_test(an_empty_field_has_no_words),
		cmocka_unit_test(a_letter_becomes_another),
		cmocka_unit_test(marks_go_with_their_letter),
		cmocka_unit_test(what_does_not_fit_changes_nothing),
		cmocka_unit_test(nothing_is_replaced_at_the_beginning),
	};

	if (wipe_start() != 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}

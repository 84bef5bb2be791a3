/* SPDX-License-Identifier: ISC */
/* Paragraphs broken into lines; drawing them is for the tests on a terminal. */
#include "ui/lines.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static struct lines lines;

static void
assert_line(int i, const char *expected, const char *symbol)
{
	assert_in_range(i, 0, lines.n - 1);
	assert_int_equal(lines.at[i].n, strlen(expected));
	assert_memory_equal(lines.at[i].text, expected, strlen(expected));
	if (symbol == NULL)
		assert_null(lines.at[i].symbol);
	else
		assert_string_equal(lines.at[i].symbol, symbol);
}

static void
one_text(void **state)
{
	(void)state;
	lines_break_text(&lines, "one two three", 7);
	assert_int_equal(lines.n, 2);
	assert_line(0, "one two", NULL);
	assert_line(1, "three", NULL);
	lines_break_text(&lines, NULL, 7);
	assert_int_equal(lines.n, 0);
	lines_break_text(&lines, "", 7);
	assert_int_equal(lines.n, 0);
}

static void
paragraphs_with_a_blank_line_between(void **state)
{
	struct page page = {.paragraphs = {"one two", "three"}};

	(void)state;
	lines_break(&lines, &page, 4, true);
	assert_int_equal(lines.n, 5);
	assert_line(1, "two", NULL);
	assert_line(2, "", NULL);
	assert_line(3, "thre", NULL);
	assert_line(4, "e", NULL);
}

/* Room for the symbols is kept in front of every line, also of a paragraph that has none. */
static void
symbols_stand_in_front_of_first_lines(void **state)
{
	struct page page = {.paragraphs = {"one two", "three"}, .symbols = {"?"}};

	(void)state;
	lines_break(&lines, &page, 10, false);
	assert_int_equal(lines.n, 3);
	assert_line(0, "one", "?");
	assert_line(1, "two", "");
	assert_line(2, "three", "");
}

/* The longest notice that can be, on the narrowest screen, loses nothing. */
static void
the_longest_page_is_whole(void **state)
{
	static char paragraph[512];
	struct page page = {0};
	size_t i, j, whole = 0, kept = 0;

	(void)state;
	for (i = 0; i + 1 < sizeof paragraph; i++)
		paragraph[i] = i % 18 == 17 ? ' ' : 'x';
	for (i = 0; i < PAGE_PARAGRAPHS; i++) {
		page.paragraphs[i] = paragraph;
		page.symbols[i] = "?";
		whole += sizeof paragraph - 1 - (sizeof paragraph - 1) / 18;
	}
	lines_break(&lines, &page, SCREEN_LEAST_COLUMNS - 4, true);
	for (i = 0; i < (size_t)lines.n; i++)
		for (j = 0; j < lines.at[i].n; j++)
			kept += lines.at[i].text[j] == 'x';
	assert_int_equal(kept, whole);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_text),
		cmocka_unit_test(paragraphs_with_a_blank_line_between),
		cmocka_unit_test(symbols_stand_in_front_of_first_lines),
		cmocka_unit_test(the_longest_page_is_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

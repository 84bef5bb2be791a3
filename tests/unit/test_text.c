/* SPDX-License-Identifier: ISC */
/* Text in all scripts: composed, moved through, broken into lines, made safe to show. */
#include "base/text.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define ZWJ "\u200D"
#define ACUTE "\u0301"
#define BROKEN "\xEF\xBF\xBD" /* U+FFFD */

static void
assert_nfc(const char *s, const char *expected)
{
	char out[TEXT_MAX];
	long n = text_nfc(s, strlen(s), out, sizeof out);

	assert_int_equal(n, strlen(expected));
	assert_memory_equal(out, expected, strlen(expected));
}

static void
text_is_composed(void **state)
{
	(void)state;
	assert_nfc("", "");
	assert_nfc("e" ACUTE, "\u00E9");
	assert_nfc("\u1112\u1161\u11AB", "\uD55C");   /* jamo to a syllable */
	assert_nfc("q\u0307\u0323", "q\u0323\u0307"); /* marks in order */
	assert_nfc("\u0915\u093C", "\u0915\u093C");   /* stays apart */
	assert_nfc("\u0958", "\u0915\u093C");         /* excluded from composing */
}

static void
composing_respects_its_room(void **state)
{
	char out[4] = {'w', 'x', 'y', 'z'};

	(void)state;
	assert_int_equal(text_nfc("abc", 3, out, 3), 3);
	assert_int_equal(out[3], 'z');
	assert_int_equal(text_nfc("abcd", 4, out, 3), -1);
	assert_int_equal(out[3], 'z');
	assert_int_equal(text_nfc("e" ACUTE, 3, out, 2), 2);
	assert_int_equal(text_nfc("a", 1, out, 0), -1);
	assert_int_equal(text_nfc("\xC3", 1, out, 4), -1);
}

static void
broken_utf8_is_recognised(void **state)
{
	(void)state;
	assert_true(text_is_utf8("", 0));
	assert_true(text_is_utf8("\xF0\x9F\x91\xA9", 4));
	assert_false(text_is_utf8("\xF0\x9F\x91", 3));
	assert_false(text_is_utf8("\xC0\x80", 2));
	assert_false(text_is_utf8("\xED\xA0\x80", 3));
	assert_false(text_is_utf8("\xF4\x90\x80\x80", 4));
}

static void
code_points_go_there_and_back(void **state)
{
	static const uint32_t all[] = {0, 0x7F, 0x80, 0x7FF, 0x800, 0xFFFD, 0x10000, 0x10FFFF};
	char out[4];
	uint32_t uc;
	size_t n;

	(void)state;
	for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
		n = text_encode(all[i], out);
		assert_int_equal(text_decode(out, n, &uc), n);
		assert_int_equal(uc, all[i]);
	}
	assert_int_equal(text_encode(0xD800, out), 0);
	assert_int_equal(text_encode(0x110000, out), 0);
	assert_int_equal(text_decode("\xE2\x82", 2, &uc), 0);
	assert_int_equal(text_decode("\x80", 1, &uc), 0);
}

static void
code_points_are_sorted_into_kinds(void **state)
{
	static const uint32_t allowed[] = {'a', ' ', '\'', 0xA0, 0x301, 0x200C, 0x200D, 0x1F469};
	static const uint32_t refused[] = {0, 7, '\n', 0x1B, 0x7F, 0x85, 0x200B, 0x200E, 0x202E, 0x2028,
		0x2029, 0x2066, 0xFEFF, 0xD800, 0xE000, 0xFFFE, 0x378};

	(void)state;
	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++)
		assert_true(text_is_allowed(allowed[i]));
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		assert_false(text_is_allowed(refused[i]));
	assert_true(text_is_mark(0x301));  /* Mn */
	assert_true(text_is_mark(0x93F));  /* Mc */
	assert_true(text_is_mark(0x20DD)); /* Me */
	assert_false(text_is_mark('a'));
	assert_true(text_is_blank(' ') && text_is_blank('\t') && text_is_blank(0xA0));
	assert_true(text_is_blank(0x3000) && text_is_blank(0x2003));
	assert_false(text_is_blank('\n') || text_is_blank(0x200B));
}

/* Each of the graphemes, NULL at the end, is one step forwards and one step back. */
static void
assert_steps(const char *const graphemes[])
{
	char s[TEXT_MAX] = "";
	size_t at = 0, n;

	for (size_t i = 0; graphemes[i] != NULL; i++)
		strcat(s, graphemes[i]);
	n = strlen(s);
	for (size_t i = 0; graphemes[i] != NULL; i++) {
		assert_int_equal(text_next(s, n, at), at + strlen(graphemes[i]));
		assert_int_equal(text_prev(s, n, at + strlen(graphemes[i])), at);
		at += strlen(graphemes[i]);
	}
	assert_int_equal(text_next(s, n, n), n);
	assert_int_equal(text_next(s, n, n + 9), n);
	assert_int_equal(text_prev(s, n, 0), 0);
}

static void
what_cannot_be_seen_is_told_from_what_can(void **state)
{
	static const uint32_t invisible[] = {' ', '\t', 0xA0, 0x3000, 0x200C, 0x200D, 0x34F, 0x115F,
		0x1160, 0x17B4, 0x180B, 0x2800, 0x3164, 0xFE0F, 0xFFA0, 0x1D159, 0xE0100};
	static const uint32_t visible[] = {'a', '.', '=', 0x301, 0x640, 0x2801, 0x3131, 0x4E00, 0xFFFD};

	(void)state;
	for (size_t i = 0; i < sizeof invisible / sizeof *invisible; i++)
		assert_true(text_is_invisible(invisible[i]));
	for (size_t i = 0; i < sizeof visible / sizeof *visible; i++)
		assert_false(text_is_invisible(visible[i]));
}

static void
a_step_is_one_grapheme(void **state)
{
	static const char *const latin[] = {"a", "e" ACUTE, "o\u0302\u0323", "b", NULL};
	static const char *const family[] = {
		"x", "👩" ZWJ "👩" ZWJ "👧" ZWJ "👦", "👍🏽", "🏳\uFE0F" ZWJ "🌈", "y", NULL};
	static const char *const flags[] = {"🇳🇱", "🇧🇪", "🇩🇪", "🇫", NULL};
	static const char *const jamo[] = {"\u1112\u1161\u11AB", "\u1100\u1173\u11AF", "한", NULL};
	static const char *const devanagari[] = {"क", "षि", "नी", NULL};
	static const char *const line_end[] = {"a", "\r\n", "b", NULL};

	(void)state;
	assert_steps(latin);
	assert_steps(family);
	assert_steps(flags);
	assert_steps(jamo);
	assert_steps(devanagari);
	assert_steps(line_end);
}

static void
widths_are_those_of_the_terminal(void **state)
{
	(void)state;
	assert_int_equal(text_width("", 0), 0);
	assert_int_equal(text_width("abc", 3), 3);
	assert_int_equal(text_width("e" ACUTE, 3), 1);
	assert_int_equal(text_width("李", 3), 2);
	assert_int_equal(text_width("👩", 4), 2);
	assert_int_equal(text_width("\x01\xFF", 2), 2);
	assert_int_equal(text_width("\xC3", 1), 1);
}

/* Breaks s into lines of width columns and compares them with lines, NULL at the end. */
static void
assert_lines(const char *s, int width, const char *const lines[])
{
	size_t n = strlen(s), skip, length;

	for (size_t i = 0; lines[i] != NULL; i++) {
		length = text_line(s, n, width, &skip);
		assert_int_equal(length, strlen(lines[i]));
		assert_memory_equal(s, lines[i], length);
		assert_true(skip >= length && skip <= n && skip > 0);
		s += skip;
		n -= skip;
	}
	assert_int_equal(n, 0);
}

static void
a_line_ends_at_a_blank(void **state)
{
	(void)state;
	assert_lines("one two three", 20, (const char *[]){"one two three", NULL});
	assert_lines("one two three", 13, (const char *[]){"one two three", NULL});
	assert_lines("one two three", 12, (const char *[]){"one two", "three", NULL});
	assert_lines("one two three", 7, (const char *[]){"one two", "three", NULL});
	assert_lines("one two three", 6, (const char *[]){"one", "two", "three", NULL});
	assert_lines("one    two", 4, (const char *[]){"one ", "two", NULL});
}

static void
a_newline_ends_a_line(void **state)
{
	(void)state;
	assert_lines("one\ntwo", 9, (const char *[]){"one", "two", NULL});
	assert_lines("one\n\ntwo\n", 9, (const char *[]){"one", "", "two", NULL});
	assert_lines("one\ntwo", 3, (const char *[]){"one", "two", NULL});
	assert_lines("one  \ntwo", 3, (const char *[]){"one", "two", NULL});
}

static void
a_word_wider_than_the_line_is_broken_between_graphemes(void **state)
{
	(void)state;
	assert_lines("abcdefgh", 3, (const char *[]){"abc", "def", "gh", NULL});
	assert_lines("a bcdefg", 3, (const char *[]){"a", "bcd", "efg", NULL});
	assert_lines(
		"e" ACUTE "e" ACUTE "e" ACUTE, 2, (const char *[]){"e" ACUTE "e" ACUTE, "e" ACUTE, NULL});
	assert_lines("李小龍", 3, (const char *[]){"李", "小", "龍", NULL});
	assert_lines("李小", 1, (const char *[]){"李", "小", NULL});
	assert_lines("ab", 0, (const char *[]){"a", "b", NULL});
	assert_lines("👩" ZWJ "👩" ZWJ "👧x", 3, (const char *[]){"👩" ZWJ "👩" ZWJ "👧", "x", NULL});
}

static void
an_endless_line_is_broken_too(void **state)
{
	static char s[3 * TEXT_MAX];
	size_t at = 0, skip, lines = 0;

	(void)state;
	s[0] = 'a';
	for (size_t i = 1; i + 1 < sizeof s; i += 2)
		memcpy(s + i, ACUTE, 2);
	for (; at < sizeof s - 1; at += skip, lines++) {
		assert_true(text_is_utf8(s + at, text_line(s + at, sizeof s - 1 - at, 80, &skip)));
		assert_true(skip > 0 && lines < 10);
	}
	memset(s, 'w', sizeof s);
	assert_int_equal(text_line(s, sizeof s, 80, &skip), 80);
	assert_int_equal(text_line(s, sizeof s, 5000, &skip), TEXT_MAX);
}

static void
assert_neutral(const char *s, const char *expected)
{
	char out[100];

	assert_int_equal(text_neutralise(s, strlen(s), out, 3 * strlen(s) + 4), strlen(expected));
	assert_string_equal(out, expected);
}

static void
what_is_not_safe_to_show_is_replaced(void **state)
{
	(void)state;
	assert_neutral("", "");
	assert_neutral("Zo\u00EB 李", "Zo\u00EB 李");
	assert_neutral("a\x1B[2Jb", "a" BROKEN "[2Jb");
	assert_neutral("\n\t\x7F", BROKEN BROKEN BROKEN);
	assert_neutral("a\u202Eb", "a" BROKEN "b");
	assert_neutral("\xFF\xFE\xC3", BROKEN BROKEN BROKEN);
	assert_neutral(ACUTE "a" ACUTE, BROKEN "a" ACUTE);
	assert_neutral("\xC2\x9Bm", BROKEN "m"); /* the one-byte CSI of 8-bit terminals */
}

static void
neutralising_respects_its_room(void **state)
{
	char out[8];

	(void)state;
	memset(out, 'x', sizeof out);
	assert_int_equal(text_neutralise("", 0, out, 0), -1);
	assert_int_equal(text_neutralise("\xFF\xFF", 2, out, 5), -1);
	assert_int_equal(out[5], 'x');
	assert_int_equal(text_neutralise("a", 1, out, 7), 1);
	assert_string_equal(out, "a");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_composed),
		cmocka_unit_test(composing_respects_its_room),
		cmocka_unit_test(broken_utf8_is_recognised),
		cmocka_unit_test(code_points_go_there_and_back),
		cmocka_unit_test(code_points_are_sorted_into_kinds),
		cmocka_unit_test(what_cannot_be_seen_is_told_from_what_can),
		cmocka_unit_test(a_step_is_one_grapheme),
		cmocka_unit_test(widths_are_those_of_the_terminal),
		cmocka_unit_test(a_line_ends_at_a_blank),
		cmocka_unit_test(a_newline_ends_a_line),
		cmocka_unit_test(a_word_wider_than_the_line_is_broken_between_graphemes),
		cmocka_unit_test(an_endless_line_is_broken_too),
		cmocka_unit_test(what_is_not_safe_to_show_is_replaced),
		cmocka_unit_test(neutralising_respects_its_room),
	};

	setlocale(LC_ALL, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}

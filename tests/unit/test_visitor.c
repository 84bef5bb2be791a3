/* SPDX-License-Identifier: ISC */
/* What is a name, and what is not. */
#include "visit/visitor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ZWNJ "\u200C"
#define ZWJ "\u200D"
#define ACUTE "\u0301"
#define NBSP "\u00A0"

static enum visitor_name_result
set(struct visitor *visitor, const char *typed)
{
	return visitor_set_name(visitor, typed, strlen(typed));
}

static void
assert_becomes(const char *typed, const char *kept)
{
	struct visitor visitor = {0};

	assert_int_equal(set(&visitor, typed), VISITOR_NAME_OK);
	assert_int_equal(visitor.name_len, strlen(kept));
	assert_memory_equal(visitor.name, kept, strlen(kept));
	for (size_t i = strlen(kept); i < VISITOR_NAME_MAX; i++)
		assert_int_equal(visitor.name[i], 0);
}

static void
assert_refused(const char *typed, enum visitor_name_result expected)
{
	struct visitor visitor, before;

	memset(&visitor, 'x', sizeof visitor);
	before = visitor;
	assert_int_equal(set(&visitor, typed), expected);
	assert_memory_equal(&visitor, &before, sizeof visitor);
}

static void
names_of_all_scripts_are_kept(void **state)
{
	static const char *const names[] = {"Jan", "Zoë van der Berg", "Jean-Luc O'Neill Jr.",
		"X Æ A-12", "李小龍", "محمد علي", "Ольга", "שרה", "देवनागरी", "김철수", "ქეთევან", "ማርታ",
		"می" ZWNJ "خواهم", "D’Angelo", "👩🏽" ZWJ "🚒", "ß", "7"};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_becomes(names[i], names[i]);
}

static void
a_name_is_composed(void **state)
{
	(void)state;
	assert_becomes("Zoe\u0308", "Zo\u00EB");
	assert_becomes("\u212B", "\u00C5");         /* ANGSTROM SIGN */
	assert_becomes("\u1100\u1161\u11A8", "각"); /* jamo */
}

static void
blanks_at_the_ends_go_and_inside_become_one(void **state)
{
	(void)state;
	assert_becomes("  Ada  ", "Ada");
	assert_becomes("Ada \t " NBSP " \u3000 King", "Ada King");
	assert_becomes("\tA" NBSP "B\u2003", "A B");
}

static void
a_name_of_nothing_is_empty(void **state)
{
	static const char *const names[] = {"", " ", "\t \t", (NBSP "\u3000"), ZWJ, (ZWNJ ZWJ),
		(" " ZWJ " " ZWNJ " "), "\u3164" /* HANGUL FILLER */, "\u115F\u1160", ("\uFFA0 " ZWJ),
		"\u2800\u2800" /* BRAILLE PATTERN BLANK */, "\U0001D159" /* NULL NOTEHEAD */};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_refused(names[i], VISITOR_NAME_EMPTY);
}

static void
a_leading_combining_mark_is_refused(void **state)
{
	(void)state;
	assert_refused(ACUTE "Ada", VISITOR_NAME_LEADING_MARK);
	assert_refused(ACUTE, VISITOR_NAME_LEADING_MARK);
	assert_refused("  " ACUTE "Ada", VISITOR_NAME_LEADING_MARK);
	assert_refused(ZWJ ACUTE "Ada", VISITOR_NAME_LEADING_MARK);
	assert_refused("\u093Fक", VISITOR_NAME_LEADING_MARK); /* VOWEL SIGN I */
}

static void
controls_and_bidi_controls_are_refused(void **state)
{
	static const char *const names[] = {"A\nB", "A\x1B[2J", "A\x7F", "A\xC2\x85" /* NEL */,
		"A\u202EB" /* RLO */, "\u200FA" /* RLM */, "A\u2066" /* LRI */, "A\u200BB" /* ZWSP */,
		"\uFEFFA" /* BOM */, "A\u2028B" /* LS */, "A\uE000" /* private */,
		"A\uFFFE" /* noncharacter */};
	struct visitor visitor = {0};

	(void)state;
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		assert_refused(names[i], VISITOR_NAME_REFUSED);
	assert_int_equal(visitor_set_name(&visitor, "A\0B", 3), VISITOR_NAME_REFUSED);
}

static void
broken_utf8_is_not_text(void **state)
{
	(void)state;
	assert_refused("Ad\xC3", VISITOR_NAME_NOT_TEXT);
	assert_refused("\xC0\xAF", VISITOR_NAME_NOT_TEXT);     /* overlong */
	assert_refused("\xED\xA0\x80", VISITOR_NAME_NOT_TEXT); /* surrogate */
	assert_refused("A\xFF", VISITOR_NAME_NOT_TEXT);
}

static void
the_limit_is_128_bytes_after_tidying(void **state)
{
	char name[4 * VISITOR_NAME_MAX + 1], kept[VISITOR_NAME_MAX + 1];

	(void)state;
	memset(kept, 'a', VISITOR_NAME_MAX);
	kept[VISITOR_NAME_MAX] = '\0';
	assert_becomes(kept, kept);
	memset(name, ' ', sizeof name);
	memcpy(name + VISITOR_NAME_MAX, kept, VISITOR_NAME_MAX);
	name[sizeof name - 1] = '\0';
	assert_becomes(name, kept);
	name[VISITOR_NAME_MAX - 1] = 'b';
	assert_refused(name, VISITOR_NAME_TOO_LONG);
}

static void
a_very_long_name_is_too_long(void **state)
{
	char name[5001];

	(void)state;
	memset(name, 'a', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	assert_refused(name, VISITOR_NAME_TOO_LONG);
}

static void
a_new_name_leaves_nothing_of_a_longer_one(void **state)
{
	struct visitor visitor = {0};
	const char expected[VISITOR_NAME_MAX] = "Al";

	(void)state;
	assert_int_equal(set(&visitor, "Alexandra"), VISITOR_NAME_OK);
	assert_int_equal(set(&visitor, "Al"), VISITOR_NAME_OK);
	assert_int_equal(visitor.name_len, 2);
	assert_memory_equal(visitor.name, expected, VISITOR_NAME_MAX);
}

static void
every_refusal_has_a_sentence_of_its_own(void **state)
{
	(void)state;
	assert_null(visitor_name_phrase(VISITOR_NAME_OK));
	for (int i = VISITOR_NAME_EMPTY; i <= VISITOR_NAME_LEADING_MARK; i++) {
		assert_non_null(visitor_name_phrase(i));
		for (int j = VISITOR_NAME_EMPTY; j < i; j++)
			assert_string_not_equal(visitor_name_phrase(i), visitor_name_phrase(j));
	}
}

static void
a_wiped_visitor_is_all_zeros(void **state)
{
	struct visitor visitor;
	const struct visitor zero = {0};

	(void)state;
	memset(&visitor, 'x', sizeof visitor);
	visitor_wipe(&visitor);
	assert_memory_equal(&visitor, &zero, sizeof visitor);
}

/* Says whether the n bytes at needle lie in the stack that earlier calls left behind. */
static __attribute__((noinline)) bool
is_on_dead_stack(const void *needle, size_t n)
{
	__attribute__((uninitialized)) char dead[48 * 1024];

	__asm__ volatile("" : : "r"(dead) : "memory"); /* read it as it is, never written */
	for (size_t i = 0; i + n <= sizeof dead; i++) {
		if (memcmp(dead + i, needle, n) == 0)
			return true;
	}
	return false;
}

static void
nothing_of_a_name_stays_on_the_stack(void **state)
{
	/* how libunistring sorts marks: each with its combining class */
	static const uint32_t sorted[] = {0x302, 230, 0x303, 230, 0x304, 230};
	static const char good[] = "Wilhelmina Quist", bad[] = "Wilhelmina Quist\x1B";
	struct visitor *visitor = calloc(1, sizeof *visitor);

	(void)state;
	assert_non_null(visitor);
	assert_int_equal(visitor_set_name(visitor, good, sizeof good - 1), VISITOR_NAME_OK);
	assert_false(is_on_dead_stack("Wilhelm", 7));
	assert_int_equal(visitor_set_name(visitor, bad, sizeof bad - 1), VISITOR_NAME_REFUSED);
	assert_false(is_on_dead_stack("Wilhelm", 7));
	assert_int_equal(set(visitor, "q\u0302\u0303\u0304"), VISITOR_NAME_OK);
	assert_false(is_on_dead_stack(sorted, sizeof sorted));
	free(visitor);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_of_all_scripts_are_kept),
		cmocka_unit_test(a_name_is_composed),
		cmocka_unit_test(blanks_at_the_ends_go_and_inside_become_one),
		cmocka_unit_test(a_name_of_nothing_is_empty),
		cmocka_unit_test(a_leading_combining_mark_is_refused),
		cmocka_unit_test(controls_and_bidi_controls_are_refused),
		cmocka_unit_test(broken_utf8_is_not_text),
		cmocka_unit_test(the_limit_is_128_bytes_after_tidying),
		cmocka_unit_test(a_very_long_name_is_too_long),
		cmocka_unit_test(a_new_name_leaves_nothing_of_a_longer_one),
		cmocka_unit_test(every_refusal_has_a_sentence_of_its_own),
		cmocka_unit_test(a_wiped_visitor_is_all_zeros),
		cmocka_unit_test(nothing_of_a_name_stays_on_the_stack),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

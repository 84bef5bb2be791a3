/* SPDX-License-Identifier: ISC */
/* What a search takes for the same. */
#include "base/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "unit/folding.h"

static void
assert_folds(const char *text, const char *expected)
{
	char out[FOLD_MOST];

	assert_int_equal(fold_text(text, strlen(text), out), strlen(expected));
	assert_memory_equal(out, expected, strlen(expected));
}

static void
case_and_accents_do_not_count(void **state)
{
	(void)state;
	assert_folds("Zoë NGUYỄN-O'Brien", "zoe nguyen-o'brien");
	assert_folds("STRAßE", "strasse");
	assert_folds("Đặng", "đang"); /* a letter of its own, not a d with a mark */
	assert_folds("ΣΊΣΥΦΟΣ", "σισυφοσ");
	assert_folds("Йозеф", "иозеф");
	assert_folds("محمّد", "محمد");
	assert_folds("ﾊﾅｺ", "ハナコ");
	assert_folds("", "");
}

static void
blanks_become_one(void **state)
{
	(void)state;
	assert_folds("  Jan\t  de  Wit ", "jan de wit ");
}

static void
no_text_is_refused(void **state)
{
	char out[FOLD_MOST], wide[FOLD_TEXT + 1];

	(void)state;
	memset(wide, 'a', sizeof wide);
	assert_int_equal(fold_text("\xFF", 1, out), -1);
	assert_int_equal(fold_text(wide, sizeof wide, out), -1);
	assert_int_equal(fold_text(wide, FOLD_TEXT, out), FOLD_TEXT);
}

/* The longest that can come out of a text: U+FDFA becomes 33 bytes. */
static void
the_longest_fits(void **state)
{
	char out[FOLD_MOST], text[FOLD_TEXT];
	size_t i;

	(void)state;
	for (i = 0; i < FOLD_TEXT; i += 3)
		memcpy(text + i, "\xEF\xB7\xBA", 3);
	assert_in_range(fold_text(text, FOLD_TEXT, out), FOLD_TEXT, FOLD_MOST);
}

static void
what_the_library_cannot_fold_there_is_refused(void **state)
{
	char out[FOLD_MOST];

	(void)state;
	for (int way = FOLDING_NO_MEMORY; way <= FOLDING_OWN_ROOM; way++) {
		folding_goes((enum folding_way)way);
		assert_int_equal(fold_text("Jan", 3, out), -1);
	}
	folding_goes(FOLDING_USUAL);
	assert_folds("Jan", "jan");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(case_and_accents_do_not_count),
		cmocka_unit_test(blanks_become_one),
		cmocka_unit_test(no_text_is_refused),
		cmocka_unit_test(the_longest_fits),
		cmocka_unit_test(what_the_library_cannot_fold_there_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

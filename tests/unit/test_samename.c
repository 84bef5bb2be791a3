/* SPDX-License-Identifier: ISC */
/* Which names are the same when somebody asks for their own entry. */
#include "visit/samename.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <cmocka.h>

#include "unit/folding.h"

static long
fold(const char *name, char out[static SAMENAME_FOLD])
{
	struct visitor visitor;

	assert_int_equal(visitor_set_name(&visitor, name, strlen(name)), VISITOR_NAME_OK);
	return samename_fold(&visitor, out);
}

static bool
are_the_same(const char *one, const char *other)
{
	char a[SAMENAME_FOLD], b[SAMENAME_FOLD];
	long n = fold(one, a), m = fold(other, b);

	assert_in_range(n, 1, SAMENAME_FOLD);
	return n == m && memcmp(a, b, (size_t)n) == 0;
}

static void
capitals_and_composition_do_not_count_and_accents_do(void **state)
{
	(void)state;
	assert_true(are_the_same("Zoë Nguyễn", "ZOE\u0308 NGUYỄN"));
	assert_true(are_the_same("Straße", "STRASSE"));
	assert_true(are_the_same("Ignaz", "IGNAZ")); /* in no language: a Turkish I is one of these */
	assert_false(are_the_same("Zoë", "Zoe"));
	assert_false(are_the_same("Jan", "Jan de Wit"));
}

static void
without_memory_nothing_stays_behind(void **state)
{
	static const char nothing[SAMENAME_FOLD];
	char out[SAMENAME_FOLD];

	(void)state;
	for (int way = FOLDING_NO_MEMORY; way <= FOLDING_OWN_ROOM; way++) {
		folding_goes((enum folding_way)way);
		memset(out, 'J', sizeof out);
		assert_int_equal(fold("Jan", out), -1);
		assert_memory_equal(out, nothing, sizeof out);
	}
	folding_goes(FOLDING_USUAL);
	assert_int_equal(fold("Jan", out), 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(capitals_and_composition_do_not_count_and_accents_do),
		cmocka_unit_test(without_memory_nothing_stays_behind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

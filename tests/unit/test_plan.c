/* SPDX-License-Identifier: ISC */
/* The numbering plans: which country a number is of, and how long its numbers are. */
#include "visit/plan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void
assert_region(const struct plan *plan, const char *region)
{
	assert_non_null(plan);
	assert_string_equal(plan->region, region);
}

static void
a_calling_code_belongs_to_its_main_country(void **state)
{
	(void)state;
	assert_region(plan_of_code("31"), "NL");
	assert_region(plan_of_code("1"), "US");
	assert_region(plan_of_code("7"), "RU");
	assert_region(plan_of_code("44"), "GB");
	assert_region(plan_of_code("39"), "IT");
	assert_region(plan_of_code("352"), "LU");
	assert_null(plan_of_code(""));
	assert_null(plan_of_code("0"));
	assert_null(plan_of_code("3"));
	assert_null(plan_of_code("+31"));
	assert_null(plan_of_code("031"));
	assert_null(plan_of_code("310"));
	assert_null(plan_of_code("999"));
}

static void
a_region_is_found_by_its_iso_code_only(void **state)
{
	(void)state;
	assert_string_equal(plan_of_region("NL")->code, "31");
	assert_string_equal(plan_of_region("KZ")->code, "7");
	assert_false(plan_of_region("KZ")->main);
	assert_null(plan_of_region("nl"));
	assert_null(plan_of_region("N"));
	assert_null(plan_of_region(""));
	assert_null(plan_of_region("NLD"));
}

static void
a_number_is_of_the_country_whose_code_it_begins_with(void **state)
{
	static const struct {
		const char *number, *region;
	} known[] = {{"+31612345678", "NL"}, {"+31", "NL"}, {"+352621123456", "LU"}, {"+352", "LU"},
		{"+35", NULL}, {"+3", NULL}, {"+", NULL}, {"", NULL}, {"31612345678", NULL}, {"+1", "US"},
		{"+18762101234", "US"}, {"+77710009998", "RU"}, {"+21", NULL}, {"+212", "MA"},
		{"+2101234567", NULL}, {"+999", NULL}, {"+80012345678", NULL}, {"+0031", NULL}};

	(void)state;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		const struct plan *plan = plan_of_number(known[i].number, strlen(known[i].number));

		if (known[i].region == NULL)
			assert_null(plan);
		else
			assert_region(plan, known[i].region);
	}
	assert_null(plan_of_number("+31", 2));
}

static void
lengths_are_those_of_numbers_and_of_people(void **state)
{
	const struct plan *nl = plan_of_region("NL"), *be = plan_of_region("BE");

	(void)state;
	for (size_t n = 0; n < 70; n++) {
		assert_int_equal(plan_possible(nl, n), n >= 5 && n <= 11);
		assert_int_equal(plan_usual(nl, n), n == 9);
		assert_int_equal(plan_usual(be, n), n == 8 || n == 9);
		assert_false(plan_possible(NULL, n));
		assert_false(plan_usual(NULL, n));
	}
}

static void
trunk_prefixes_are_those_that_are_dialled(void **state)
{
	static const struct {
		char region[3], trunk[3];
	} known[] = {{"NL", "0"}, {"BE", "0"}, {"DE", "0"}, {"TR", "0"}, {"GB", "0"}, {"LT", "0"},
		{"BR", "0"}, {"AR", "0"}, {"HU", "06"}, {"RU", "8"}, {"KZ", "8"}, {"BY", "8"}, {"TM", "8"},
		{"US", "1"}, {"CA", "1"}, {"IT", ""}, {"VA", ""}, {"PL", ""}, {"ES", ""}, {"DK", ""},
		{"NO", ""}, {"CZ", ""}, {"PT", ""}, {"GR", ""}, {"LU", ""}, {"MX", ""}};

	(void)state;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		assert_string_equal(plan_of_region(known[i].region)->trunk, known[i].trunk);
}

static void
every_row_of_the_table_is_sound(void **state)
{
	size_t count = plan_count(), mains = 0;

	(void)state;
	assert_in_range(count, 240, 260);
	for (size_t i = 0; i < count; i++) {
		const struct plan *plan = plan_at(i);

		assert_int_equal(strlen(plan->region), 2);
		assert_true(i == 0 || strcmp(plan_at(i - 1)->region, plan->region) < 0);
		assert_ptr_equal(plan_of_region(plan->region), plan);
		assert_in_range(strlen(plan->code), 1, PLAN_CODE_MAX);
		assert_int_equal(strspn(plan->code, "0123456789"), strlen(plan->code));
		assert_true(plan->code[0] != '0');
		assert_int_equal(strspn(plan->trunk, "0123456789"), strlen(plan->trunk));
		assert_true(plan->trunk[0] != '\0' || !plan->apart);
		/* everybody who can be reached has a number that is possible */
		assert_true(plan->usual != 0);
		assert_int_equal(plan->usual & ~plan->lengths, 0);
		assert_true(strlen(plan->name) > 2);
		/* each code has one main country, and is the beginning of no other code */
		assert_string_equal(plan_of_code(plan->code)->code, plan->code);
		assert_true(!plan->main || plan_of_code(plan->code) == plan);
		mains += plan->main;
		for (size_t k = 0; k < count; k++) {
			size_t n = strlen(plan->code);

			assert_true(
				strncmp(plan_at(k)->code, plan->code, n) != 0 || strlen(plan_at(k)->code) == n);
			assert_true(k == i || strcmp(plan_at(k)->name, plan->name) != 0);
		}
	}
	assert_in_range(mains, 200, 220);
	assert_null(plan_at(count));
}

static void
a_language_has_the_countries_of_its_speakers(void **state)
{
	static const struct {
		const char *language, *regions[5];
	} known[] = {{"nl", {"NL", "BE"}}, {"fr", {"FR", "BE", "CH", "LU"}}, {"de", {"DE", "AT", "CH"}},
		{"pl", {"PL"}}, {"en", {"GB", "IE", "US"}}, {"xx", {NULL}}, {"", {NULL}}};

	(void)state;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		size_t n = 0;

		for (; known[i].regions[n] != NULL; n++)
			assert_region(plan_of_language(known[i].language, n), known[i].regions[n]);
		for (; n < 9; n++)
			assert_null(plan_of_language(known[i].language, n));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_calling_code_belongs_to_its_main_country),
		cmocka_unit_test(a_region_is_found_by_its_iso_code_only),
		cmocka_unit_test(a_number_is_of_the_country_whose_code_it_begins_with),
		cmocka_unit_test(lengths_are_those_of_numbers_and_of_people),
		cmocka_unit_test(trunk_prefixes_are_those_that_are_dialled),
		cmocka_unit_test(every_row_of_the_table_is_sound),
		cmocka_unit_test(a_language_has_the_countries_of_its_speakers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: ISC */
/* Searching opened visits while it is typed. */
#include "view/view_find.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/wipe.h"

#define MANY 100000
#define KEYS 200

static const char *const people[][2] = {
	{"Zoë Nguyễn", "+31612345678"},
	{"ΣΊΣΥΦΟΣ", "+302101234567"},
	{"Straße, Jan", "+4930901820"},
	{"Øre Zoe", "+31687654321"},
};

static void
name_visit(struct visit *visit, const char *name, const char *phone)
{
	memset(visit, 0, sizeof *visit);
	visit->visitor.name_len = (uint8_t)strlen(name);
	memcpy(visit->visitor.name, name, strlen(name));
	visit->visitor.phone_len = (uint8_t)strlen(phone);
	memcpy(visit->visitor.phone, phone, strlen(phone));
}

/* expected: the visits found, as digits. */
static void
assert_finds(struct view_find *f, const char *query, const char *expected)
{
	size_t i;

	view_find_run(f, query, strlen(query));
	assert_int_equal(f->found, strlen(expected));
	for (i = 0; i < f->found; i++)
		assert_int_equal(f->order[i], expected[i] - '0');
}

static void
names_and_numbers_are_found(void **state)
{
	struct visit visits[4];
	struct view_find f;
	size_t i;

	(void)state;
	for (i = 0; i < 4; i++)
		name_visit(&visits[i], people[i][0], people[i][1]);
	assert_int_equal(view_find_begin(&f, visits, 4), 0);
	assert_finds(&f, "", "0123");
	assert_finds(&f, "zoe", "03");
	assert_finds(&f, "ZOË", "03");
	assert_finds(&f, "nguyen zo", "0");
	assert_finds(&f, "σισ", "1");
	assert_finds(&f, "strasse", "2");
	assert_finds(&f, "nobody", "");
	assert_finds(&f, "5678", "0");
	assert_finds(&f, "06 12-34", "0"); /* as it is dialled at home */
	assert_finds(&f, "316", "03");
	assert_finds(&f, "0", "12");
	assert_finds(&f, "n+31", ""); /* no name runs on into its number */
	assert_finds(&f, "\xFF", "");
	f.by_name = true;
	assert_finds(&f, "", "2031"); /* strasse, zoe, ore with its own letter, greek */
	view_find_end(&f);
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* How long a key takes with very many; printed, and judged only by a limit far above it. */
static void
very_many_are_searched_at_once(void **state)
{
	static const char *const queries[] = {
		"a", "an", "ann", "nguyen 9", "0612", "zzz", "e n", "789"};
	struct visit *visits = calloc(MANY, sizeof *visits);
	struct timespec before, after;
	double took[KEYS];
	struct view_find f;
	char name[64], phone[32];
	size_t i;

	(void)state;
	assert_non_null(visits);
	for (i = 0; i < MANY; i++) {
		snprintf(name, sizeof name, "Nguyễn Ann-Sophie %zu", i);
		snprintf(phone, sizeof phone, "+316%08zu", i);
		name_visit(&visits[i], name, phone);
	}
	assert_int_equal(view_find_begin(&f, visits, MANY), 0);
	for (i = 0; i < KEYS; i++) {
		const char *query = queries[i % 8];

		clock_gettime(CLOCK_MONOTONIC, &before);
		view_find_run(&f, query, strlen(query));
		clock_gettime(CLOCK_MONOTONIC, &after);
		took[i] = (double)(after.tv_sec - before.tv_sec) * 1e3 +
			(double)(after.tv_nsec - before.tv_nsec) / 1e6;
	}
	qsort(took, KEYS, sizeof took[0], compare);
	printf("# %d visits: %.1f ms a key, 99 of 100 under %.1f ms\n", MANY, took[KEYS / 2],
		took[KEYS * 99 / 100]);
	assert_true(took[KEYS / 2] < 500);
	view_find_end(&f);
	free(visits);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_and_numbers_are_found),
		cmocka_unit_test(very_many_are_searched_at_once),
	};

	if (wipe_start() != 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}

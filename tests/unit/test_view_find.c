/* SPDX-License-Identifier: ISC */
/* Searching opened visits while it is typed. */
#define _GNU_SOURCE
#include "view/view_find.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/fold.h"
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

/* --- beside a search that is slow and plain ---------------------------------------------------- */

#define LINES_MOST 1024
#define STEPS "150" /* FIND_STEPS says another */

struct corpus {
	struct visit visits[LINES_MOST];
	char folded[LINES_MOST][FOLD_MOST];
	size_t length[LINES_MOST];
	size_t n;
};

/* Reads tests/data/names.txt; every name has a number of its own. */
static void
read_corpus(struct corpus *c)
{
	char path[4096], line[512], phone[32];
	const char *tests = getenv("WELKOM_TESTS");
	FILE *stream;

	snprintf(path, sizeof path, "%s/data/names.txt", tests == NULL ? "." : tests);
	stream = fopen(path, "r");
	if (stream == NULL)
		skip();
	while (c->n < LINES_MOST && fgets(line, sizeof line, stream) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' || line[0] == '\0' || strlen(line) > VISITOR_NAME_MAX)
			continue;
		snprintf(phone, sizeof phone, "+%ld%06ld", 31 + random() % 20, random() % 1000000);
		name_visit(&c->visits[c->n], line, phone);
		c->length[c->n] = (size_t)fold_text(line, strlen(line), c->folded[c->n]);
		c->n++;
	}
	fclose(stream);
	assert_true(c->n > 300);
}

/* Whether the n bytes at number have the digits of query, a trunk prefix as it is written. */
static bool
plain_number(const char *number, size_t n, const char *query, size_t length)
{
	char digits[64];
	size_t i, count = 0;

	for (i = 0; i < length; i++)
		if (query[i] >= '0' && query[i] <= '9')
			digits[count++] = query[i];
	return memmem(number, n, digits, count) != NULL ||
		(count > 1 && digits[0] == '0' && memmem(number, n, digits + 1, count - 1) != NULL);
}

static bool
plain_name(const char *name, size_t n, const char *query, size_t length)
{
	static char folded[FOLD_MOST + 1];
	long m = fold_text(query, length, folded);
	char *word, *rest = folded;

	if (m < 0)
		return false;
	folded[m] = '\0';
	while ((word = strsep(&rest, " ")) != NULL)
		if (memmem(name, n, word, strlen(word)) == NULL)
			return false;
	return true;
}

static bool
plain_finds(const struct corpus *c, size_t i, const char *query, size_t n)
{
	const struct visitor *visitor = &c->visits[i].visitor;

	if (n > 0 && strspn(query, "0123456789 +-/().") >= n && strpbrk(query, "0123456789") != NULL)
		return plain_number(visitor->phone, visitor->phone_len, query, n);
	return plain_name(c->folded[i], c->length[i], query, n);
}

static void
assert_same(struct corpus *c, struct view_find *f, const char *query, size_t n)
{
	static bool wanted[LINES_MOST];
	size_t i, j, count = 0;
	int rc;

	view_find_run(f, query, n);
	for (i = 0; i < c->n; i++) {
		wanted[i] = plain_finds(c, i, query, n);
		count += wanted[i];
	}
	if (f->found != count)
		fail_msg("“%.*s”: %zu found instead of %zu", (int)n, query, f->found, count);
	for (i = 0; i < f->found; i++) {
		j = f->order[i];
		assert_true(wanted[j]);
		wanted[j] = false; /* no one twice */
		if (i == 0)
			continue;
		if (!f->by_name) {
			assert_true(f->order[i - 1] < j);
			continue;
		}
		size_t before = f->order[i - 1];
		size_t less = c->length[before] < c->length[j] ? c->length[before] : c->length[j];

		rc = memcmp(c->folded[before], c->folded[j], less);
		assert_true(rc < 0 || (rc == 0 && c->length[before] <= c->length[j]));
	}
}

/* Chooses what is typed next: a part of some name or number, in letters of whatever script. */
static size_t
choose(const struct corpus *c, char out[static 300])
{
	const struct visitor *visitor = &c->visits[(size_t)random() % c->n].visitor;
	bool number = random() % 3 == 0;
	const char *text = number ? visitor->phone : visitor->name;
	size_t n = number ? visitor->phone_len : visitor->name_len, from, length, used = 0;

	from = (size_t)random() % n;
	while (from > 0 && (text[from] & 0xC0) == 0x80)
		from--;
	length = 1 + (size_t)random() % 12;
	if (number && random() % 2 == 0)
		out[used++] = '0'; /* as it is dialled at home */
	while (from < n && (length-- > 0 || (text[from] & 0xC0) == 0x80))
		out[used++] = text[from++];
	if (random() % 4 == 0)
		out[used++] = ' ';
	return used;
}

/* Types, takes back, sorts, and at each step compares. */
static void
the_same_is_found_as_by_a_plain_search(void **state)
{
	struct corpus *c = calloc(1, sizeof *c);
	const char *said = getenv("FIND_STEPS");
	long step, steps = strtol(said != NULL ? said : STEPS, NULL, 10);
	char query[300], next[300];
	struct view_find f;
	size_t n = 0, more, i;

	(void)state;
	assert_non_null(c);
	srandom(7);
	read_corpus(c);
	assert_int_equal(view_find_begin(&f, c->visits, c->n), 0);
	for (step = 0; step < steps; step++) {
		if (random() % 5 == 0 || n > 100)
			n = 0;
		if (random() % 50 == 0)
			f.by_name = !f.by_name;
		more = choose(c, next);
		for (i = 0; i < more; i++) {
			query[n++] = next[i];
			query[n] = '\0';
			if (i + 1 == more || (next[i + 1] & 0xC0) != 0x80)
				assert_same(c, &f, query, n);
		}
		for (i = (size_t)random() % 4; i > 0 && n > 0; i--) {
			while (n > 0 && (query[--n] & 0xC0) == 0x80)
				;
			query[n] = '\0';
			assert_same(c, &f, query, n);
		}
	}
	view_find_end(&f);
	free(c);
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

		clock_gettime(CLOCK_THREAD_CPUTIME_ID, &before);
		view_find_run(&f, query, strlen(query));
		clock_gettime(CLOCK_THREAD_CPUTIME_ID, &after);
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
		cmocka_unit_test(the_same_is_found_as_by_a_plain_search),
		cmocka_unit_test(very_many_are_searched_at_once),
	};

	if (wipe_start() != 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}

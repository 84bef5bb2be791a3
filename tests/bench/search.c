/* SPDX-License-Identifier: ISC */
/* search: what a key of the search costs with many opened visits, beside a plain memmem from hit to hit
 * through the same folded text in the same run. Usage: search NAMES [VISITS]; NAMES is a file of a name a
 * line (tests/data/names.txt). Queries are typed letter by letter, and some letters are taken back. */
#define _GNU_SOURCE
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/fold.h"
#include "base/text.h"
#include "base/wipe.h"
#include "view/view_find.h"

#define LINES_MOST 1024
#define KEYS_MOST 4096
#define ROUNDS 10
#define GOAL 16.0 /* ms */

/* What reception types; < takes a letter back, | all of them. */
static const char *const typed[] = {"anna ng|", "Nguyễn Thị Ann<<<Bình|", "jansen pi<<<piet|",
	"müller|", "0612345678|", "+31 6 12<<<<87|", "06<7|", "анна петрова|", "Σισυφος|", "محمد|",
	"王小明|", "田中<村|", "김민준|", "e o|", "de la cr|", "zzzz|", "o'b|", "7|", "a|", "и|"};

struct took {
	double cpu, clock;
};

struct run {
	struct view_find find;
	struct took keys[KEYS_MOST], scans[KEYS_MOST];
	size_t n;
};

static double
now(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static struct took
begin(void)
{
	return (struct took){now(CLOCK_THREAD_CPUTIME_ID), now(CLOCK_MONOTONIC)};
}

static struct took
since(struct took before)
{
	return (struct took){
		now(CLOCK_THREAD_CPUTIME_ID) - before.cpu, now(CLOCK_MONOTONIC) - before.clock};
}

/* A memmem of the whole query through all text of its kind, from hit to hit. Returns how many. */
static size_t
scan(const struct view_find_text *t, size_t n, const char *query, size_t length)
{
	const char *at = t->text, *end = t->text + t->begin[n];
	size_t hits = 0;

	while (length > 0 && (at = memmem(at, (size_t)(end - at), query, length)) != NULL) {
		hits++;
		at += length;
	}
	return hits;
}

static void
measure(struct run *r, const char *query, size_t n)
{
	static char folded[FOLD_MOST];
	bool number = n > 0 && strspn(query, "0123456789+") == n;
	struct took before = begin();
	static volatile size_t hits;
	long length;

	view_find_run(&r->find, query, n);
	if (r->n == KEYS_MOST)
		return;
	r->keys[r->n] = since(before);
	length = number ? (long)n : fold_text(query, n, folded);
	before = begin();
	hits = scan(number ? &r->find.numbers : &r->find.names, r->find.n, number ? query : folded,
		length < 0 ? 0 : (size_t)length);
	(void)hits;
	r->scans[r->n++] = since(before);
}

/* Types keys, letter by letter. */
static void
type(struct run *r, const char *keys)
{
	char query[256];
	size_t n = 0, used;
	uint32_t uc;

	for (; *keys != '\0'; keys += used) {
		used = text_decode(keys, strlen(keys), &uc);
		if (*keys == '|') {
			n = 0;
		} else if (*keys == '<') {
			while (n > 0 && (query[--n] & 0xC0) == 0x80)
				;
		} else {
			memcpy(query + n, keys, used);
			n += used;
		}
		measure(r, query, n);
	}
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return x < y ? -1 : x > y;
}

/* Prints a line, and returns the 99th of 100. */
static double
print(const char *what, const struct took *took, size_t n)
{
	static double cpu[KEYS_MOST], clock[KEYS_MOST];
	size_t i;

	for (i = 0; i < n; i++) {
		cpu[i] = took[i].cpu;
		clock[i] = took[i].clock;
	}
	qsort(cpu, n, sizeof *cpu, compare);
	qsort(clock, n, sizeof *clock, compare);
	printf("%-7s %7.2f %7.2f %7.2f   %7.2f %7.2f %7.2f\n", what, cpu[n / 2], cpu[n * 99 / 100],
		cpu[n - 1], clock[n / 2], clock[n * 99 / 100], clock[n - 1]);
	return cpu[n * 99 / 100];
}

/* Makes a name of the first word of one line and the rest of another. */
static void
make_visit(struct visit *visit, char lines[][256], size_t count)
{
	static const char *const plans[] = {"+316", "+32", "+4915", "+48", "+336", "+8190", "+1212"};
	const char *first = lines[(size_t)random() % count], *second = lines[(size_t)random() % count];
	size_t n = strcspn(first, " ");
	const char *rest = strchr(second, ' ');
	char phone[VISITOR_PHONE_MAX];

	rest = rest == NULL ? "" : rest;
	n = n + strlen(rest) > VISITOR_NAME_MAX ? 0 : n;
	memcpy(visit->visitor.name, first, n);
	n += (size_t)snprintf(visit->visitor.name + n, VISITOR_NAME_MAX - n, "%.*s",
		(int)(VISITOR_NAME_MAX - n - 1), rest);
	visit->visitor.name_len = (uint8_t)n;
	n = (size_t)snprintf(phone, sizeof phone, "%s%08ld", plans[random() % 7], random() % 100000000);
	memcpy(visit->visitor.phone, phone, n);
	visit->visitor.phone_len = (uint8_t)n;
}

static size_t
read_lines(const char *file, char lines[][256])
{
	FILE *stream = fopen(file, "r");
	size_t n = 0;

	while (stream != NULL && n < LINES_MOST && fgets(lines[n], 256, stream) != NULL) {
		lines[n][strcspn(lines[n], "\n")] = '\0';
		n += lines[n][0] != '#' && lines[n][0] != '\0';
	}
	if (stream != NULL)
		fclose(stream);
	return n;
}

int
main(int argc, char **argv)
{
	static char lines[LINES_MOST][256];
	size_t count = argc > 1 ? read_lines(argv[1], lines) : 0, i, j, sorted;
	size_t n = argc > 2 ? strtoul(argv[2], NULL, 10) : 100000;
	struct visit *visits = calloc(n, sizeof *visits);
	struct run *r = calloc(1, sizeof *r);
	struct took before;

	if (count == 0 || visits == NULL || r == NULL || wipe_start() != 0) {
		fprintf(stderr, "usage: search NAMES [VISITS]\n");
		return 1;
	}
	srandom(1);
	for (i = 0; i < n; i++)
		make_visit(&visits[i], lines, count);
	before = begin();
	if (view_find_begin(&r->find, visits, n) != 0)
		return 1;
	printf("# %zu visits, folded in %.0f ms to %u bytes of names and %u of numbers\n", n,
		since(before).cpu, r->find.names.begin[n], r->find.numbers.begin[n]);
	puts("# ms a key     CPU: median, 99 of 100, worst; by the clock: the same");
	for (sorted = 0; sorted < 2; sorted++) {
		r->n = 0;
		r->find.by_name = sorted == 1;
		before = begin();
		view_find_run(&r->find, "", 0);
		if (sorted == 1)
			printf("# sorted by name once, in %.0f ms\n", since(before).cpu);
		for (i = 0; i < ROUNDS; i++)
			for (j = 0; j < sizeof typed / sizeof typed[0]; j++)
				type(r, typed[j]);
		if (print(sorted == 1 ? "by name" : "key", r->keys, r->n) >= GOAL)
			printf("# above the goal: %.0f ms\n", GOAL);
		print("memmem", r->scans, r->n);
	}
	printf("# %zu keys each\n", r->n);
	view_find_end(&r->find);
	free(visits);
	free(r);
	return 0;
}

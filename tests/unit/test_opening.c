/* SPDX-License-Identifier: ISC */
/* A window is opened by many threads and given in order: never more than it, never more memory than
 * agreed, and nothing at all once it is cancelled. */
#include "config.h"

#include "desk/opening.h"

#include <pthread.h>
#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmocka.h>

#include "desk/shelf.h"
#include "desk/window.h"
#include "register/hourkeys.h"
#include "unit/arrivals.h"
#include "unit/scratch.h"

#define H ARRIVALS_HOUR
#define AT ARRIVALS_AT

static struct arrivals a;

/* The hours of the keys that were opened. */
static uint32_t opened[64];
static size_t n_opened;

enum openkey_result __wrap_openkey_open(const struct reception_key *reception,
	const uint8_t file[static HOURFILE_SIZE], struct open_key *key);
enum openkey_result __real_openkey_open(const struct reception_key *reception,
	const uint8_t file[static HOURFILE_SIZE], struct open_key *key);

enum openkey_result
__wrap_openkey_open(const struct reception_key *reception, const uint8_t file[static HOURFILE_SIZE],
	struct open_key *key)
{
	struct hourfile head;

	assert_int_equal(hourfile_read(file, &head), 0);
	opened[n_opened++ % 64] = head.hour;
	return __real_openkey_open(reception, file, key);
}

static int
begin(void **state)
{
	n_opened = 0;
	return arrivals_begin(&a, state);
}

/* What was given, in order. */
struct list {
	size_t n, most;
	struct visit visits[1000];
	pthread_t thread;
	uint64_t told, done, total;
	uint64_t cancel_after; /* tellings; 0: never */
	bool fails;
};

static int
keep(void *arg, const struct visit *visit, struct fail *why)
{
	struct list *list = arg;

	assert_true(pthread_equal(list->thread, pthread_self()));
	if (list->fails)
		return fail_set(why, "no room");
	list->visits[list->n++] = *visit;
	return 0;
}

static bool
tell(void *arg, uint64_t done, uint64_t total)
{
	struct list *list = arg;

	assert_true(pthread_equal(list->thread, pthread_self()));
	assert_true(done >= list->done && done <= total);
	list->done = done;
	list->total = total;
	return ++list->told != list->cancel_after;
}

static int
give(
	struct list *list, int64_t from, int64_t to, size_t threads, size_t most, struct report *report)
{
	const struct opening_taker taker = {keep, tell, list, threads, most};
	struct fail why = {{0}};
	struct opening o;
	int rc;

	list->thread = pthread_self();
	assert_int_equal(opening_begin(&a.desk, from, to, &o, &why), 0);
	rc = opening_each(&o, &taker, &why);
	*report = o.report;
	opening_end(&o);
	if (rc == 0)
		assert_int_equal(report->visits, list->n);
	return rc;
}

static void
assert_in_order(const struct list *list, size_t n)
{
	assert_int_equal(list->n, n);
	for (size_t i = 1; i < n; i++)
		assert_true(shelf_compare(&list->visits[i - 1], &list->visits[i]) < 0);
}

/* n visits each, in three hours, the middle one with two keys. */
static void
fill(int n)
{
	struct hour_key keys[4];

	for (int k = 0; k < 4; k++) {
		keys[k] = arrivals_hour(&a, H + (uint32_t)(k + 1) / 2, a.reception.pk);
		for (int i = 0; i < n; i++)
			arrivals_come(&a, &keys[k], i * 7919 % 60, "Somebody");
	}
}

static void
any_number_of_threads_gives_the_same(void **state)
{
	static struct list one, many;
	static const size_t threads[] = {2, 3, 16, 0};
	struct report report;

	(void)state;
	fill(70);
	assert_int_equal(give(&one, AT(H), AT(H + 3), 1, 0, &report), 0);
	assert_in_order(&one, 280);
	assert_int_equal(report.hours, 4);
	assert_int_equal(report.opened, 280);
	assert_int_equal(report.entries, 280);
	for (size_t i = 0; i < sizeof threads / sizeof threads[0]; i++) {
		memset(&many, 0, sizeof many);
		assert_int_equal(give(&many, AT(H), AT(H + 3), threads[i], 0, &report), 0);
		assert_in_order(&many, 280);
		assert_memory_equal(many.visits, one.visits, 280 * sizeof one.visits[0]);
	}
}

static void
an_hour_larger_than_the_shelf_comes_in_rounds(void **state)
{
	static struct list one, rounds;
	static const size_t most[] = {1, 8, 139, 140, 141};
	struct report report;

	(void)state;
	fill(70);
	assert_int_equal(give(&one, AT(H), AT(H + 3), 2, 0, &report), 0);
	for (size_t i = 0; i < sizeof most / sizeof most[0]; i++) {
		memset(&rounds, 0, sizeof rounds);
		assert_int_equal(give(&rounds, AT(H), AT(H + 3), 2, most[i], &report), 0);
		assert_in_order(&rounds, 280);
		assert_memory_equal(rounds.visits, one.visits, 280 * sizeof one.visits[0]);
		assert_int_equal(report.opened, 280); /* counted once */
		assert_int_equal(report_gaps(&report), 0);
		assert_false(report_is_incomplete(&report));
	}
}

/* No way leads around the window: longer ones, and those that the arithmetic could turn over. */
static void
no_more_than_24_hours_are_ever_opened(void **state)
{
	static const int64_t windows[][2] = {{AT(H), AT(H + 24) + 1}, {AT(H) - 1, AT(H + 24)},
		{0, INT64_MAX}, {INT64_MIN, INT64_MAX}, {INT64_MIN, AT(H)}, {AT(H + 1), AT(H)},
		{AT(H), AT(H)}};
	struct fail why = {{0}};
	struct opening o;

	(void)state;
	fill(1);
	for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
		struct window w = {.from = windows[i][0], .to = windows[i][1]};

		assert_int_equal(opening_begin(&a.desk, w.from, w.to, &o, &why), -1);
		assert_int_equal(window_open(&a.desk, &w, &why), -1);
		assert_null(w.visits);
		assert_non_null(strstr(why.text, "24"));
	}
	assert_int_equal(n_opened, 0);
}

/* 30 hours with a visit in each half; only hours of the window have their key opened, and only
 * visits of the window are given. */
static void
only_hour_keys_of_the_window_are_opened(void **state)
{
	static const int64_t windows[][2] = {{AT(H), AT(H + 24)}, {AT(H) + 1800, AT(H + 24) + 1800},
		{AT(H + 3) + 1799, AT(H + 3) + 1800}, {AT(H + 4), AT(H + 5)},
		{AT(H + 5) - 1, AT(H + 5) + 1}, {AT(H + 30), AT(H + 31)}};
	static struct list list;
	struct report report;
	size_t i, k;

	(void)state;
	for (k = 0; k < 30; k++) {
		struct hour_key key = arrivals_hour(&a, H + (uint32_t)k, a.reception.pk);

		arrivals_come(&a, &key, 0, "Early");
		arrivals_come(&a, &key, 1800, "Late");
	}
	for (i = 0; i < sizeof windows / sizeof windows[0]; i++) {
		int64_t from = windows[i][0], to = windows[i][1], arrival;
		size_t expected = 0;

		for (k = 0; k < 60; k++) {
			arrival = AT(H) + 1800 * (int64_t)k;
			expected += arrival >= from && arrival < to;
		}
		memset(&list, 0, sizeof list);
		n_opened = 0;
		assert_int_equal(give(&list, from, to, 2, 0, &report), 0);
		assert_in_order(&list, expected);
		for (k = 0; k < list.n; k++)
			assert_true(list.visits[k].arrival >= from && list.visits[k].arrival < to);
		assert_true(n_opened <= 25);
		for (k = 0; k < n_opened; k++)
			assert_true(AT(opened[k]) < to && AT(opened[k] + 1) > from);
		assert_int_equal(report.opened, 2 * n_opened);
	}
}

static void
a_cancelled_opening_keeps_nothing(void **state)
{
	static struct list list;
	struct window w = {.from = AT(H), .to = AT(H + 3), .progress = tell, .arg = &list};
	struct report report;
	struct fail why = {{0}};

	(void)state;
	fill(200);
	list.cancel_after = 1;
	assert_int_equal(give(&list, AT(H), AT(H + 3), 2, 0, &report), -1);
	assert_true(report.cancelled);
	assert_true(report_is_incomplete(&report));
	assert_int_equal(list.n, 0);
	assert_int_equal(list.total, 800);
	memset(&list, 0, sizeof list);
	list.cancel_after = 1;
	list.thread = pthread_self();
	assert_int_equal(window_open(&a.desk, &w, &why), -1);
	assert_true(w.report.cancelled);
	assert_null(w.visits);
	assert_int_equal(w.n, 0);
	window_free(&w);
}

static void
who_takes_can_fail(void **state)
{
	static struct list list;
	struct report report;

	(void)state;
	fill(10);
	list.fails = true;
	assert_int_equal(give(&list, AT(H), AT(H + 3), 2, 0, &report), -1);
	assert_false(report.cancelled);
	assert_int_equal(report.visits, 0);
}

static void
memory_that_is_not_locked_is_noticed(void **state)
{
	const struct rlimit none = {0, 0};
	struct rlimit before;
	struct shelf shelf = {0};
	bool locked;

	(void)state;
	assert_int_equal(shelf_begin(&shelf, 10), 0);
	shelf_free(&shelf);
	assert_int_equal(getrlimit(RLIMIT_MEMLOCK, &before), 0);
	assert_int_equal(setrlimit(RLIMIT_MEMLOCK, &none), 0);
	assert_int_equal(seteuid(65534), 0); /* root may lock without limit */
	assert_int_equal(shelf_begin(&shelf, 10), 0);
	locked = shelf.locked;
	shelf_free(&shelf);
	assert_int_equal(seteuid(0), 0);
	setrlimit(RLIMIT_MEMLOCK, &before);
	assert_false(locked);
}

#define IN_DESK(test) cmocka_unit_test_setup_teardown(test, begin, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_DESK(any_number_of_threads_gives_the_same),
		IN_DESK(an_hour_larger_than_the_shelf_comes_in_rounds),
		IN_DESK(no_more_than_24_hours_are_ever_opened),
		IN_DESK(only_hour_keys_of_the_window_are_opened),
		IN_DESK(a_cancelled_opening_keeps_nothing),
		IN_DESK(who_takes_can_fail),
		IN_DESK(memory_that_is_not_locked_is_noticed),
	};
	size_t n = sizeof tests / sizeof tests[0];

	/* the last one: a limit that was lowered could not be raised again by others than root, and
	 * sanitizers lock nothing */
#ifndef WIPE_ON_FREE
	n--;
#else
	n -= geteuid() != 0;
#endif
	return _cmocka_run_group_tests("tests", tests, n, NULL, NULL);
}

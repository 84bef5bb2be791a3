/* SPDX-License-Identifier: ISC */
/* Names are in the memory of the desk while a window is open, and nowhere in it afterwards: not on the
 * stacks of the threads that opened it, nor in what was freed. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/wipe.h"
#include "desk/window.h"
#include "unit/arrivals.h"
#include "unit/scratch.h"

#define H ARRIVALS_HOUR
#define AT ARRIVALS_AT
#define N 300   /* visits of each hour */
#define MASK 21 /* the name itself is not in the program */

static struct arrivals a;
static const char masked[] = {'X' ^ MASK, 'q' ^ MASK, 'u' ^ MASK, 'a' ^ MASK, 'd' ^ MASK,
	'v' ^ MASK, 'i' ^ MASK, 'r' ^ MASK, 'p' ^ MASK};

static bool untidy; /* whoever reads a record leaves the name on its stack */

int __real_record_read(const uint8_t in[static RECORD_SIZE], struct visit *visit);
int __wrap_record_read(const uint8_t in[static RECORD_SIZE], struct visit *visit);

static void __attribute__((noinline)) leave(const struct visitor *visitor)
{
	volatile char left[512];

	for (size_t i = 0; i < sizeof left; i++)
		left[i] = visitor->name[i % visitor->name_len];
}

int
__wrap_record_read(const uint8_t in[static RECORD_SIZE], struct visit *visit)
{
	int rc = __real_record_read(in, visit);

	if (untidy && rc == 0)
		leave(&visit->visitor);
	return rc;
}

static int
begin(void **state)
{
	return arrivals_begin(&a, state);
}

static bool
is_name(const char *p)
{
	for (size_t i = 0; i < sizeof masked; i++)
		if ((p[i] ^ MASK) != masked[i])
			return false;
	return true;
}

/* Counts the names in all memory of this process that can be written. */
static size_t
count_names(void)
{
	FILE *maps = fopen("/proc/self/maps", "re");
	char line[512], mode[5];
	unsigned long from, to;
	size_t n = 0;

	assert_non_null(maps);
	while (fgets(line, sizeof line, maps) != NULL) {
		if (sscanf(line, "%lx-%lx %4s", &from, &to, mode) != 3 || strncmp(mode, "rw", 2) != 0 ||
			strstr(line, "[v") != NULL)
			continue;
		for (const char *p = (const char *)from; p + sizeof masked <= (const char *)to; p++)
			n += is_name(p);
	}
	fclose(maps);
	return n;
}

/* Fills three hours, and forgets the name. */
static void
fill(void)
{
	char name[sizeof masked + 1] = {0};

	for (size_t i = 0; i < sizeof masked; i++)
		name[i] = (char)(masked[i] ^ MASK);
	for (uint32_t k = 0; k < 3; k++) {
		struct hour_key key = arrivals_hour(&a, H + k, a.reception.pk);

		for (int i = 0; i < N; i++)
			arrivals_come(&a, &key, i, name);
	}
	wipe_bytes(name, sizeof name);
}

/* Ends the opening in the middle of the second hour. */
static int
refuse(void *arg, const struct visit *visit, struct fail *why)
{
	int *taken = arg;

	(void)visit;
	return ++*taken > N + N / 2 ? fail_set(why, "enough") : 0;
}

static void
a_name_is_gone_when_the_window_is(void **state)
{
	struct window w = {.from = AT(H), .to = AT(H + 3)};
	struct fail why = {{0}};
	int taken = 0;
	const struct opening_taker taker = {.each = refuse, .arg = &taken};
	struct opening o;

	(void)state;
	fill();
	wipe_stack();
	assert_int_equal(count_names(), 0);
	assert_int_equal(window_open(&a.desk, &w, &why), 0);
	assert_int_equal(w.n, 3 * N);
	assert_int_equal(count_names(), 3 * N); /* each once: the opening itself has left nothing */
	window_free(&w);
	assert_int_equal(count_names(), 0);
	assert_int_equal(opening_begin(&a.desk, w.from, w.to, &o, &why), 0);
	assert_int_equal(opening_each(&o, &taker, &why), -1);
	opening_end(&o);
	assert_int_equal(taken, N + N / 2 + 1);
	assert_int_equal(count_names(), 0);
}

/* Says whether soon only the visits to be given have names. The threads that opened them live still, and
 * may be wiping. */
static int
look(void *arg, const struct visit *visit, struct fail *why)
{
	const struct timespec pause = {0, 10000000};
	int *taken = arg, tries;

	(void)visit;
	if (*taken == 0) {
		for (tries = 200; tries > 0 && count_names() != N; tries--)
			nanosleep(&pause, NULL);
		assert_int_equal(count_names(), N);
	}
	return ++*taken == N ? fail_set(why, "enough") : 0;
}

static void
a_thread_that_waits_has_no_name_on_its_stack(void **state)
{
	struct fail why = {{0}};
	int taken = 0;
	const struct opening_taker taker = {.each = look, .arg = &taken, .threads = 2};
	struct opening o;

	(void)state;
	fill();
	wipe_stack();
	untidy = true;
	assert_int_equal(opening_begin(&a.desk, AT(H), AT(H + 3), &o, &why), 0);
	assert_int_equal(opening_each(&o, &taker, &why), -1);
	opening_end(&o);
	untidy = false;
	assert_int_equal(taken, N);
	assert_int_equal(count_names(), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_name_is_gone_when_the_window_is, begin, scratch_end),
		cmocka_unit_test_setup_teardown(
			a_thread_that_waits_has_no_name_on_its_stack, begin, scratch_end),
	};

#ifndef WIPE_ON_FREE
	puts("1..0 # SKIP a sanitizer keeps what was freed");
	(void)tests;
	return 0;
#endif
	return cmocka_run_group_tests(tests, NULL, NULL);
}

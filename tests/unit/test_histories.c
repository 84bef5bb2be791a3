/* SPDX-License-Identifier: ISC */
/* The trusted time over random histories of clock faults, in true time: nothing can be read after 14
 * days and an hour unless the kiosk is closed and says so, and only a person's word destroys more
 * than 96 hours early. WELKOM_HISTORIES says how many histories. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/moment.h"
#include "unit/history.h"
#include "unit/scratch.h"

#define HISTORIES 2000

static const struct history_rules ours = {clock_decide, clock_follow};
static struct history history;

static void
add(struct history_count *sum, const struct history_count *one)
{
	sum->entries += one->entries;
	sum->destroyed += one->destroyed;
	sum->early += one->early;
	sum->early_word += one->early_word;
	sum->early_far += one->early_far;
	sum->late += one->late;
	sum->readable += one->readable;
	sum->pardoned += one->pardoned;
	sum->steps += one->steps;
	sum->closed += one->closed;
	sum->doubts += one->doubts;
	if (one->most_early > sum->most_early)
		sum->most_early = one->most_early;
}

static void
print(const char *name, const struct history_count *c)
{
	print_message("%-22s %8lu %8lu %8lld %8lu %8lu %8lu %8lu %6.1f%%\n", name, c->entries, c->early,
		(long long)c->most_early, c->early_word, c->late, c->pardoned, c->readable,
		c->steps == 0 ? 0 : 100.0 * (double)c->closed / (double)c->steps);
}

/* Lives through n histories of each kind. */
static void
live_all(const struct history_rules *rules, unsigned n, struct history_count counts[HISTORY_KINDS])
{
	memset(counts, 0, HISTORY_KINDS * sizeof *counts);
	print_message("%-22s %8s %8s %8s %8s %8s %8s %8s %7s\n", "", "entries", "early", "most s",
		"word", "late", "excused", "READABLE", "closed");
	for (int kind = 0; kind < HISTORY_KINDS; kind++) {
		for (unsigned seed = 0; seed < n; seed++) {
			history_live(&history, rules, (enum history_kind)kind, seed);
			if (rules == &ours && (history.count.readable > 0 || history.count.early_far > 0))
				print_message("history %u of kind %d\n", seed, kind);
			add(&counts[kind], &history.count);
		}
		print(history_name((enum history_kind)kind), &counts[kind]);
	}
}

static unsigned
histories(void)
{
	const char *wanted = getenv("WELKOM_HISTORIES");
	long n = wanted == NULL ? HISTORIES : strtol(wanted, NULL, 10);

	return n < HISTORY_KINDS ? 1 : (unsigned)n / HISTORY_KINDS;
}

static void
no_clock_fault_breaks_the_promise_unnoticed(void **state)
{
	struct history_count counts[HISTORY_KINDS];
	unsigned n = histories();

	(void)state;
	live_all(&ours, n, counts);
	for (int kind = 0; kind < HISTORY_KINDS; kind++) {
		const struct history_count *c = &counts[kind];

		assert_int_equal(c->readable, 0);
		assert_int_equal(c->early_far, 0);
		if (kind != HISTORY_CARELESS) /* what is lowered, and 20 minutes between two watches */
			assert_true(c->most_early <= MOMENT_HOUR + 2 * CLOCK_CONFIRM + 2 * CLOCK_SLACK);
		/* nothing of this is empty, nor always closed */
		assert_true(c->entries > 40 * n);
		assert_true(c->destroyed > 20 * n);
		assert_true(c->closed < c->steps);
	}
	assert_true(counts[HISTORY_CARELESS].early_word > 10 * n);
	assert_true(counts[HISTORY_JUMPS].doubts > 100 * n);
	assert_int_equal(counts[HISTORY_GOOD].doubts, 0);
	assert_int_equal(counts[HISTORY_GOOD].early, 0);
	assert_int_equal(counts[HISTORY_GOOD].late, 0);
}

static void
decide_naively(struct clock_state *state, const struct clock_reading *now, bool confirmed,
	struct clock_verdict *verdict)
{
	(void)state;
	(void)confirmed;
	*verdict = (struct clock_verdict){.trusted = now->realtime};
}

static void
follow_naively(
	const struct clock_state *state, const struct clock_reading *now, struct clock_verdict *verdict)
{
	(void)state;
	*verdict = (struct clock_verdict){.trusted = now->realtime};
}

/* The same histories with a clock that is simply believed: the test would notice. */
static void
a_naive_clock_breaks_it_in_these_histories(void **state)
{
	static const struct history_rules naive = {decide_naively, follow_naively};
	struct history_count counts[HISTORY_KINDS], sum = {0};

	(void)state;
	live_all(&naive, 20, counts);
	for (int kind = 0; kind < HISTORY_KINDS; kind++)
		add(&sum, &counts[kind]);
	assert_true(sum.readable > 1000);
	assert_true(sum.early_far > 1000);
	assert_true(counts[HISTORY_SAVED].readable > 0);
	assert_true(counts[HISTORY_JUMPS].early_far > 0);
	assert_true(counts[HISTORY_CREEP].most_early > HISTORY_DAY);
}

/* The rule of the kiosk in these histories is that of the programs. */
static void
the_kiosk_of_histories_closes_when_the_real_one_does(void **state)
{
	struct scratch *s = *state;
	struct clock_reading now = {.boot = "1"};
	struct fail why = {{0}};
	int closed = 0;

	for (unsigned i = 0; i < 2000; i++) {
		struct watch_record last = {.boot = "1"};
		struct clock_verdict verdict;
		bool says;

		history.random = 0x9E3779B97F4A7C15U * (i + 1);
		verdict.trusted = 1764547200 + history_draw(&history, 0, 86400);
		verdict.doubt = history_draw(&history, 0, 5) == 0;
		last.good = verdict.trusted - history_draw(&history, -400, i % 2 ? 400 : 30 * 3600);
		last.time = last.good;
		last.boot[0] = history_draw(&history, 0, 5) == 0 ? '2' : '1';
		if (history_draw(&history, 0, 2) == 0)
			last.due = (uint32_t)(verdict.trusted / 3600 + history_draw(&history, -3, 3));
		assert_int_equal(watch_save(&s->reg, &last, &why), 0);
		says = history_is_closed(&last, &verdict, &now);
		assert_int_equal(watch_check(&s->reg, &verdict, &now, 0) != WATCH_FINE, says);
		closed += says;
	}
	assert_in_range(closed, 300, 1700);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_clock_fault_breaks_the_promise_unnoticed),
		cmocka_unit_test(a_naive_clock_breaks_it_in_these_histories),
		cmocka_unit_test_setup_teardown(
			the_kiosk_of_histories_closes_when_the_real_one_does, scratch_register, scratch_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

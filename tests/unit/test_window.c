/* SPDX-License-Identifier: ISC */
/* The visits of a window: those and no others, none that is due, none that is forged. */
#include "desk/window.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/hourfile.h"
#include "register/entries.h"
#include "register/hourkeys.h"
#include "unit/arrivals.h"
#include "unit/scratch.h"

#define H ARRIVALS_HOUR
#define AT ARRIVALS_AT

static struct arrivals a;

static int
begin(void **state)
{
	return arrivals_begin(&a, state);
}

static struct hour_key
make_hour(uint32_t hour, const uint8_t pk[static RECIPIENTS_PK])
{
	return arrivals_hour(&a, hour, pk);
}

static void
arrive(struct hour_key *key, int seconds, const char *name)
{
	arrivals_come(&a, key, seconds, name);
}

static struct window
open_window(int64_t from, int64_t to)
{
	struct window w = {.from = from, .to = to};
	struct fail why = {{0}};

	if (window_open(&a.desk, &w, &why) != 0)
		fail_msg("%s", why.text);
	return w;
}

/* Asserts that the names of w, in order, begin with these letters. */
static void
assert_names(const struct window *w, const char *letters)
{
	assert_int_equal(w->n, strlen(letters));
	for (size_t i = 0; i < w->n; i++)
		assert_int_equal(w->visits[i].visitor.name[0], letters[i]);
}

static void
assert_whole(const struct window *w)
{
	for (size_t i = 0; i < REPORT_KINDS; i++)
		assert_int_equal(w->report.kinds[i], 0);
	assert_int_equal(report_gaps(&w->report), 0);
}

static void
visits_come_by_arrival_and_only_those_of_the_window(void **state)
{
	struct hour_key first = make_hour(H, a.reception.pk), second = make_hour(H + 1, a.reception.pk);
	struct window w;

	(void)state;
	arrive(&second, 10, "E");
	arrive(&first, 3599, "D");
	arrive(&first, 100, "B");
	arrive(&first, 100, "C"); /* the same second: in the order of seq */
	arrive(&first, 0, "A");
	arrive(&second, 600, "F");
	w = open_window(AT(H), AT(H + 2));
	assert_names(&w, "ABCDEF");
	assert_int_equal(w.report.hours, 2);
	assert_whole(&w);
	window_free(&w);
	w = open_window(AT(H) + 100, AT(H + 1) + 600); /* from is in it, to is not */
	assert_names(&w, "BCDE");
	window_free(&w);
	w = open_window(AT(H + 5), AT(H + 6));
	assert_names(&w, "");
	assert_int_equal(w.report.hours, 0);
	window_free(&w);
	window_free(&w);
}

/* What is done while a window is opened, as letters. */
static char done[8];

static int
write_line(void *arg, uint64_t entries, struct fail *why)
{
	assert_int_equal(entries, 1);
	strcat(done, "L");
	return *(bool *)arg ? 0 : fail_set(why, "no line");
}

static bool
go_on(void *arg, uint64_t steps, uint64_t total)
{
	(void)arg;
	(void)steps;
	(void)total;
	if (strlen(done) < 2)
		strcat(done, "O");
	return true;
}

static void
nothing_is_opened_before_the_ledger_knows(void **state)
{
	struct hour_key key = make_hour(H, a.reception.pk);
	bool may = true;
	struct window w = {
		.from = AT(H), .to = AT(H + 1), .note = write_line, .progress = go_on, .arg = &may};
	struct fail why;

	(void)state;
	arrive(&key, 0, "A");
	done[0] = '\0';
	assert_int_equal(window_open(&a.desk, &w, &why), 0);
	assert_string_equal(done, "LO");
	assert_names(&w, "A");
	window_free(&w);
	may = false;
	done[0] = '\0';
	assert_int_equal(window_open(&a.desk, &w, &why), -1);
	assert_string_equal(why.text, "no line");
	assert_string_equal(done, "L");
	assert_int_equal(w.n, 0);
}

static void
many_visits_stay_in_order(void **state)
{
	struct hour_key key = make_hour(H, a.reception.pk);
	struct window w;
	char name[2] = "A";

	(void)state;
	for (int i = 0; i < 200; i++) {
		name[0] = (char)('A' + i % 26);
		arrive(&key, i * 7919 % 3600, name);
	}
	w = open_window(AT(H), AT(H + 1));
	assert_int_equal(w.n, 200);
	for (size_t i = 1; i < w.n; i++)
		assert_true(w.visits[i - 1].arrival < w.visits[i].arrival);
	window_free(&w);
}

static void
an_hour_is_taken_exactly_while_it_may_be_shown(void **state)
{
	struct window w = {.from = AT(H) + 1800, .to = AT(H + 2)};

	(void)state;
	assert_true(window_takes(&w, H, H + 336, AT(H + 336) - 1));
	assert_false(window_takes(&w, H, H + 336, AT(H + 336)));
	assert_true(window_takes(&w, H + 1, H + 337, 0));
	assert_false(window_takes(&w, H + 2, H + 338, 0)); /* it begins when the window ends */
	assert_false(window_takes(&w, H - 1, H + 335, 0));
	w.from = AT(H + 1);
	assert_false(window_takes(&w, H, H + 336, 0)); /* it ends when the window begins */
	assert_false(window_takes(&w, UINT32_MAX, UINT32_MAX, 0));
}

static void
what_is_due_is_not_opened_purged_or_not(void **state)
{
	struct hour_key key = make_hour(H, a.reception.pk), other = make_hour(H + 1, a.reception.pk);
	struct window w;

	(void)state;
	arrive(&key, 5, "A");
	arrive(&other, 5, "B");
	a.desk.shown = AT(H + 336);
	w = open_window(AT(H), AT(H + 2));
	assert_names(&w, "B");
	assert_int_equal(w.report.kinds[REPORT_EXPIRED], 1);
	window_free(&w);
	a.desk.shown = AT(H + 48); /* a row's lower due counts */
	scratch_sql(&a.desk.reg.store, "UPDATE hourkey SET due=490048 WHERE hour=490000");
	w = open_window(AT(H), AT(H + 2));
	assert_names(&w, "B");
	assert_int_equal(w.report.kinds[REPORT_EXPIRED], 1);
	window_free(&w);
	/* a row that was moved to a later hour does not show what its key says is due */
	scratch_sql(&a.desk.reg.store, "UPDATE hourkey SET due=hour+336+300,hour=hour+300");
	a.desk.shown = AT(H + 337);
	w = open_window(AT(H + 300), AT(H + 302));
	assert_names(&w, "");
	assert_int_equal(w.report.kinds[REPORT_DISAGREES], 2);
	window_free(&w);
}

static void
what_is_foreign_missing_or_forged_is_counted_and_never_shown(void **state)
{
	struct hour_key ours = make_hour(H, a.reception.pk), foreign, missing, forged;
	struct reception_key other;
	uint8_t file[HOURFILE_SIZE];
	char name[HOURFILE_NAME];
	struct window w;

	(void)state;
	crypto_box_keypair(other.pk, other.sk);
	foreign = make_hour(H, other.pk);
	missing = make_hour(H, a.reception.pk);
	forged = make_hour(H, a.reception.pk);
	arrive(&ours, 5, "A");
	arrive(&ours, 6, "B");
	arrive(&foreign, 5, "X");
	arrive(&missing, 5, "Y");
	arrive(&forged, 5, "Z");
	scratch_sql(&a.desk.reg.store,
		"INSERT INTO entry SELECT kid,randomblob(16),box FROM entry "
		"WHERE kid=(SELECT kid FROM hourkey ORDER BY kid LIMIT 1)"); /* replayed */
	scratch_sql(&a.desk.reg.store,
		"INSERT INTO entry SELECT kid,randomblob(16),randomblob(304) "
		"FROM hourkey"); /* invented */
	hourfile_name(missing.kid, name);
	unlinkat(a.desk.reg.store.keys, name, 0);
	hourfile_name(forged.kid, name);
	scratch_read(a.desk.reg.store.keys, name, file, sizeof file);
	file[8] ^= 1; /* its hour */
	scratch_write(a.desk.reg.store.keys, name, file, sizeof file);
	w = open_window(AT(H), AT(H + 2));
	assert_names(&w, "AB");
	assert_int_equal(w.report.hours, 1);
	assert_int_equal(w.report.kinds[REPORT_FOREIGN], 1);
	assert_int_equal(w.report.kinds[REPORT_LOST], 1);
	/* the key whose header was changed, and by its row */
	assert_int_equal(w.report.kinds[REPORT_FORGED] + w.report.kinds[REPORT_DISAGREES], 2);
	assert_true(w.report.kinds[REPORT_DAMAGED] >= 1);
	window_free(&w);
}

static void
more_than_24_hours_are_never_opened(void **state)
{
	struct hour_key key = make_hour(H, a.reception.pk);
	struct window w = {.from = AT(H), .to = AT(H) + WINDOW_MOST};
	struct fail why = {{0}};

	(void)state;
	arrive(&key, 5, "A");
	assert_int_equal(window_open(&a.desk, &w, &why), 0);
	assert_names(&w, "A");
	window_free(&w);
	w.to++;
	assert_int_equal(window_open(&a.desk, &w, &why), -1);
	assert_int_equal(w.n, 0);
	assert_null(w.visits);
	assert_non_null(strstr(why.text, "24"));
}

#define IN_DESK(test) cmocka_unit_test_setup_teardown(test, begin, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_DESK(visits_come_by_arrival_and_only_those_of_the_window),
		IN_DESK(nothing_is_opened_before_the_ledger_knows),
		IN_DESK(many_visits_stay_in_order),
		IN_DESK(an_hour_is_taken_exactly_while_it_may_be_shown),
		IN_DESK(what_is_due_is_not_opened_purged_or_not),
		IN_DESK(what_is_foreign_missing_or_forged_is_counted_and_never_shown),
		IN_DESK(more_than_24_hours_are_never_opened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

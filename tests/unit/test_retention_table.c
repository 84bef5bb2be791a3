/* SPDX-License-Identifier: ISC */
/* Every minute around each change of a zone's clocks, and around a leap day, as moment of arrival and
 * as moment of destruction, for 1 to 14 days: nothing is destroyed before its time, shown after it,
 * or left by the first run that should destroy it, and what the screen promised is true. The kiosk's
 * due (take_arrival in kiosk/notice_view.c) is one line, written here again; the purge's rule is
 * compared with retention_shred; the rest are the functions of the programs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/hourfile.h"
#include "base/moment.h"
#include "desk/window.h"
#include "register/retention.h"
#include "unit/scratch.h"
#include "visit/notice.h"

#define HOUR MOMENT_HOUR
#define DAY (24 * HOUR)
#define LEAP_DAY 1835395200 /* 2028-02-29 00:00 UTC */
#define QUARTER 900

/* Zones by their rules, so that no zone files are needed, but for two that no rule can say. */
static const struct zone {
	const char *name, *rule;
	int64_t year; /* the 365 days from then on are searched for changes */
	int changes;  /* in them */
} zones[] = {
	{"Amsterdam", "CET-1CEST,M3.5.0,M10.5.0/3", 1767225600, 2},
	{"New York", "EST5EDT,M3.2.0,M11.1.0", 1767225600, 2},
	{"Dublin, negative", "IST-1GMT0,M10.5.0,M3.5.0/1", 1767225600, 2},
	{"Lord Howe, by 30 min", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 1767225600, 2},
	{"Chatham, 45 min off", "<+1245>-12:45<+1345>,M9.5.0/2:45,M4.1.0/3:45", 1767225600, 2},
	{"Kathmandu, never", "<+0545>-5:45", 1767225600, 0},
	{"Casablanca, Ramadan", ":Africa/Casablanca", 1767225600, 2},
	{"Apia, a day left out", ":Pacific/Apia", 1293840000, 3},
};

static unsigned long cases, twice;

static struct tm
local(int64_t t)
{
	time_t seconds = t;
	struct tm tm;

	assert_non_null(localtime_r(&seconds, &tm));
	return tm;
}

/* As take_arrival does. */
static uint32_t
due_of(int64_t arrival, int days)
{
	return (uint32_t)(arrival / HOUR) + (uint32_t)days * 24;
}

/* As retention_shred does: the row's due, or the key's own hour. */
static bool
is_destroyed(uint32_t hour, uint32_t due, int64_t now)
{
	return due <= (uint32_t)(now / HOUR) || hour + HOURFILE_KEEP <= (uint32_t)(now / HOUR);
}

/* The first 03:07 by the clocks of the zone that is not before t: a night may have none, or two. */
static int64_t
first_night(int64_t t)
{
	const int wanted = 3 * 60 + 7;
	int64_t near;

	for (t = (t + 59) / 60 * 60;; t = near) {
		struct tm tm = local(t);

		/* there, or an hour off when clocks change in between, or that night has none */
		near = t + (wanted - tm.tm_hour * 60 - tm.tm_min + 1440) % 1440 * 60 + HOUR + 60;
		for (t = near - 2 * HOUR > t ? near - 2 * HOUR : t; t < near; t += 60) {
			tm = local(t);
			if (tm.tm_hour * 60 + tm.tm_min == wanted)
				return t;
		}
	}
}

/* Reads what the screen says back, as somebody does with a calendar and the clocks of this zone.
 * *earliest and *latest become the moments that it can mean: two where clocks are put back. */
static void
read_promise(uint32_t due, int64_t *earliest, int64_t *latest)
{
	static const char *const months[] = {"January", "February", "March", "April", "May", "June",
		"July", "August", "September", "October", "November", "December"};
	static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	int64_t around = (int64_t)due * HOUR;
	char text[NOTICE_MOMENT], weekday[16], month[16];
	int day, hour, minute;

	notice_moment(due, text);
	if (sscanf(text, "%15s %d %15[A-Za-z], before %d:%d", weekday, &day, month, &hour, &minute) !=
		5)
		fail_msg("“%s” cannot be read", text);
	*earliest = INT64_MAX;
	*latest = INT64_MIN;
	for (int64_t t = around - 3 * HOUR; t <= around + 4 * HOUR; t += QUARTER) {
		struct tm tm = local(t);

		if (tm.tm_mday != day || strcmp(months[tm.tm_mon], month) != 0 || tm.tm_hour != hour ||
			tm.tm_min != minute || strcmp(days[tm.tm_wday], weekday) != 0)
			continue;
		*earliest = t < *earliest ? t : *earliest;
		*latest = t > *latest ? t : *latest;
	}
}

/* The runs from which on a key of this due is gone: each quarter of an hour from any minute on, at
 * night, and whenever the machine starts. */
static void
check_runs(uint32_t hour, uint32_t due)
{
	int64_t moment = (int64_t)due * HOUR, earliest, latest, run;

	read_promise(due, &earliest, &latest);
	/* a time that comes twice when clocks are put back, like 02:30, has two readings: what was
	 * promised is true by the later one */
	assert_true(earliest == moment + HOUR || latest == moment + HOUR);
	assert_true(earliest >= moment);
	twice += earliest < moment + HOUR;
	for (int minute = 0; minute < 15; minute++) {
		run = moment + minute * 60;
		assert_true(is_destroyed(hour, due, run));
		assert_false(is_destroyed(hour, due, run - QUARTER));
		assert_true(run + QUARTER < latest); /* with a quarter of an hour to do it in */
	}
	run = first_night(moment);
	assert_in_range(run - moment, 0, 50 * HOUR);
	assert_true(is_destroyed(hour, due, run));
	for (run = moment; run < moment + 3 * DAY; run += 7 * HOUR + 13) /* a start, after being off */
		assert_true(is_destroyed(hour, due, run));
	assert_false(is_destroyed(hour, due, moment - 1));
}

/* One visitor, who arrives at this second. */
static void
check_arrival(int64_t arrival, int days)
{
	const struct window day = {.from = arrival - HOUR, .to = arrival + HOUR};
	uint32_t hour = (uint32_t)(arrival / HOUR), due = due_of(arrival, days);
	int64_t whole = (int64_t)days * DAY, destroyed = (int64_t)due * HOUR;

	cases++;
	assert_true(destroyed - arrival > whole - HOUR); /* 13 days and 23 hours, for 14 */
	assert_true(destroyed - arrival <= whole);
	assert_true(destroyed + QUARTER - arrival <= whole + QUARTER);
	assert_true(window_takes(&day, hour, due, arrival));
	assert_true(window_takes(&day, hour, due, destroyed - 1));
	assert_false(window_takes(&day, hour, due, destroyed));
	assert_false(window_takes(&day, hour, due, arrival + whole));
	assert_false(window_takes(&day, hour, hour + HOURFILE_KEEP, arrival + 14 * DAY));
}

/* All minutes of the two days around t: each second of them counts, the first and the last are
 * tried. */
static void
check_around(int64_t t, int days)
{
	int64_t from = (t - DAY) / 60 * 60;

	for (int64_t minute = from; minute < t + DAY; minute += 60) {
		if (minute % HOUR == 0 || minute == from)
			check_runs((uint32_t)(minute / HOUR), due_of(minute, days));
		check_arrival(minute, days);
		check_arrival(minute + 59, days);
	}
}

static void
the_promise_is_true_in_every_minute(void **state)
{
	int found;

	(void)state;
	for (size_t i = 0; i < sizeof zones / sizeof *zones; i++) {
		const struct zone *zone = &zones[i];
		long offset;

		setenv("TZ", zone->rule, 1);
		tzset();
		offset = local(zone->year).tm_gmtoff;
		if (*zone->rule == ':' && offset == 0) {
			print_message("%s: no zone file, left out\n", zone->name);
			continue;
		}
		cases = twice = 0;
		found = 0;
		for (int days = 1; days <= 14; days++) {
			check_around(LEAP_DAY + DAY / 2, days);
			check_around(LEAP_DAY + DAY / 2 - days * DAY, days);
		}
		for (int64_t t = zone->year; t < zone->year + 365 * DAY; t += QUARTER) {
			if (local(t).tm_gmtoff == offset)
				continue;
			offset = local(t).tm_gmtoff;
			found++;
			for (int days = 1; days <= 14; days++) {
				check_around(t, days);
				check_around(t - days * DAY, days);
			}
		}
		assert_int_equal(found, zone->changes);
		print_message("%-22s %8lu arrivals, %3lu promises true by the later reading only\n",
			zone->name, cases, twice);
	}
	setenv("TZ", "UTC0", 1);
	tzset();
}

/* The rule above is the one by which keys are destroyed. */
static void
the_purge_destroys_by_the_rule_of_this_table(void **state)
{
	struct scratch *s = *state;
	const uint32_t hour = LEAP_DAY / HOUR;
	struct fail why = {{0}};

	for (int days = 1; days <= 14; days++) {
		uint32_t due = due_of(LEAP_DAY + 7, days);

		scratch_key_file(s->reg.store.keys, (unsigned)days, hour);
		scratch_key_row(&s->reg.store, (unsigned)days, hour, due);
	}
	for (int64_t now = LEAP_DAY - HOUR; now < LEAP_DAY + 15 * DAY; now += QUARTER - 1) {
		struct retention run = {.now = now, .dry = true};
		unsigned wanted = 0;

		for (int days = 1; days <= 14; days++)
			wanted += is_destroyed(hour, due_of(LEAP_DAY + 7, days), now);
		if (retention_shred(&s->reg, &s->reg.store, &run, &why) != 0)
			fail_msg("%s", why.text);
		assert_int_equal(run.keys, wanted);
		assert_int_equal(run.left, 14 - wanted);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_promise_is_true_in_every_minute),
		cmocka_unit_test_setup_teardown(
			the_purge_destroys_by_the_rule_of_this_table, scratch_register, scratch_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

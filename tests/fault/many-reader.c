/* SPDX-License-Identifier: ISC */
#include "fault/many-reader.h"

#include <stdlib.h>
#include <string.h>

#include "base/hourfile.h"
#include "base/moment.h"

#define DAY 24 /* hours of a reading */
#define BEFORE "Visitor "
#define RIGHTED "Correct "

/* One reading. */
struct judging {
	struct many_role *role;
	uint32_t from, to, before, after; /* hours: the window, and when it was read */
	size_t begun;                     /* visits when it had ended */
	struct known {
		int state, fate; /* when it began */
		int seen;
	} * known;
};

static void
judge_row(struct judging *j, const struct reading_row *row)
{
	uint32_t hour = (uint32_t)(row->arrived / MOMENT_HOUR);
	bool righted = strncmp(row->name, RIGHTED, strlen(RIGHTED)) == 0;
	const struct many_visit *v;
	size_t n;

	if (hour < j->from || hour >= j->to)
		many_board_fail(j->role, "beside the window: hour", hour);
	if (!righted && strncmp(row->name, BEFORE, strlen(BEFORE)) != 0)
		return; /* there before */
	n = strtoul(row->name + strlen(BEFORE), NULL, 10);
	if (n >= j->begun) {
		many_board_fail(j->role, "nobody came as visit", (long)n);
		return;
	}
	v = &j->role->b->visit[n];
	if (j->known[n].seen++ != 0)
		many_board_fail(j->role, "read twice: visit", (long)n);
	if (v->state == MANY_NOBODY || v->state == MANY_AGAIN)
		many_board_fail(j->role, "read though nothing was stored: visit", (long)n);
	if (hour < v->low || hour > v->high || strtoul(row->phone + 4, NULL, 10) != 10000000 + n)
		many_board_fail(j->role, "not as it was typed: visit", (long)n);
	if (j->known[n].fate == MANY_ERASED)
		many_board_fail(j->role, "read though it was erased: visit", (long)n);
	if (righted ? v->fate != MANY_RIGHTING && v->fate != MANY_RIGHTED
				: j->known[n].fate == MANY_RIGHTED)
		many_board_fail(j->role, "read with the wrong name: visit", (long)n);
	/* not of one whose screen nobody has read yet: high is then as high as can be */
	if (v->high < j->before && v->high + HOURFILE_KEEP <= j->before)
		many_board_fail(j->role, "read though it was due: visit", (long)n);
}

static void
judge_rest(struct judging *j)
{
	const struct many_visit *v = j->role->b->visit;
	size_t n;
	int fate;

	for (n = 0; n < j->begun; n++) {
		fate = v[n].fate;
		if (j->known[n].state == MANY_WELCOME && fate != MANY_ERASING && fate != MANY_ERASED &&
			v[n].low >= j->from && v[n].high < j->to && v[n].low + HOURFILE_KEEP > j->after &&
			j->known[n].seen == 0)
			many_board_fail(j->role, "lost: visit", (long)n);
	}
}

static void
judge(struct judging *j, struct errand *e)
{
	struct reading_row row;
	int rc = -1;

	if (reading_begin(e))
		while ((rc = reading_next(e, &row)) == 1) {
			judge_row(j, &row);
			j->role->b->read++;
		}
	if (rc != 0)
		many_board_fail(j->role, "not a line of a list", rc);
	judge_rest(j);
}

/* Reads the day from hour on. */
static void
read_day(struct many_role *role, uint32_t from, bool mortal)
{
	struct judging j = {.role = role, .from = from, .to = from + DAY};
	size_t i, n = role->b->visits;
	struct errand e;

	j.known = calloc(MANY_VISITS, sizeof *j.known);
	if (j.known == NULL) {
		many_board_fail(role, "memory", MANY_VISITS);
		return;
	}
	for (i = 0; i < n; i++)
		j.known[i] = (struct known){role->b->visit[i].state, role->b->visit[i].fate, 0};
	j.before = many_board_hour();
	if (reading_start(
			&role->b->reader, from * (int64_t)MOMENT_HOUR, j.to * (int64_t)MOMENT_HOUR, &e) != 0) {
		many_board_fail(role, "the desk cannot be started", 0);
	} else {
		if (many_board_follow(role, MANY_TRACE, mortal, &e)) {
			j.after = many_board_hour();
			j.begun = role->b->visits;
			judge(&j, &e);
		}
		errand_drop(&e);
	}
	free(j.known);
}

void
many_reader_run(struct many_role *role)
{
	uint32_t first = many_board_hour(), now;

	while (!role->b->over) {
		now = many_board_hour();
		/* the newest day, or one that has passed since it began */
		read_day(role, now + 1 - DAY - (uint32_t)many_board_throw(role, now - first + 1), true);
	}
}

void
many_reader_sweep(struct many_role *role)
{
	uint32_t now = many_board_hour(), day;

	for (day = 1; day <= HOURFILE_KEEP / DAY; day++)
		read_day(role, now + 1 - day * DAY, false);
}

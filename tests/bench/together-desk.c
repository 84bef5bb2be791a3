/* SPDX-License-Identifier: ISC */
#include "bench/together-desk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hourfile.h"
#include "base/moment.h"
#include "base/program.h"

#define DAY 24 /* hours of a reading */

/* One reading. */
struct judging {
	struct together_board *b;
	uint32_t from, to;      /* hours, to not among them */
	uint32_t before, after; /* the hour when the desk was started, and when it had ended */
	size_t begun;           /* visits begun when it had ended */
	uint8_t *known;         /* state of each visit when it was started */
	uint8_t *seen;          /* how often each visit was read */
	uint64_t filled[DAY];   /* how many others were read of each hour */
	uint64_t rows;
	bool good;
};

static void
complain(struct judging *j, const char *what, unsigned long which)
{
	if (j->good)
		fprintf(stderr, "together: hours %u to %u, read from hour %u to %u: %s %lu\n", j->from,
			j->to, j->before, j->after, what, which);
	j->good = false;
}

/* A visit of this run. */
static void
judge_visit(struct judging *j, const struct reading_row *row)
{
	size_t n = strtoul(row->name + strlen(TOGETHER_NAME), NULL, 10);
	const struct together_visit *v = &j->b->visit[n];

	if (n >= j->begun) {
		complain(j, "nobody came as visit", n);
		return;
	}
	if (j->seen[n]++ != 0)
		complain(j, "read twice: visit", n);
	if (row->arrived / MOMENT_HOUR != v->hour || row->destroy_by / MOMENT_HOUR > v->due ||
		strtoul(row->phone + 4, NULL, 10) != 10000000 + n)
		complain(j, "not as it was written: visit", n);
	if (v->due <= j->before)
		complain(j, "read though it was due: visit", n);
}

static void
judge_row(struct judging *j, const struct reading_row *row)
{
	uint32_t hour = (uint32_t)(row->arrived / MOMENT_HOUR);

	j->rows++;
	if (hour < j->from || hour >= j->to)
		complain(j, "beside the window: hour", hour);
	else if (strncmp(row->name, TOGETHER_NAME " ", sizeof TOGETHER_NAME) == 0)
		judge_visit(j, row);
	else
		j->filled[hour - j->from]++;
}

/* What is not there though it should be. */
static void
judge_rest(struct judging *j)
{
	const struct together_visit *v;
	uint64_t wanted;
	uint32_t hour;
	size_t n;

	for (n = 0; n < j->begun; n++) {
		v = &j->b->visit[n];
		if (j->known[n] == TOGETHER_DONE && v->hour >= j->from && v->hour < j->to &&
			v->due > j->after && j->seen[n] == 0)
			complain(j, "missing: visit", n);
	}
	for (hour = j->from; hour < j->to; hour++) {
		wanted = together_board_filled(j->b, hour);
		if (hour + HOURFILE_KEEP <= j->before)
			wanted = 0;
		/* one that becomes due meanwhile may be there as a part */
		if (j->filled[hour - j->from] > wanted ||
			(j->filled[hour - j->from] < wanted && hour + HOURFILE_KEEP > j->after))
			complain(j, "not as many entries as were put into hour", hour);
	}
}

static void
judge(struct judging *j, struct errand *e)
{
	struct reading_row row;
	int rc = 0;

	if (e->status != 0 || !reading_begin(e)) {
		errand_tell(e, "together: welkom-desk");
		complain(j, "it could not be read, exit", (unsigned long)e->status);
		return;
	}
	while ((rc = reading_next(e, &row)) == 1)
		judge_row(j, &row);
	if (rc < 0)
		complain(j, "not a line of a list, the one after", j->rows);
	judge_rest(j);
}

/* Reads the day from hour on. Without memory it counts as a failure. */
static void
read_day(struct together_board *b, uint32_t from)
{
	struct judging j = {.b = b, .from = from, .to = from + DAY, .good = true};
	size_t i, before = b->visits;
	struct errand e;

	j.known = calloc(b->most, 1);
	j.seen = calloc(b->most, 1);
	for (i = 0; j.known != NULL && i < before; i++)
		j.known[i] = b->visit[i].state;
	j.before = together_board_hour();
	if (j.known == NULL || j.seen == NULL ||
		reading_start(&b->desk, from * (int64_t)MOMENT_HOUR, j.to * (int64_t)MOMENT_HOUR, &e) !=
			0) {
		complain(&j, "welkom-desk cannot be started, memory", b->most);
	} else {
		errand_take(&e);
		j.after = together_board_hour();
		j.begun = b->visits;
		judge(&j, &e);
		errand_drop(&e);
	}
	b->readings++;
	b->read += j.rows;
	b->failed_readings += !j.good;
	free(j.known);
	free(j.seen);
}

int
together_desk_run(struct together_board *b)
{
	uint32_t now, i;

	for (i = 0; !b->over; i++) {
		now = together_board_hour();
		read_day(b,
			i % 3 == 0       ? now + 1 - DAY
				: i % 3 == 1 ? now + 1 - HOURFILE_KEEP
							 : now + 1 - HOURFILE_KEEP / 14 * (2 + i % 12));
	}
	return PROGRAM_DONE;
}

void
together_desk_sweep(struct together_board *b)
{
	uint32_t now = together_board_hour(), day;

	for (day = 1; day <= HOURFILE_KEEP / DAY; day++)
		read_day(b, now + 1 - day * DAY);
}

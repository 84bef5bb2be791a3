/* SPDX-License-Identifier: ISC */
/* month: what the ledger says of one month, day by day in local time. */
#ifndef PURGE_MONTH_H
#define PURGE_MONTH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fail.h"
#include "base/moment.h"
#include "purge/tally.h"
#include "register/chronicle.h"

#define MONTH_NAME sizeof "2026-10"
#define MONTH_DAYS 31
#define MONTH_WORD 28   /* bytes of a reason, a reference, a count */
#define MONTH_EVENT 200 /* bytes of what else happened */

struct month_day {
	int64_t begin, end; /* local midnights */
	struct tally tally;
	int64_t covered; /* time of the certificate that covers it; 0: none */
	bool own;        /* one was written on this day */
};

/* One opening at the desk. */
struct month_opening {
	int64_t when, from, to; /* from and to are 0 where the line does not say */
	char reason[MONTH_WORD], reference[MONTH_WORD], key[MONTH_WORD], opened[MONTH_WORD];
};

/* Anything else, or an alarm. */
struct month_event {
	int64_t when;
	char text[MONTH_EVENT];
};

/* The last certificate line by the end of the month. */
struct month_recount {
	int64_t when; /* 0: there is none */
	char due[MONTH_WORD], left[MONTH_WORD], oldest[MONTH_WORD], next[MONTH_WORD];
};

struct month {
	char name[MONTH_NAME];
	int64_t begin, end; /* local midnights */
	int64_t made;       /* when the first line was written; 0: no line */
	int days;
	struct month_day day[MONTH_DAYS];
	struct tally sum;
	struct month_recount recount;
	size_t openings, openings_room, events, events_room;
	struct month_opening *opening;
	struct month_event *event;
	bool failed; /* there was not enough memory */
};

/* Begins *month for name, "YYYY-MM". Returns 0, or -1 when that is no month. Free it with
 * month_free. */
int month_begin(struct month *month, const char *name) __attribute__((warn_unused_result));

/* Takes a line of the ledger: for chronicle_read, arg is the struct month. */
void month_take(void *arg, const struct ledgerline *line);

void month_free(struct month *month);

#endif

/* SPDX-License-Identifier: ISC */
/* watch: whether the register forgets as promised, from what the last purge left in
 * state/last-purge. When it does not, the kiosk takes no entries. */
#ifndef REGISTER_WATCH_H
#define REGISTER_WATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/fail.h"
#include "register/register.h"

#define WATCH_SILENCE (26 * 3600)             /* s without a good run until entries are refused */
#define WATCH_SPACE (128 * 1024)              /* bytes that must be free for an entry */
#define WATCH_REVIEW_MOST (368 * 24 * 3600LL) /* s ahead that a review may lie: 12 months */
#define WATCH_AMBER (30 * 24 * 3600)          /* s before review_by at which it is announced */
#define WATCH_LATE_AFTER (2 * 3600)           /* s without a good run that are worth a look */

/* What the last run left. */
struct watch_record {
	int64_t time;             /* trusted time of the last run */
	int64_t good;             /* of the last run in which every step succeeded */
	char boot[CLOCK_BOOT_ID]; /* the boot of the last run */
	uint32_t oldest;          /* oldest hour left; 0: none */
	uint32_t due;             /* lowest due left; 0: none */
};

/* What speaks against the register; the codes are explained in welkom(7). */
enum watch_alarm {
	WATCH_FINE,
	/* no entries are taken */
	WATCH_CLOCK,      /* C1: the clock is in doubt */
	WATCH_BOOT,       /* P1: no purge since the machine started */
	WATCH_SILENT,     /* P2: the last good purge is too long ago */
	WATCH_OVERDUE,    /* P3: something should have been destroyed by now */
	WATCH_REVIEW,     /* R1: the controller's review date has passed, or is over a year off */
	WATCH_RECIPIENTS, /* K1: the list of recipients cannot be used */
	WATCH_REGISTER,   /* S1: the register cannot be used */
	WATCH_FULL,       /* S2: the disk is full */
	/* amber: entries are taken, and somebody should look */
	WATCH_FAILED,      /* P4: the last run failed */
	WATCH_LATE,        /* P5: no good run for WATCH_LATE_AFTER; not on the kiosk's screen */
	WATCH_REVIEW_SOON, /* R2: the review date is at most WATCH_AMBER off */
	WATCH_ALARMS,      /* how many there are */
};

/* Returns the code of an alarm, "" for none. */
const char *watch_code(enum watch_alarm alarm);

/* Returns what it means and what to do, a translated phrase; "" for none. */
const char *watch_phrase(enum watch_alarm alarm);

/* Says whether entries are taken in spite of it. */
bool watch_is_amber(enum watch_alarm alarm);

/* Reads state/last-purge. Returns 0, or -1 with why. */
int watch_load(struct visit_register *r, struct watch_record *record, struct fail *why)
	__attribute__((warn_unused_result));

/* Writes state/last-purge. Returns 0, or -1 with why. */
int watch_save(struct visit_register *r, const struct watch_record *record, struct fail *why)
	__attribute__((warn_unused_result));

/* Says what speaks against taking entries, WATCH_FINE for nothing; never amber. clock is the verdict
 * of now, review the end of the controller's review date (0: none). The inbox must be whole and
 * have room. The caller looks at the recipients. */
enum watch_alarm watch_check(struct visit_register *r, const struct clock_verdict *clock,
	const struct clock_reading *now, int64_t review);

/* As watch_check; *last is what the last run left, zeros when that cannot be read. */
enum watch_alarm watch_look(struct visit_register *r, const struct clock_verdict *clock,
	const struct clock_reading *now, int64_t review, struct watch_record *last);

/* Says whether alarm, one of those about runs, clock and review (of C, P and R), holds by what the
 * last run left, whatever else holds. */
bool watch_holds(enum watch_alarm alarm, const struct watch_record *last,
	const struct clock_verdict *clock, const struct clock_reading *now, int64_t review);

/* Returns what is amber on an open kiosk: WATCH_FAILED, WATCH_REVIEW_SOON or WATCH_FINE. */
enum watch_alarm watch_amber(const struct watch_record *last, const struct clock_verdict *clock,
	const struct clock_reading *now, int64_t review);

/* Says whether something should have been destroyed before trusted time t. */
bool watch_is_overdue(const struct watch_record *record, int64_t t);

/* Returns the bytes that are free on the disk of folder (a descriptor, O_PATH will do), 0 when that
 * cannot be said. Below WATCH_SPACE it is full. */
uint64_t watch_room(int folder);

#endif

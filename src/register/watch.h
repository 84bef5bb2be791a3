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

/* What the last run left. */
struct watch_record {
	int64_t time;             /* trusted time of the last run */
	int64_t good;             /* of the last run in which every step succeeded */
	char boot[CLOCK_BOOT_ID]; /* the boot of the last run */
	uint32_t oldest;          /* oldest hour left; 0: none */
	uint32_t due;             /* lowest due left; 0: none */
};

/* Why no entries are taken; the codes are explained in welkom(7). */
enum watch_alarm {
	WATCH_FINE,
	WATCH_CLOCK,      /* C1: the clock is in doubt */
	WATCH_BOOT,       /* P1: no purge since the machine started */
	WATCH_SILENT,     /* P2: the last good purge is too long ago */
	WATCH_OVERDUE,    /* P3: something should have been destroyed by now */
	WATCH_REVIEW,     /* R1: the controller's review date has passed, or is over a year off */
	WATCH_RECIPIENTS, /* K1: the list of recipients cannot be used */
	WATCH_REGISTER,   /* S1: the register cannot be used */
	WATCH_FULL,       /* S2: the disk is full */
};

/* Returns the code of an alarm, "" for none. */
const char *watch_code(enum watch_alarm alarm);

/* Reads state/last-purge. Returns 0, or -1 with why. */
int watch_load(struct visit_register *r, struct watch_record *record, struct fail *why)
	__attribute__((warn_unused_result));

/* Writes state/last-purge. Returns 0, or -1 with why. */
int watch_save(struct visit_register *r, const struct watch_record *record, struct fail *why)
	__attribute__((warn_unused_result));

/* Says what speaks against taking entries: clock is the verdict of now, review the end of the
 * controller's review date (0: none). The inbox must be whole and have room. */
enum watch_alarm watch_check(struct visit_register *r, const struct clock_verdict *clock,
	const struct clock_reading *now, int64_t review);

/* Says whether something should have been destroyed before trusted time t. */
bool watch_is_overdue(const struct watch_record *record, int64_t t);

#endif

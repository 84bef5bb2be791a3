/* SPDX-License-Identifier: ISC */
/* sight: all that speaks against the register, as far as the running account can see it. Nothing is
 * changed and no secret is needed: an account that is none of the register's sees state/ and the
 * list of recipients, and what it may not open is no alarm but "not looked at". */
#ifndef PURGE_SIGHT_H
#define PURGE_SIGHT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/conf.h"
#include "base/fail.h"
#include "register/watch.h"

struct sight {
	struct clock_verdict clock;
	struct watch_record last; /* what the last run left: */
	bool has_last;            /* whether that could be read */
	bool has_time;     /* state/clock could be read; without it trusted is the machine's time */
	bool has_room;     /* room could be seen: */
	uint64_t room;     /* free bytes of the inbox's disk */
	bool unseen_inbox; /* may not be opened by this account */
	bool unseen_recipients;
	enum watch_alarm found[WATCH_ALARMS]; /* first the one that the kiosk shows; amber last */
	size_t count;
	struct fail why; /* more about S1 or K1, "" for nothing */
};

/* Looks at the register of conf and fills *sight. */
void sight_take(struct sight *sight, const struct conf *conf);

/* Says whether alarm was found. */
bool sight_has(const struct sight *sight, enum watch_alarm alarm);

#endif

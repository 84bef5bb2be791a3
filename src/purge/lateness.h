/* SPDX-License-Identifier: ISC */
/* lateness: how long after it was due something is destroyed, and why so late. */
#ifndef PURGE_LATENESS_H
#define PURGE_LATENESS_H

#include <stdint.h>

#include "base/clock.h"
#include "register/watch.h"

#define LATENESS_USUAL 3600 /* s that need no cause: a run may come a quarter of an hour late */

struct lateness {
	int64_t seconds;
	const char *cause; /* "none", "off": the machine was off; "clock": it was in doubt; "failure":
						* the machine was on, and no run did it */
};

/* Judges what is destroyed at trusted time now though it was due at the hour due (0: nothing is
 * destroyed). last is what the run before left, known what state/clock said before this run, boot
 * the id of this boot. */
struct lateness lateness_judge(int64_t now, uint32_t due, const struct watch_record *last,
	const struct clock_verdict *known, const char *boot);

#endif

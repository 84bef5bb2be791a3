/* SPDX-License-Identifier: ISC */
/* powercut_cuts: the power goes at every effect of a journal, in many ways. */
#ifndef FAULT_POWERCUT_CUTS_H
#define FAULT_POWERCUT_CUTS_H

#include <stdint.h>

#include "fault/powercut_disk.h"

struct powercut_order {
	const char *journal; /* the file */
	enum powercut_ignore ignore;
	size_t mixed;  /* ways by chance at each effect */
	uint64_t seed; /* of these */
	bool count;    /* only count the cuts */
	bool first;    /* end at the first violation, and say nothing */
};

struct powercut_sum {
	uint64_t effects;
	uint64_t open; /* of these, where something was not synced: where chances differ */
	uint64_t cuts;
	uint64_t points;  /* of (program, step, call, tear) */
	uint64_t states;  /* different disks that were checked */
	uint64_t unnamed; /* cuts with a copy of an hour key that never had a durable name */
	uint64_t violations;
};

/* Cuts, and says each violation on standard error. Adds to *sum. Returns 0, or -1 when the journal
 * cannot be used. */
int powercut_cuts_run(const struct powercut_order *order, struct powercut_sum *sum);

#endif

/* SPDX-License-Identifier: ISC */
/* powercut_seals: hour keys in all blocks of a disk, with or without a name. */
#ifndef FAULT_POWERCUT_SEALS_H
#define FAULT_POWERCUT_SEALS_H

#include "fault/powercut_census.h"
#include "fault/powercut_disk.h"

struct powercut_seals {
	const struct powercut_disk *disk;   /* by the choice made last */
	const struct powercut_census *acks; /* what was acknowledged, in order: */
	size_t last, next;                  /* last before the cut; on its way then (or last) */
	uint64_t unnamed;                   /* copies found that never had a durable name */
};

/* A key that was overwritten by what was acknowledged is in no block; one that lost its name was
 * overwritten before. Not so for a copy whose name never became durable: where a file system has
 * written its blocks all the same, nobody can find them to overwrite them; these are counted. Returns
 * 0, or -1 with why. */
int powercut_seals_check(struct powercut_seals *c, struct fail *why);

#endif

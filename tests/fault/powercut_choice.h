/* SPDX-License-Identifier: ISC */
/* powercut_choice: what the disk holds when the power goes, of all that it may hold. */
#ifndef FAULT_POWERCUT_CHOICE_H
#define FAULT_POWERCUT_CHOICE_H

#include "fault/powercut_disk.h"

#define POWERCUT_SECTOR 512

/* What becomes of an unsynced effect. */
enum powercut_fate {
	POWERCUT_LOST,
	POWERCUT_KEPT,
	POWERCUT_PART,  /* only the bytes [from, to) of the write */
	POWERCUT_MIXED, /* of a write each sector by chance */
};

struct powercut_choice {
	uint8_t fate[POWERCUT_DISK_PENDING]; /* of each pending effect */
	uint32_t from, to;                   /* of the one that is torn */
	bool grown;                          /* a file has its new size whatever bytes are lost */
	uint64_t seed;                       /* of the chances */
};

/* Makes in d->now and the inodes' now what the disk holds by choice c. Returns a hash of it. */
uint64_t powercut_choice_make(struct powercut_disk *d, const struct powercut_choice *c);

/* A number by chance: the next after *seed. */
uint64_t powercut_choice_chance(uint64_t *seed);

#endif

/* SPDX-License-Identifier: ISC */
/* powercut_tears: the ways in which the power goes during one effect. */
#ifndef FAULT_POWERCUT_TEARS_H
#define FAULT_POWERCUT_TEARS_H

#include "fault/powercut_choice.h"

/* In which way an effect is torn, with a number: a pending effect or a place in the write. */
enum powercut_tear {
	POWERCUT_TEAR_LOST,      /* all that was not synced is lost */
	POWERCUT_TEAR_KEPT,      /* nothing is */
	POWERCUT_TEAR_ONLY,      /* one pending effect is kept */
	POWERCUT_TEAR_BUT,       /* one is lost */
	POWERCUT_TEAR_HEAD,      /* a write to the middle, what is before it kept */
	POWERCUT_TEAR_HEAD_ONLY, /* the same, what is before it lost */
	POWERCUT_TEAR_TAIL,      /* from the middle on */
	POWERCUT_TEAR_TAIL_ONLY,
	POWERCUT_TEAR_ZEROS, /* the file has grown, and holds zeros */
	POWERCUT_TEAR_MIXED, /* by chance */
	POWERCUT_TEARS
};

struct powercut_tears {
	const struct powercut_disk *disk;
	struct powercut_choice *choice; /* set before each call of cut */
	size_t at;                      /* the effect */
	size_t mixed;                   /* ways by chance */
	uint64_t seed;
	void (*cut)(void *arg, enum powercut_tear tear, uint32_t place);
	void *arg;
};

/* Calls t->cut for each way; sync: the effect makes durable what is pending. */
void powercut_tears_each(const struct powercut_tears *t, bool sync);

/* Sets all of choice to fate. */
void powercut_tears_all(
	const struct powercut_disk *d, struct powercut_choice *choice, enum powercut_fate fate);

/* Returns a word for tear. */
const char *powercut_tears_word(enum powercut_tear tear);

#endif

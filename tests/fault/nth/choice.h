/* SPDX-License-Identifier: ISC */
/* Which calls are to fail: all that can, or so many of them, chosen by a number. */
#ifndef NTH_CHOICE_H
#define NTH_CHOICE_H

#include "fault/nth/stage.h"

struct choice_plan {
	unsigned long most, seed;
	bool allocations; /* of those: whatever the program itself asks for is always among them */
};

/* Of one step. */
struct choice {
	bool loading;         /* those of the loader too */
	struct fault *faults; /* each once; first one of each system call */
	size_t count;
	size_t least; /* how many of them are taken at any rate */
	size_t take;  /* by choice_share: the first so many */
};

/* Lists the faults that the calls of right, a run without one, can meet, in an order made of the
 * seed. */
void choice_make(struct choice *c, const struct choice_plan *plan, const struct scene *right,
	const struct nth_page *page);

/* Completes a fault of which only kind, task and n are known. Returns 0, or -1 when there is none. */
int choice_find(const struct scene *right, struct fault *fault);

/* Deals out plan->most among the steps as evenly as they can take them. */
void choice_share(struct choice *list, size_t count, const struct choice_plan *plan);

#endif

/* SPDX-License-Identifier: ISC */
/* opening: the visits of a window of at most 24 hours, opened on all processors and given away in
 * order, an hour at a time. Nothing else opens entries for a window. */
#ifndef DESK_OPENING_H
#define DESK_OPENING_H

#include "desk/keyring.h"
#include "desk/report.h"
#include "visit/record.h"

#define OPENING_MOST (24 * 3600) /* seconds of a window at most */

struct opening {
	struct desk *d;
	int64_t from, to; /* [from, to): only visits that arrived then are given */
	struct keyring ring;
	struct report report;
};

/* Who gets the visits, and how. */
struct opening_taker {
	/* takes a visit, which is in locked memory and gone afterwards; by arrival, then number. -1
	 * with why ends the opening. In the calling thread. */
	int (*each)(void *arg, const struct visit *visit, struct fail *why);
	/* told about 20 times a second and after each hour, in the calling thread, how many of total
	 * steps are done; false cancels. NULL: nobody is. */
	bool (*progress)(void *arg, uint64_t done, uint64_t total);
	void *arg;
	size_t threads; /* 0: the processors that this process may use, at most 16 */
	size_t most; /* visits in memory at a time; 0: SHELF_MOST. Fewer than an hour has cost rounds */
};

/* Finds the hour keys of [from, to) that may be opened; nothing is opened yet. o->report.entries is
 * then how many sealed entries will be. Returns 0 and *o, to be given to opening_end, or -1 with
 * why: a window of more than OPENING_MOST is refused. d is unlocked, and stays so. */
int opening_begin(struct desk *d, int64_t from, int64_t to, struct opening *o, struct fail *why)
	__attribute__((warn_unused_result));

/* Opens the hours one after the other and gives their visits to taker; what is no genuine visit is
 * counted in o->report and never given. Returns 0, or -1 with why; o->report.cancelled tells whether
 * progress wanted it. All that was opened is then wiped; what was given before is the taker's. */
int opening_each(struct opening *o, const struct opening_taker *taker, struct fail *why)
	__attribute__((warn_unused_result));

/* Frees what opening_begin made. */
void opening_end(struct opening *o);

#endif

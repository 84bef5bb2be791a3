/* SPDX-License-Identifier: ISC */
/* window: all visits of a window of time, opened and kept in locked memory for a screen. What only
 * goes to a file is given by desk/opening.h an hour at a time. */
#ifndef DESK_WINDOW_H
#define DESK_WINDOW_H

#include <stddef.h>
#include <stdint.h>

#include "desk/opening.h"

#define WINDOW_MOST OPENING_MOST /* seconds of a window at most */

struct window {
	int64_t from, to;     /* [from, to) */
	struct visit *visits; /* by arrival, in locked memory */
	size_t n, room;
	struct report report; /* what else was found */
	/* told how many sealed entries will be opened, before the first is, and again how many more were;
	 * -1 with why ends the opening. NULL: nobody is */
	int (*note)(void *arg, uint64_t entries, struct fail *why);
	/* as in opening_taker; NULL: nobody is told */
	bool (*progress)(void *arg, uint64_t done, uint64_t total);
	void *arg;
};

/* Says whether an hour key of hour, due at due, lies in w and may be opened at time shown. */
bool window_takes(const struct window *w, uint32_t hour, uint32_t due, int64_t shown);

/* Opens the hour keys in w, which is at most WINDOW_MOST long, and the entries under them. Returns
 * 0 (w->visits to be given to window_free), or -1 with why and nothing kept; w->report.cancelled
 * tells whether progress wanted it. */
int window_open(struct desk *d, struct window *w, struct fail *why)
	__attribute__((warn_unused_result));

/* Wipes and frees. */
void window_free(struct window *w);

#endif

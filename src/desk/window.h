/* SPDX-License-Identifier: ISC */
/* window: the visits of a window of time, opened into locked memory. */
#ifndef DESK_WINDOW_H
#define DESK_WINDOW_H

#include <stddef.h>
#include <stdint.h>

#include "desk/desk.h"
#include "register/entries.h"
#include "visit/record.h"

#define WINDOW_MOST (24 * 3600) /* seconds of a window at most */

struct window {
	int64_t from, to;     /* [from, to) */
	struct visit *visits; /* by arrival, in locked memory */
	size_t n, room;
	size_t hours;   /* hour keys opened */
	size_t expired; /* hour keys that are due: not opened */
	/* named, never shown: */
	size_t forged;  /* keys or entries that are not what they say */
	size_t foreign; /* hour keys not sealed to this key */
	size_t missing; /* hour keys whose file is gone or unreadable */
};

/* Says whether an hour key of hour, due at due, lies in w and may be opened at time shown. */
bool window_takes(const struct window *w, uint32_t hour, uint32_t due, int64_t shown);

/* Opens the hour keys in w, which is at most WINDOW_MOST long, and the entries under them. Returns
 * 0 (w->visits to be given to window_free), or -1 with why. */
int window_open(struct desk *d, struct window *w, struct fail *why)
	__attribute__((warn_unused_result));

/* Wipes and frees. */
void window_free(struct window *w);

#endif

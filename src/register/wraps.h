/* SPDX-License-Identifier: ISC */
/* wraps: the hour key files of the store shown one by one, and given other wraps, durably. What is
 * in a wrap is not known here. */
#ifndef REGISTER_WRAPS_H
#define REGISTER_WRAPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/hourfile.h"
#include "register/register.h"

struct wraps {
	int64_t
		now; /* unix time, trusted: what is due by then by its own header is left to the purge */
	/* Says whether the wraps of file are to be made anew. */
	bool (*wanted)(
		void *arg, const struct hourfile *head, const uint8_t file[static HOURFILE_SIZE]);
	/* Makes in out what file is to become, with the same header but for the number of wraps. Returns
	 * 0, or -1 when it stays as it is. Called with the lock held. NULL: nothing is changed. */
	int (*make)(
		void *arg, const uint8_t file[static HOURFILE_SIZE], uint8_t out[static HOURFILE_SIZE]);
	void *arg;
	size_t changed;    /* made by wraps_walk: files that were changed */
	size_t unreadable; /* names of hour keys that could not be read */
};

/* Shows each hour key file of the store to w->wanted, and puts what w->make makes of it in its place
 * (base/exchange.h), under the lock and after reading it again. Leftovers of an earlier change are
 * finished first. The lock is not kept between two files. Returns 0, or -1 with why: the rest can be
 * done by calling it again. */
int wraps_walk(struct visit_register *r, struct wraps *w, struct fail *why) REGISTER_MUST_CHECK;

#endif

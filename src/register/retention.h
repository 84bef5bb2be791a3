/* SPDX-License-Identifier: ISC */
/* retention: what is due is destroyed: keys first (they alone make entries readable, and they can
 * be overwritten on a full disk), rows after. Only positive evidence destroys: a key file's own
 * header, or its row's lower due; a read that fails never does. Under the register's lock. */
#ifndef REGISTER_RETENTION_H
#define REGISTER_RETENTION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fail.h"
#include "register/register.h"

#define RETENTION_NOTES 20 /* files named one by one; of more only how many */

/* Key files of the inbox that one look destroys: each costs a sync, and the kiosk's account can make
 * any number of them, while in the store keys fall due. */
#define RETENTION_INBOX 1000

/* What a run does and finds. */
struct retention {
	int64_t now;     /* trusted time, seconds since 1970: what is due by it is destroyed */
	bool dry;        /* only count */
	uint32_t newest; /* a header with a later hour is not believed, and named; 0: any is */
	void (*note)(void *arg, const char *sentence); /* told of each thing a person should see */
	void *arg;
	uint64_t keys;             /* key files destroyed, or that would be */
	uint32_t first;            /* the lowest due of those; 0: none */
	uint64_t leftovers;        /* unfinished files of a crash destroyed */
	uint64_t strange;          /* files left alone because they are not what they should be */
	uint64_t strange_in_store; /* of those: it is not proven that nothing due is among them */
	uint64_t put_off;          /* files of the inbox that are due and were too many */
	uint64_t left;             /* hour keys that are left */
	uint64_t overdue;          /* of those: due, and not destroyed */
	uint32_t oldest;           /* the oldest hour left; 0: none */
	uint32_t due;              /* the lowest due left; 0: none */
};

/* Lowers every due of side above the hour of now + 336 to that: for when the clock had run ahead.
 * Returns 0, or -1 with why. */
int retention_lower(struct register_side *side, int64_t now, struct fail *why)
	__attribute__((warn_unused_result));

/* Overwrites and removes the key files of side, one of r's, that are due, and finishes what crashes
 * left; adds to what run counts. Rows are evidence where their database is open. Every file is
 * tried even when one fails. Returns 0, or -1 with why. */
int retention_shred(struct visit_register *r, struct register_side *side, struct retention *run,
	struct fail *why) __attribute__((warn_unused_result));

/* Adds what part counted to sum. */
void retention_add(struct retention *sum, const struct retention *part);

#endif

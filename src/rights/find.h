/* SPDX-License-Identifier: ISC */
/* find: what the register holds about one person: all hours that may be opened are opened, one day
 * after the other, in locked memory, and only what matches is kept. For rights only: nothing else in
 * the desk opens more than a day. */
#ifndef RIGHTS_FIND_H
#define RIGHTS_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "desk/desk.h"
#include "rights/query.h"
#include "desk/report.h"
#include "open/openkey.h"
#include "visit/record.h"

#define FIND_MOST 1000 /* entries of one person: more is an error */

struct find_match {
	struct visit visit;
	uint32_t due; /* the hour from which it is destroyed */
};

struct find {
	struct find_match *matches; /* by arrival, in locked memory */
	size_t n;
	struct report report; /* of all that was opened; without gaps, which were said already */
	bool gaps;            /* entries are missing */
};

/* Searches for query; say(arg, sentence) is told of entries that are missing, without a name. d is
 * unlocked, and stays so. The caller writes the ledger's line before anybody sees a match. Returns 0
 * and *f, to be given to find_free, or -1 with why. */
int find_search(struct desk *d, struct query *query, void (*say)(void *arg, const char *sentence),
	void *arg, struct find *f, struct fail *why) __attribute__((warn_unused_result));

/* Says whether all that could be a match was read: only then may it be said that there is no more. */
bool find_is_whole(const struct find *f);

/* Opens the hour key of kid, if it may be opened now, into *key, in locked memory. Returns 1; 0 when it
 * cannot be opened, which report counts; or -1 with why. */
int find_open_key(struct desk *d, const uint8_t kid[static HOURFILE_KID], struct open_key *key,
	struct report *report, struct fail *why) __attribute__((warn_unused_result));

/* Wipes and frees. */
void find_free(struct find *f);

#endif

/* SPDX-License-Identifier: ISC */
/* gaps: the kiosk numbers the visits of an hour key from 1, and the number is sealed. So who removes
 * rows from the database leaves numbers that are missing, unless the ledger knows an erasure. */
#ifndef DESK_GAPS_H
#define DESK_GAPS_H

#include "desk/keyring.h"

/* The numbers found under one hour key. */
struct gaps_key {
	const struct keyring_key *key;
	uint64_t *seqs; /* 2 x number, + 1 when it was a copy in another place */
	size_t n, room;
	uint64_t unread; /* entries that are there, of which the number is not known */
};

struct gaps {
	size_t n;
	struct gaps_key *keys; /* as in the keyring */
};

/* Begins for the keys of ring, which stays the caller's. Returns 0, or -1 without memory. */
int gaps_begin(struct gaps *gaps, const struct keyring *ring) __attribute__((warn_unused_result));

/* Notes that an entry has the number seq; copy: it lay in another place than its own. Returns 0,
 * or -1 without memory. */
int gaps_note(struct gaps_key *key, uint32_t seq, bool copy) __attribute__((warn_unused_result));

/* Judges all numbers and counts in report what is missing, and which visits have the number of
 * another. Missing is what neither an erasure in the ledger, nor one in the queue, nor an entry
 * that is still in the inbox or was collected too late to be read explains; an entry that does not
 * open may be any of the missing. An erasure explains one missing number of its hour key, whichever it
 * is: the ledger has no numbers. What was removed after the last number that is left cannot be noticed.
 * Returns 0, or -1 without memory. */
int gaps_judge(struct gaps *gaps, struct desk *d, struct report *report)
	__attribute__((warn_unused_result));

void gaps_free(struct gaps *gaps);

#endif

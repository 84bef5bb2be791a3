/* SPDX-License-Identifier: ISC */
/* erasing: entries of one person gone at once, in inbox and store, each with its line in the ledger. */
#ifndef RIGHTS_ERASING_H
#define RIGHTS_ERASING_H

#include "rights/reply.h"
#include "rights/rights.h"

/* Erases what is picked. Returns 0, or -1 with why: some may be erased then, as the ledger says. */
int erasing_picked(struct rights *r, struct fail *why) __attribute__((warn_unused_result));

/* Opens the register for an erasure by code alone, which needs no key. Returns 0, or -1 with why, also
 * when r->query is no code. */
int erasing_open(struct rights *r, struct fail *why) __attribute__((warn_unused_result));

/* Then erases by the code, and learns in r->hour when it came in. Returns 1, 0 when nothing is held under
 * the code, or -1 with why. */
int erasing_code(struct rights *r, struct fail *why) __attribute__((warn_unused_result));

/* Returns the letter about it: the person asked for it, or objected. */
enum reply_kind erasing_kind(const struct rights *r);

#endif

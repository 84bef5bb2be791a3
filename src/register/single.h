/* SPDX-License-Identifier: ISC */
/* single: one entry of a side, found by its id or given another box. */
#ifndef REGISTER_SINGLE_H
#define REGISTER_SINGLE_H

#include <stdint.h>

#include "base/fail.h"
#include "register/entries.h"
#include "register/register.h"

/* Looks for the entry of id under the hour keys of side: a point look-up each. Returns 1 and *entry,
 * 0 when there is none, or -1 with why. */
int single_look(struct register_side *side, const uint8_t id[static ENTRIES_ID],
	struct entries_entry *entry, struct fail *why) __attribute__((warn_unused_result));

/* Puts box in the place of the box of old in the store, if it is still exactly old, and writes the
 * ledger line "rectify" of unix time now with fields before it is committed: nothing is changed
 * without a line. Then empties the database's log, in which the old box may stand, unless a
 * reader is in the way. Under the register's lock. Returns 1; 0 when there is no such entry any more; or -1 with why: then a line of
 * what was not done may stand in the ledger. */
int single_replace(struct visit_register *r, int64_t now, const struct entries_entry *old,
	const uint8_t box[static ENTRIES_BOX], const char *fields, struct fail *why)
	__attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: ISC */
/* erasures: a visitor takes back an entry with its erasure code. The inbox forgets at once; the
 * queue tells the keeper, who does the same in the store. Nobody learns whether a code existed. */
#ifndef REGISTER_ERASURES_H
#define REGISTER_ERASURES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fail.h"
#include "base/hourfile.h"
#include "register/entries.h"
#include "register/register.h"

/* Deletes the entry of id from the inbox, if it is there, and queues id, in one transaction.
 * Returns 0 whether it was there or not, or -1 with why: then nothing is queued. */
int erasures_queue(struct register_side *inbox, const uint8_t id[static ENTRIES_ID],
	struct fail *why) __attribute__((warn_unused_result));

/* Says whether an erasure of id is queued and not yet carried out: such an entry is not shown. A
 * queue that cannot be read says no. */
bool erasures_is_queued(struct register_side *inbox, const uint8_t id[static ENTRIES_ID]);

#define ERASURES_MOST 1000 /* carried out in one go: whoever fills the queue must not hold it up */

/* Carries out what is queued, at most ERASURES_MOST: deletes from the store, writes a ledger line of unix time now, then
 * removes the queue row. Under the register's lock. *count becomes how many were carried out.
 * Returns 0, or -1 with why: the rest stays queued. */
int erasures_carry_out(struct visit_register *r, int64_t now, uint64_t *count, struct fail *why)
	__attribute__((warn_unused_result));

/* Erases the entry of id at once, in the inbox and in the store, and writes the ledger line of unix
 * time now, which ends with more: "key=value" parts with tabs between, or "". It is queued on the way:
 * a crash leaves it to the keeper. Then both databases' logs are emptied, in which the box may stand,
 * unless a reader is in the way.
 * Under the register's lock. *matched says whether there was such an entry, kid whose it was (zeros:
 * nobody's). Returns 0, or -1 with why: what is not done yet, the keeper does. */
int erasures_now(struct visit_register *r, int64_t now, const uint8_t id[static ENTRIES_ID],
	const char *more, bool *matched, uint8_t kid[static HOURFILE_KID], struct fail *why)
	__attribute__((warn_unused_result));

#endif

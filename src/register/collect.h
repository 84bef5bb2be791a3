/* SPDX-License-Identifier: ISC */
/* collect: what the kiosk wrote is moved from the inbox to the store, where the kiosk's account
 * cannot reach it. Two transactions, the store's first; exactly the rows that were read are
 * removed from the inbox, so that a kiosk may write at the same time. Under the register's lock. */
#ifndef REGISTER_COLLECT_H
#define REGISTER_COLLECT_H

#include <stdint.h>

#include "base/clock.h"
#include "base/fail.h"
#include "register/register.h"

/* A kiosk makes one hour key in an hour. Whoever writes the inbox can make any number: each costs
 * syncs, and a store of too many could not be looked through in a run. */
#define COLLECT_KEYS 1000        /* hour keys brought at a time: their rows are soon committed */
#define COLLECT_KEYS_STORE 20000 /* hour keys that the store takes */

struct collect_report {
	uint64_t entries;  /* moved */
	uint64_t keys;     /* hour keys new in the store */
	uint64_t refused;  /* hour keys that are too many: they stay */
	uint64_t homeless; /* entries or rows whose key is known to neither side: they stay */
};

/* The highest due that an entry collected at trusted time now can have; none while it is in doubt:
 * the kiosk may have known better. */
uint32_t collect_due_most(const struct clock_verdict *clock);

/* Collects; no row of the store gets a due above due_most, whatever hour a key file claims. Returns
 * 0, or -1 with why, also when keys were refused: then nothing is lost, and doing it again is right. */
int collect_inbox(struct visit_register *r, uint32_t due_most, struct collect_report *report,
	struct fail *why) __attribute__((warn_unused_result));

#endif

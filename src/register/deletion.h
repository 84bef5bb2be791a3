/* SPDX-License-Identifier: ISC */
/* deletion: the rows of what is due, after its keys were destroyed: from then on they are only
 * ballast. And the ledger line about it, which a crash cannot lose. Under the register's lock. */
#ifndef REGISTER_DELETION_H
#define REGISTER_DELETION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fail.h"
#include "register/register.h"

/* Deletes the rows of side that are due at trusted time now, in batches; with dry they are only
 * counted. The hour key's own row stays until its key file is gone. In the store the same
 * transactions note in the table done what was deleted. Adds to *entries. Returns 0, or -1 with
 * why. */
int deletion_delete(struct register_side *side, int64_t now, bool dry, uint64_t *entries,
	struct fail *why) __attribute__((warn_unused_result));

/* What a run destroyed, for its ledger line. */
struct deletion_done {
	uint64_t keys;     /* key files */
	uint64_t entries;  /* rows deleted without the table done: those of the inbox */
	int64_t late;      /* s after it was due that the first of them was destroyed */
	const char *cause; /* why so late: "off", "clock", "failure" or "none" */
};

/* Writes the ledger line of what was destroyed: *what by this run, and what the table done holds (an
 * interrupted run's too); then empties done. Nothing destroyed, no line. Returns 0, or -1 with why:
 * the next run writes it. */
int deletion_write_down(struct visit_register *r, int64_t now, const struct deletion_done *what,
	struct fail *why) __attribute__((warn_unused_result));

#endif

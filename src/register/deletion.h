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

/* Writes the ledger line of what was destroyed: keys key files by this run, what done holds (an
 * interrupted run's too), and unnoted entries deleted without it (of the inbox); then empties
 * done. Nothing destroyed, no line. Returns 0, or -1 with why: the next run writes it. */
int deletion_write_down(struct visit_register *r, int64_t now, uint64_t keys, uint64_t unnoted,
	struct fail *why) __attribute__((warn_unused_result));

#endif

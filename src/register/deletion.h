/* SPDX-License-Identifier: ISC */
/* deletion: the rows of what is due, after its keys were destroyed: from then on they are only
 * ballast. Under the register's lock. */
#ifndef REGISTER_DELETION_H
#define REGISTER_DELETION_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fail.h"
#include "register/purgeline.h"
#include "register/register.h"

/* Deletes the rows of side that are due at trusted time now, in batches; with dry they are only
 * counted. A transaction holds so few rows that nobody waits long for it. It is not synced by itself:
 * after a power cut some rows may be back, which nobody can read, until the database's log is emptied
 * (database_checkpoint). The hour key's own row stays until its key file is gone. In the store the same
 * transactions note in the table done what runs->own deleted, and the first takes out what done has of
 * runs up to runs->told (of the inbox, and with dry, runs may be NULL). Adds to *entries. Returns 0,
 * or -1 with why. */
int deletion_delete(struct register_side *side, int64_t now, const struct purgeline_runs *runs,
	bool dry, uint64_t *entries, struct fail *why) __attribute__((warn_unused_result));

#endif

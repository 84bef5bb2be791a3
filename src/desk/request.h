/* SPDX-License-Identifier: ISC */
/* request: what is asked of the register, why, and its line in the ledger, without which no name is
 * shown. */
#ifndef DESK_REQUEST_H
#define DESK_REQUEST_H

#include "desk/desk.h"

struct request {
	int64_t from, to;               /* [from, to) */
	const char *reason;             /* one of the closed ones */
	char reference[DESK_REFERENCE]; /* letters, digits, . / - with a digit; "": to be made */
};

/* Checks key, window, reason and reference of the command line. A drill is refused: it opens no
 * entry. Returns 0 and *r, or -1 with why. */
int request_read(struct desk *d, struct request *r, struct fail *why)
	__attribute__((warn_unused_result));

/* Refuses a window of which all is older than may be shown; d is unlocked. Returns 0, or -1 with
 * why. */
int request_check_age(struct desk *d, const struct request *r, struct fail *why)
	__attribute__((warn_unused_result));

/* Makes a reference where none was given: R-year-number of the next ledger line. Returns 0, or -1
 * with why. */
int request_refer(struct desk *d, struct request *r, struct fail *why)
	__attribute__((warn_unused_result));

/* Writes to the ledger that entries sealed entries are opened for r, durably, and keeps the new head
 * beside the key. When the ledger is not the one the key has seen, it says so and sets
 * d->incomplete. Returns 0, or -1 with why: then nothing may be shown. */
int request_note(struct desk *d, const struct request *r, uint64_t entries, struct fail *why)
	__attribute__((warn_unused_result));

/* Says whether text has the closed form of a reference: no name gets into the ledger by it. */
bool request_is_reference(const char *text);

#endif

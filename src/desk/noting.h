/* SPDX-License-Identifier: ISC */
/* noting: one line for the ledger, from somebody who has opened a reception key. */
#ifndef DESK_NOTING_H
#define DESK_NOTING_H

#include "base/fingerprint.h"
#include "desk/desk.h"

/* Appends a line to the ledger, durably; then compares the ledger with the head beside the key and
 * keeps the new head there, or says aloud that it is not the ledger this key has seen. Returns 0, or
 * -1 with why: there is no line then. */
int noting_line(struct desk *d, const char *what, const char *fields, struct fail *why)
	__attribute__((warn_unused_result));

/* Writes the first 8 digits of the fingerprint of d->key. */
void noting_key(const struct desk *d, char out[static FINGERPRINT_SHORT]);

#endif

/* SPDX-License-Identifier: ISC */
/* secret: the passphrase of a new or changed reception key: out of a file, made here, or a person's own. */
#ifndef OPEN_SECRET_H
#define OPEN_SECRET_H

#include "base/fail.h"
#include "open/passphrase.h"

/* Reads p from file and refuses a weak one. Returns 0, or -1 with why. */
int secret_read(struct passphrase *p, const char *file, struct fail *why)
	__attribute__((warn_unused_result));

/* Offers a made passphrase on the terminal, and asks for it again to see that it was noted; or
 * asks twice for one of the person's own. A made one is shown on a page of its own that is wiped
 * from the screen; whose, a translated line or NULL, stands above it. Returns 0 and p, or -1 with why. */
int secret_offer(struct passphrase *p, const char *whose, struct fail *why)
	__attribute__((warn_unused_result));

#endif

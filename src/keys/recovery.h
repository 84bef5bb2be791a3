/* SPDX-License-Identifier: ISC */
/* recovery: one more recipient whose secret half is on paper only (the way back: recover.h). */
#ifndef KEYS_RECOVERY_H
#define KEYS_RECOVERY_H

#include "keys/keychange.h"

/* Makes a key pair for c->who.label, writes the sheet to --output, standard output or a page of the
 * terminal, and announces the key. Returns 0, or -1 with why: a sheet is worthless then. */
int recovery_make(struct desk *d, struct keychange *c, struct fail *why)
	__attribute__((warn_unused_result));

#endif

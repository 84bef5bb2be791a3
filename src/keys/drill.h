/* SPDX-License-Identifier: ISC */
/* drill: proof, without a name being read, that a key and its passphrase open the register. */
#ifndef KEYS_DRILL_H
#define KEYS_DRILL_H

#include "desk/desk.h"

#define DRILL_DAYS 120 /* without a proof, and the overview is amber */

/* What came of trying the key on the latest live hour key. */
enum drill_proof { DRILL_NONE, DRILL_OPENED, DRILL_NOT_OURS, DRILL_FORGED, DRILL_NO_MEMORY };

/* With d unlocked: tries the key on one live hour key, and notes that in the ledger. Returns 0 and
 * *proof, or -1 with why. */
int drill_prove(struct desk *d, enum drill_proof *proof, struct fail *why)
	__attribute__((warn_unused_result));

/* Says what proof means, a translated phrase; and whether it is a good one. */
const char *drill_phrase(enum drill_proof proof);
bool drill_is_good(enum drill_proof proof);

/* The verb "drill": opens the own key and with it one live hour key, never an entry; the result goes
 * into the ledger. Returns an exit status. */
int drill_run(struct desk *d);

/* Prints for the overview, with the register open: when a key was last proven to open, and each that
 * was not for DRILL_DAYS. */
void drill_last(struct desk *d);

#endif

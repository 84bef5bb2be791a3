/* SPDX-License-Identifier: ISC */
/* drill: proof, without a name being read, that a key and its passphrase open the register. */
#ifndef DESK_DRILL_H
#define DESK_DRILL_H

#include "desk/desk.h"

#define DRILL_DAYS 120 /* without a proof, and the overview is amber */

/* The verb "drill": opens the own key and with it one live hour key, never an entry; the result goes
 * into the ledger. Returns an exit status. */
int drill_run(struct desk *d);

/* Prints for the overview, with the register open: when a key was last proven to open, and each that
 * was not for DRILL_DAYS. */
void drill_last(struct desk *d);

#endif

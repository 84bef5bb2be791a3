/* SPDX-License-Identifier: ISC */
/* handed: the verb "exports": what was handed out, what of it is overdue, and the end of it. */
#ifndef HANDOVER_HANDED_H
#define HANDOVER_HANDED_H

#include "desk/desk.h"

/* Lists the hand-overs of the ledger, those that are overdue first; with d->options.key also the files
 * that were written with that key, and shreds those that are due by trusted time. With
 * d->options.confirm only notes that the receiver destroyed what has that reference. No passphrase
 * is needed: no name is shown. Prints, and returns an exit status. */
int handed_tell(struct desk *d);

#endif

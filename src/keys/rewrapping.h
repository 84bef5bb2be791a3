/* SPDX-License-Identifier: ISC */
/* rewrapping: at every unlock, the list of recipients compared with the ledger and with one's own
 * key, and live hour keys sealed to exactly that list. */
#ifndef KEYS_REWRAPPING_H
#define KEYS_REWRAPPING_H

#include "desk/desk.h"

/* Does it, with d->key opened and the register open, and says what was found and done on standard
 * error. Nothing is sealed to a list that no ledger line announced, or that has somebody in it who
 * was revoked: then an alarm names the hours that are affected, and d->incomplete is set. The line
 * "rewrap" is written to the ledger when something was sealed anew. After "keys rotate" the new key
 * takes its place here. */
void rewrapping_run(struct desk *d);

#endif

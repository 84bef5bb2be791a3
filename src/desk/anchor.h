/* SPDX-License-Identifier: ISC */
/* anchor: the ledger checked against the head that is kept beside the reception key, where whoever
 * can write the register cannot reach it. */
#ifndef DESK_ANCHOR_H
#define DESK_ANCHOR_H

#include "desk/desk.h"
#include "register/ledger.h"
#include "register/ledgerline.h"

/* The verb "ledger verify". Returns an exit status. */
int anchor_verify(struct desk *d);

/* Checks it in the same way, without a word when there is no head yet, and calls each for every line
 * (register/chronicle.h). Returns 0, or -1 with why. */
int anchor_walk(struct desk *d, void (*each)(void *arg, const struct ledgerline *line), void *arg,
	struct fail *why) __attribute__((warn_unused_result));

/* After a line was written: keeps head, the ledger's last line, beside the key when the ledger is
 * the one that this key has seen; else says aloud that it is not, leaves the old head, which is the
 * evidence, and sets d->incomplete. Without a key nothing is done. */
void anchor_follow(struct desk *d, const struct ledger_head *head);

#endif

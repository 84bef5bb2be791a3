/* SPDX-License-Identifier: ISC */
/* finding: what is wrong with a ledger, in a sentence that says no more than the bytes prove. */
#ifndef REGISTER_FINDING_H
#define REGISTER_FINDING_H

#include "register/chronicle.h"

/* Where reading stopped. */
struct finding {
	const char *text; /* the whole ledger */
	size_t n;
	size_t at;                        /* where the line begins that is wrong */
	const struct ledger_head *head;   /* the last line that was right; n 0: none */
	const struct ledger_head *before; /* the one before it */
	const struct chronicle_known *known;
};

/* Says whether the ledger ends within the line at f->at, as a crash leaves it. */
bool finding_is_unfinished(const struct finding *f);

/* The line at f->at does not follow f->head. Returns -1, with why. */
int finding_line(const struct finding *f, struct fail *why);

/* Line f->head, whose next begins at f->at, follows the one before, but is not the one known. Returns
 * -1, with why. */
int finding_unknown(const struct finding *f, struct fail *why);

/* The ledger ends with f->head, before the last known line. Returns -1, with why. */
int finding_short(const struct finding *f, struct fail *why);

/* The ledger in folder state could not be opened; error is the errno. Returns -1, with why. */
int finding_unopened(int state, int error, struct fail *why);

#endif

/* SPDX-License-Identifier: ISC */
/* refuse: SQLite refuses one call of a piece of work, and each in its turn. For a test that is linked
 * with --wrap of sqlite3_prepare_v2, sqlite3_prepare_v3 and sqlite3_step (Makefile.am). */
#ifndef UNIT_REFUSE_H
#define UNIT_REFUSE_H

#include <stdbool.h>

#include "base/fail.h"
#include "unit/scratch.h"

/* What is refused. */
enum refuse_kind {
	REFUSE_BEFORE, /* the call does nothing */
	REFUSE_AFTER,  /* a statement is carried out, and the answer is lost */
	REFUSE_KINDS,
};

/* A piece of work that is refused somewhere, and then done again. */
struct refuse_work {
	void (*begin)(struct scratch *s);                 /* what it finds */
	int (*work)(struct scratch *s, struct fail *why); /* returns 0, or -1 with why */
	void (*cut)(struct scratch *s, int rc);           /* what holds wherever it was refused */
	void (*done)(struct scratch *s);                  /* what holds when it was done again */
};

/* Does work in a register with nothing in it, with each of its calls refused in each way, and then again
 * with none refused. What was refused says so in a sentence (or it did not matter, then rc is 0), and leaves no
 * transaction open and no statement in use. Between two runs all tables and the ledger are emptied. At least
 * least calls are there to be refused. */
void refuse_each(struct scratch *s, const struct refuse_work *work, int least);

/* From now on each statement is refused in the way kind whose text begins with text, or with one of
 * several with | between; NULL: none. */
void refuse_like(const char *text, enum refuse_kind kind);

#endif

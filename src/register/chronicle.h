/* SPDX-License-Identifier: ISC */
/* chronicle: the whole ledger read and checked, line by line, against what is known elsewhere. */
#ifndef REGISTER_CHRONICLE_H
#define REGISTER_CHRONICLE_H

#include "base/fail.h"
#include "register/ledgerline.h"

/* Lines that are known from elsewhere; n 0: not known. Any older last line is as good. */
struct chronicle_known {
	struct ledger_head last;
	struct ledger_head first; /* line 1, which tells one register's ledger from another's */
};

struct chronicle {
	struct chronicle_known known;
	/* called for each line that follows the one before, in order; NULL: nobody is. The line's text
	 * is gone afterwards. */
	void (*each)(void *arg, const struct ledgerline *line);
	void *arg;
	bool mends; /* whoever asks appends next, which mends an unfinished end: it is no fault then */
	struct ledger_head first, head; /* made by chronicle_read; n 0: no line */
	bool unread;                    /* also: it could not be read at all, whatever is in it */
};

/* Reads the ledger in folder state. Returns 0 when every line follows the one before and the known
 * ones are among them; or -1 with why, which says what was found where: then c->head is the last
 * line before it, and each was called up to that line. An empty ledger of which nothing is known is
 * whole. */
int chronicle_read(int state, struct chronicle *c, struct fail *why) LEDGER_MUST_CHECK;

#endif

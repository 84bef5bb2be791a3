/* SPDX-License-Identifier: ISC */
/* rights: what the verbs share that answer a person who asks for the own entries: who asks and why, how
 * that person was recognised, the search, its line in the ledger, and the letter. */
#ifndef RIGHTS_RIGHTS_H
#define RIGHTS_RIGHTS_H

#include "rights/find.h"
#include "rights/picking.h"
#include "rights/query.h"
#include "desk/request.h"

/* How somebody was recognised. */
enum rights_way { RIGHTS_BY_CODE, RIGHTS_CALLED_BACK, RIGHTS_IN_PERSON, RIGHTS_WAYS };

struct rights {
	struct desk *d;
	struct request request; /* its reason and reference */
	const char *recognised; /* code, called-back or in-person; NULL: nobody was yet */
	int64_t received;       /* when the person asked */
	struct query *query;
	struct find find;
	struct picking picked;
	int64_t hour; /* of an entry that was erased without a key, begin of it; 0: none */
	int outlet;   /* of the letter; -1: not begun */
};

/* Begins r for reason, asked for now. */
void rights_start(struct rights *r, struct desk *d, const char *reason);

/* Takes query as whom to look for, in the place of an earlier one; NULL: nobody. An erasure code
 * alone recognises whoever has it; nothing else does. */
void rights_name(struct rights *r, struct query *query);

/* Begins r and checks the command line; reason NULL: --reason is asked for, only those among reasons
 * (blanks between). Returns 0, or -1 with why: wrong use. */
int rights_read(struct desk *d, const char *reasons, struct rights *r, struct fail *why)
	__attribute__((warn_unused_result));

/* Asks whom to look for, and how that person was recognised where the command line does not say.
 * Whoever gives an erasure code is recognised by it. Returns 0, or -1 with why. */
int rights_ask(struct rights *r, struct fail *why) __attribute__((warn_unused_result));

/* Makes the file of the letter, where --output names one: what cannot be written is noticed before
 * anything is opened or changed. Returns 0, or -1 with why. */
int rights_begin(struct rights *r, struct fail *why) __attribute__((warn_unused_result));

/* With r->d unlocked: searches anew, writes the ledger's line "search", and says on standard error what
 * could not be read. Only then may a match be shown; as long as nobody is recognised, only so much of it
 * that it tells nothing of another person. Returns 0, or -1 with why and no match. */
int rights_look(struct rights *r, struct fail *why) __attribute__((warn_unused_result));

/* Unlocks, and looks; says on standard error how many were found. Returns 0, or -1 with why. */
int rights_search(struct rights *r, struct fail *why) __attribute__((warn_unused_result));

/* Writes the ledger's line "recognised": after the search, somebody was recognised as the person of what
 * is picked. Returns 0, or -1 with why: then nothing more may be shown. */
int rights_recognise(struct rights *r, enum rights_way way, struct fail *why)
	__attribute__((warn_unused_result));

/* Brings the head beside the key up to lines that the register wrote itself. */
void rights_anchor(struct desk *d);

/* Ends what was begun. Returns the exit status: status, or PROGRAM_FAILED where not all was read. */
int rights_end(struct rights *r, int status);

#endif

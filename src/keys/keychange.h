/* SPDX-License-Identifier: ISC */
/* keychange: a new list of recipients, made at the desk for root to install. What is in force is
 * recipients beside the configuration, which the desk cannot write. */
#ifndef KEYS_KEYCHANGE_H
#define KEYS_KEYCHANGE_H

#include "base/recipients.h"
#include "desk/desk.h"

struct keychange {
	struct recipients list;     /* that is to be installed */
	const char *what;           /* add, recovery, revoke or rotate */
	struct recipient who;       /* whom it is about, with the new key */
	uint8_t old[RECIPIENTS_PK]; /* of rotate: the key that goes */
	bool waits;                 /* a key that was announced waits to follow the own one, d->next */
};

/* Says whether text can be a label: [a-z0-9-]{1,24}. */
bool keychange_is_label(const char *text);

/* Begins *c with what the ledger announced out of the installed list, or out of recipients.new where
 * that is the newest announced; with d unlocked. Names what it leaves out. A d->next that no line
 * announced is what a crash left of rotate, and counts as not there. Returns 0, or -1 with why. */
int keychange_begin(struct desk *d, struct keychange *c, struct fail *why)
	__attribute__((warn_unused_result));

/* Changes the list: c->who comes; goes (by its label, the key is filled in); or takes the place of
 * c->old. Returns 0, or -1 with why. */
int keychange_add(struct keychange *c, struct fail *why) __attribute__((warn_unused_result));
int keychange_drop(struct keychange *c, struct fail *why) __attribute__((warn_unused_result));
int keychange_swap(struct keychange *c, struct fail *why) __attribute__((warn_unused_result));

/* Writes recipients.new beside the own key, and the line "keys" to the ledger. Returns 0, or -1 with
 * why: then nothing is announced. */
int keychange_finish(struct desk *d, const struct keychange *c, struct fail *why)
	__attribute__((warn_unused_result));

/* Writes where recipients.new is to out, with the final NUL; cut where it does not fit. */
void keychange_path(const struct desk *d, char *out, size_t cap);

/* Prints the new list with its fingerprints, and what has to be done next. */
void keychange_tell(struct desk *d, const struct keychange *c);

#endif

/* SPDX-License-Identifier: ISC */
/* keylist: who may open now, what the ledger says of it, and the hours that a key nobody announced can
 * read. No key is needed. */
#ifndef KEYS_KEYLIST_H
#define KEYS_KEYLIST_H

#include "base/recipients.h"
#include "desk/hours.h"
#include "keys/announced.h"

struct keylist {
	struct recipients list;
	struct announced announced;
	enum announced_state state; /* of the list */
	struct hours strangers;     /* live hours sealed to a key that no ledger line announced */
	struct fail blind;          /* why not all hours could be looked at; "": they could */
};

/* Opens the register to look, reads all, and closes it. Returns 0 and *l, to be given to keylist_free,
 * or -1 with why: list or ledger cannot be read. */
int keylist_read(struct desk *d, struct keylist *l, struct fail *why)
	__attribute__((warn_unused_result));
void keylist_free(struct keylist *l);

/* Says whether somebody should be told at once. */
bool keylist_is_alarm(const struct keylist *l);

/* Says whether the owner of key, of the installed list, has not used it since the list last changed:
 * the stick may not be up to date. */
bool keylist_is_stale(const struct keylist *l, const struct announced_key *key);

#endif

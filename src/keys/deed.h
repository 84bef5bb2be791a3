/* SPDX-License-Identifier: ISC */
/* deed: what the verb "keys" does, without a question and without a word on standard output: the
 * command line and the screen share it. All with d unlocked and, but for deed_copy, *c begun by
 * keychange_begin. */
#ifndef KEYS_DEED_H
#define KEYS_DEED_H

#include "keys/keychange.h"
#include "open/passphrase.h"

/* Says in why what keeps a key called c->who.label from joining the list, before one is made.
 * Returns 0 when nothing does, or -1. */
int deed_may_add(const struct keychange *c, struct fail *why) __attribute__((warn_unused_result));

/* Adds c->who.label: with a new key under p in file, which must not exist; or, file NULL, with the
 * public half c->who.pk. Announces it. Returns 0, or -1 with why. */
int deed_add(struct desk *d, struct keychange *c, const char *file, const struct passphrase *p,
	struct fail *why) __attribute__((warn_unused_result));

/* Takes c->who.label out, and announces that. Returns 0, or -1 with why. */
int deed_revoke(struct desk *d, struct keychange *c, struct fail *why)
	__attribute__((warn_unused_result));

/* Says whether *c is about one's own key. */
bool deed_is_own(const struct desk *d, const struct keychange *c);

/* Makes the key that is to follow one's own, under d->kept (d->keep before unlocking), and announces
 * it. Returns 0, or -1 with why. */
int deed_rotate(struct desk *d, struct keychange *c, struct fail *why)
	__attribute__((warn_unused_result));

/* Copies the key file to the new file to, and opens that with d->kept to see that it is one. Only the
 * key need be open. Returns 0, or -1 with why. */
int deed_copy(struct desk *d, const char *to, struct fail *why) __attribute__((warn_unused_result));

#endif

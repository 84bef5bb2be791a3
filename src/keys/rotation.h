/* SPDX-License-Identifier: ISC */
/* rotation: one's own key followed by a new one. The new key waits in a file beside the old one
 * until root has installed the list with it and no live hour names the old one; then it takes the
 * old one's place, whose bytes are overwritten. */
#ifndef KEYS_ROTATION_H
#define KEYS_ROTATION_H

#include <limits.h>

#include "desk/desk.h"
#include "open/passphrase.h"

/* Says whether a key waits beside d->options.key. */
bool rotation_waits(const struct desk *d);

/* Makes the file of the key that is to follow d->key, under d->kept. Returns 0 and d->next, or -1
 * with why. */
int rotation_make(struct desk *d, struct fail *why) __attribute__((warn_unused_result));

/* Removes it again, its bytes first. */
void rotation_take_back(struct desk *d);

/* Opens what waits beside the opened key into d->next; warns when p does not open it. */
void rotation_open(struct desk *d, const struct passphrase *p);

/* Puts d->next in the place of d->key, file and all. Says so, or warns why not. */
void rotation_finish(struct desk *d);

#endif

/* SPDX-License-Identifier: ISC */
/* passwd: another passphrase for the own key. */
#ifndef KEYS_PASSWD_H
#define KEYS_PASSWD_H

#include "desk/desk.h"

/* Says in why what keeps the passphrase of d->options.key from being changed. Returns 0 when nothing
 * does, or -1. */
int passwd_may(const struct desk *d, struct fail *why) __attribute__((warn_unused_result));

/* With d->key open: gives its file the passphrase p. Returns 0, or -1 with why. */
int passwd_change(struct desk *d, const struct passphrase *p, struct fail *why)
	__attribute__((warn_unused_result));

/* The verb "passwd". Returns an exit status. */
int passwd_run(struct desk *d);

#endif

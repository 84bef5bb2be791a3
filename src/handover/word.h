/* SPDX-License-Identifier: ISC */
/* word: the passphrase of an archive, shown once on the terminal to be spoken by phone: on /dev/tty,
 * never on standard output, in no file, and off the screen again. */
#ifndef HANDOVER_WORD_H
#define HANDOVER_WORD_H

#include "base/fail.h"
#include "open/passphrase.h"

/* Says whether there is a terminal to show it on. Returns 0, or -1 with why. */
int word_check(struct fail *why) __attribute__((warn_unused_result));

/* Shows p until Enter is pressed or input ends, on a page of its own where the terminal has one, then
 * clears that and its scroll-back. Returns 0, or -1 with why when it could not be shown. */
int word_show(const struct passphrase *p, struct fail *why) __attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: ISC */
/* leftover: what a crash left in a folder of hour keys, finished. Under the register's lock. */
#ifndef REGISTER_LEFTOVER_H
#define REGISTER_LEFTOVER_H

#include <stdbool.h>
#include <stdint.h>

#include "register/register.h"

/* What a name of a leftover stands for, by the evidence there is. */
enum leftover_kind {
	LEFTOVER_YOUNG,     /* it may still be in use: to be left alone */
	LEFTOVER_ABANDONED, /* to be overwritten */
	LEFTOVER_SECOND,    /* only another name of the key itself: to be unlinked */
	LEFTOVER_ALONE,     /* <kid>.old without <kid>.key: it may be the only copy of the key */
	LEFTOVER_STRANGE,   /* none of ours, or it cannot be looked at */
};

/* Judges <kid>.tmp in side at unix time now: abandoned at once in the store, since who has the lock
 * is not writing it; in the inbox a day after it was written, since the kiosk takes no lock. */
enum leftover_kind leftover_unfinished(
	const struct register_side *side, const char *name, int64_t now);

/* Judges <kid>.old in side. Wraps are made anew by linking the key to <kid>.old, renaming a new
 * file over the key and overwriting <kid>.old: with the inode of the key it is only its second
 * name, beside another key it is what was replaced. */
enum leftover_kind leftover_old(const struct register_side *side, const char *name);

#endif

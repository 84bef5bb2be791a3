/* SPDX-License-Identifier: ISC */
/* fold: a text as a search compares it: without case, marks, and forms of one letter (Unicode full
 * case folding and NFKD, then without what is a mark). For people who search, never for what decides:
 * different names may fold to the same. */
#ifndef BASE_FOLD_H
#define BASE_FOLD_H

#include <stddef.h>

#define FOLD_TEXT 192  /* bytes of a text that is folded at most */
#define FOLD_MOST 8192 /* bytes of what comes out at most */

/* Folds the n bytes of UTF-8 at s to out, FOLD_MOST bytes long, without a NUL; each run of blanks
 * becomes one. Returns the bytes, or -1 when s is not UTF-8 or too long. out and the stack below the
 * caller then hold what s held: both are the caller's to wipe (wipe_stack once, after the last). */
long fold_text(const char *s, size_t n, char out[static FOLD_MOST]);

#endif

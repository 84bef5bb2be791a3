/* SPDX-License-Identifier: ISC */
/* view_mask: a name and a number as they stand in the list until they are revealed: enough to know one
 * again, too little to note down in passing. */
#ifndef VIEW_VIEW_MASK_H
#define VIEW_VIEW_MASK_H

#include <stddef.h>

#define VIEW_MASK_DOT "•"   /* U+2022 */
#define VIEW_MASK_PLAIN "*" /* where a terminal has no dots */

/* Writes the n bytes of a name at name to out, cap bytes: the first grapheme of each word, and dot for
 * each further one. Returns the bytes; what does not fit is left out. */
size_t view_mask_name(const char *name, size_t n, const char *dot, char *out, size_t cap);

/* Writes two dots and the last two digits of the n bytes at number to out, cap bytes. Returns the
 * bytes. A number of fewer than four digits is all dots. */
size_t view_mask_number(const char *number, size_t n, const char *dot, char *out, size_t cap);

#endif

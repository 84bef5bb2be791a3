/* SPDX-License-Identifier: ISC */
/* sheet: lines of text on sheets of A4, in letters of one width. */
#ifndef PDF_SHEET_H
#define PDF_SHEET_H

#include <stdint.h>
#include <stddef.h>

#include "base/fail.h"

#define SHEET_LINE 512 /* bytes of a line at most */

/* Makes text, n bytes of lines that each begin with "*" (strong) or a blank, into a PDF called title
 * (ASCII). Returns 0 and *bytes, *size of them, to be freed by the caller; or -1 with why: a letter of
 * the text is in none of the fonts. */
int sheet_make(const char *title, const char *text, size_t n, uint8_t **bytes, size_t *size,
	struct fail *why) __attribute__((warn_unused_result));

#endif

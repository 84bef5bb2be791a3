/* SPDX-License-Identifier: ISC */
#include "base/fold.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

#include "base/text.h"

/* Leaves marks and repeated blanks out of the n bytes at text. Returns how many are left. */
static size_t
strip(char *text, size_t n)
{
	size_t at, used, kept = 0;
	bool blank = true; /* none at the beginning */
	uint32_t uc;

	for (at = 0; at < n; at += used) {
		used = text_decode(text + at, n - at, &uc);
		if (used == 0)
			return kept;
		if (text_is_mark(uc) || (text_is_invisible(uc) && !text_is_blank(uc)))
			continue;
		if (text_is_blank(uc)) {
			if (!blank)
				text[kept++] = ' ';
			blank = true;
			continue;
		}
		memmove(text + kept, text + at, used);
		kept += used;
		blank = false;
	}
	return kept;
}

long
fold_text(const char *s, size_t n, char out[static FOLD_MOST])
{
	size_t length = FOLD_MOST;
	uint8_t *folded;

	if (n > FOLD_TEXT || !text_is_utf8(s, n))
		return -1;
	if (n == 0)
		return 0;
	folded = u8_casefold((const uint8_t *)s, n, NULL, UNINORM_NFKD, (uint8_t *)out, &length);
	if (folded == NULL)
		return -1;
	if (folded != (uint8_t *)out) { /* FOLD_MOST is more than can come out; free wipes */
		free(folded);
		return -1;
	}
	return (long)strip(out, length);
}

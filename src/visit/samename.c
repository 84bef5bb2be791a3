/* SPDX-License-Identifier: ISC */
#include "visit/samename.h"

#include <stdlib.h>
#include <unicase.h>
#include <uninorm.h>

#include "base/wipe.h"

long
samename_fold(const struct visitor *visitor, char out[static SAMENAME_FOLD])
{
	size_t n = SAMENAME_FOLD;
	uint8_t *folded;

	/* no language: a Turkish name must be found on a machine that is set to another one */
	folded = u8_casefold(
		(const uint8_t *)visitor->name, visitor->name_len, NULL, UNINORM_NFC, (uint8_t *)out, &n);
	if (folded == (uint8_t *)out)
		return (long)n;
	if (folded != NULL) {
		wipe_bytes(folded, n);
		free(folded);
	}
	wipe_bytes(out, SAMENAME_FOLD);
	return -1;
}

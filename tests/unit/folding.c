/* SPDX-License-Identifier: ISC */
#include "unit/folding.h"

#include <unicase.h>

static enum folding_way way;

uint8_t *__real_u8_casefold(
	const uint8_t *s, size_t n, const char *language, uninorm_t nf, uint8_t *out, size_t *length);
uint8_t *__wrap_u8_casefold(
	const uint8_t *s, size_t n, const char *language, uninorm_t nf, uint8_t *out, size_t *length);

void
folding_goes(enum folding_way wanted)
{
	way = wanted;
}

uint8_t *
__wrap_u8_casefold(
	const uint8_t *s, size_t n, const char *language, uninorm_t nf, uint8_t *out, size_t *length)
{
	if (way == FOLDING_NO_MEMORY)
		return NULL;
	return __real_u8_casefold(s, n, language, nf, way == FOLDING_OWN_ROOM ? NULL : out, length);
}

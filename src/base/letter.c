/* SPDX-License-Identifier: ISC */
#include "base/letter.h"

#include <unicase.h>
#include <uninorm.h>

#include "base/wipe.h"

#define PARTS 16 /* the longest canonical decomposition has 4 */

uint32_t
letter_base(uint32_t uc)
{
	uint32_t parts[PARTS];
	size_t n = PARTS;

	if (u32_normalize(UNINORM_NFD, &uc, 1, parts, &n) == parts && n > 0)
		uc = parts[0];
	wipe_bytes(parts, sizeof parts);
	return uc;
}

uint32_t
letter_capital(uint32_t uc)
{
	return uc_toupper(uc);
}

/* SPDX-License-Identifier: ISC */
/* fingerprint: how people compare keys: 16 bytes of BLAKE2b as 8 groups of 4 hexadecimal digits. */
#ifndef BASE_FINGERPRINT_H
#define BASE_FINGERPRINT_H

#include <stdint.h>

#include "base/hourfile.h"
#include "base/recipients.h"

#define FINGERPRINT_SHOWN 40                     /* bytes of the groups with their final NUL */
#define FINGERPRINT_HEX (2 * HOURFILE_PRINT + 1) /* bytes without groups, with the final NUL */
#define FINGERPRINT_SHORT 9 /* bytes of its first 8 digits with their final NUL */

/* Writes print in groups. */
void fingerprint_show(
	const uint8_t print[static HOURFILE_PRINT], char out[static FINGERPRINT_SHOWN]);

/* Writes print in one piece; its first 8 digits. */
void fingerprint_hex(const uint8_t print[static HOURFILE_PRINT], char out[static FINGERPRINT_HEX]);
void fingerprint_short(
	const uint8_t print[static HOURFILE_PRINT], char out[static FINGERPRINT_SHORT]);

/* Writes the fingerprint of a list: of the bytes of its file, as "b2sum -l 128" gives it. */
void fingerprint_list(const struct recipients *list, uint8_t print[static HOURFILE_PRINT]);

#endif

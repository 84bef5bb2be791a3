/* SPDX-License-Identifier: ISC */
#include "base/fingerprint.h"

#include <sodium.h>
#include <stdio.h>

void
fingerprint_show(const uint8_t print[static HOURFILE_PRINT], char out[static FINGERPRINT_SHOWN])
{
	size_t i, n = 0;

	for (i = 0; i < HOURFILE_PRINT; i++)
		n += (size_t)snprintf(
			out + n, FINGERPRINT_SHOWN - n, "%s%02x", i > 0 && i % 2 == 0 ? " " : "", print[i]);
}

void
fingerprint_hex(const uint8_t print[static HOURFILE_PRINT], char out[static FINGERPRINT_HEX])
{
	sodium_bin2hex(out, FINGERPRINT_HEX, print, HOURFILE_PRINT);
}

void
fingerprint_short(const uint8_t print[static HOURFILE_PRINT], char out[static FINGERPRINT_SHORT])
{
	sodium_bin2hex(out, FINGERPRINT_SHORT, print, (FINGERPRINT_SHORT - 1) / 2);
}

void
fingerprint_list(const struct recipients *list, uint8_t print[static HOURFILE_PRINT])
{
	char text[RECIPIENTS_TEXT];
	size_t n = recipients_print(list, text);

	crypto_generichash(print, HOURFILE_PRINT, (const uint8_t *)text, n, NULL, 0);
}

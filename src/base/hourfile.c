/* SPDX-License-Identifier: ISC */
#include "base/hourfile.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/bytes.h"

#define HOUR_AT 8
#define WRAPS_AT 12
#define KID_AT 16
#define FIRST_WRAP HOURFILE_HEAD
#define HOUR_LAST 3769200 /* of the year 2400 */

int
hourfile_read(const uint8_t file[static HOURFILE_HEAD], struct hourfile *head)
{
	if (memcmp(file, HOURFILE_MAGIC, HOURFILE_MAGIC_SIZE) != 0)
		return -1;
	head->hour = bytes_get32(file + HOUR_AT);
	head->wraps = bytes_get32(file + WRAPS_AT);
	memcpy(head->kid, file + KID_AT, HOURFILE_KID);
	if (head->wraps < 1 || head->wraps > HOURFILE_WRAPS || head->hour > HOUR_LAST)
		return -1;
	return 0;
}

void
hourfile_write(uint8_t file[static HOURFILE_SIZE], const struct hourfile *head)
{
	randombytes_buf(file, HOURFILE_SIZE);
	memcpy(file, HOURFILE_MAGIC, HOURFILE_MAGIC_SIZE);
	bytes_put32(file + HOUR_AT, head->hour);
	bytes_put32(file + WRAPS_AT, head->wraps);
	memcpy(file + KID_AT, head->kid, HOURFILE_KID);
}

size_t
hourfile_wrap(uint32_t i)
{
	return FIRST_WRAP + (size_t)i * (HOURFILE_PRINT + HOURFILE_SEALED);
}

void
hourfile_derive(const uint8_t pk[static 32], uint8_t kid[static HOURFILE_KID])
{
	static const unsigned char domain[] = "welkom-kid-v1";
	crypto_generichash_state state;

	crypto_generichash_init(&state, NULL, 0, HOURFILE_KID);
	crypto_generichash_update(&state, domain, sizeof domain - 1);
	crypto_generichash_update(&state, pk, 32);
	crypto_generichash_final(&state, kid, HOURFILE_KID);
}

void
hourfile_print(const uint8_t pk[static 32], uint8_t print[static HOURFILE_PRINT])
{
	crypto_generichash(print, HOURFILE_PRINT, pk, 32, NULL, 0);
}

void
hourfile_name(const uint8_t kid[static HOURFILE_KID], char name[static HOURFILE_NAME])
{
	char hex[2 * HOURFILE_KID + 1];

	sodium_bin2hex(hex, sizeof hex, kid, HOURFILE_KID);
	snprintf(name, HOURFILE_NAME, "%s.key", hex);
}

int
hourfile_kid(const char *name, const char *suffix, uint8_t kid[static HOURFILE_KID])
{
	char hex[2 * HOURFILE_KID + 1];
	size_t n;

	if (strlen(name) != 2 * HOURFILE_KID + strlen(suffix) ||
		strcmp(name + 2 * HOURFILE_KID, suffix) != 0)
		return -1;
	if (sodium_hex2bin(kid, HOURFILE_KID, name, 2 * HOURFILE_KID, NULL, &n, NULL) != 0 ||
		n != HOURFILE_KID)
		return -1;
	/* one spelling only: two names must not stand for one kid */
	sodium_bin2hex(hex, sizeof hex, kid, HOURFILE_KID);
	return memcmp(hex, name, 2 * HOURFILE_KID) == 0 ? 0 : -1;
}

/* SPDX-License-Identifier: ISC */
#include "visit/erasure.h"

#include <sodium.h>
#include <string.h>

#include "base/bytes.h"
#include "base/crockford.h"
#include "base/wipe.h"

#define DRAWN (ERASURE_CODE - 1) /* characters that carry the random bits, 5 each */
#define SYMBOLS 32               /* that a code is written with */
#define CHECK_MOD 37             /* a prime over 32: no single slip or swap stays unseen */

void
erasure_make(char code[static ERASURE_CODE])
{
	uint8_t random[8];
	uint64_t value;

	do { /* five of the 37 remainders have no symbol of their own */
		randombytes_buf(random, sizeof random);
		value = bytes_get64(random) >> (64 - 5 * DRAWN);
	} while (value % CHECK_MOD >= SYMBOLS);
	code[DRAWN] = crockford_symbol(value % CHECK_MOD);
	for (int i = DRAWN - 1; i >= 0; i--) {
		code[i] = crockford_symbol(value & 31);
		value >>= 5;
	}
	wipe_bytes(random, sizeof random);
}

int
erasure_read(const char *typed, size_t n, char code[static ERASURE_CODE])
{
	char read[ERASURE_CODE];
	uint64_t value = 0;
	size_t count = 0;
	int symbol = -1, result = -1;

	for (size_t i = 0; i < n; i++) {
		if (typed[i] == ' ' || typed[i] == '\t' || typed[i] == '-')
			continue;
		symbol = crockford_value(typed[i]);
		if (symbol < 0 || symbol >= SYMBOLS || count == ERASURE_CODE)
			goto out;
		if (count < DRAWN)
			value = value << 5 | (uint64_t)symbol;
		read[count++] = crockford_symbol((unsigned)symbol);
	}
	if (count == ERASURE_CODE && value % CHECK_MOD == (uint64_t)symbol) {
		memcpy(code, read, ERASURE_CODE);
		result = 0;
	}
out:
	wipe_bytes(read, sizeof read);
	wipe_bytes(&value, sizeof value);
	return result;
}

void
erasure_show(const char code[static ERASURE_CODE], char out[static ERASURE_SHOWN])
{
	size_t length = 0;

	for (size_t i = 0; i < ERASURE_CODE; i++) {
		if (i == 4 || i == 8)
			out[length++] = '-';
		out[length++] = code[i];
	}
	out[length] = '\0';
}

void
erasure_id(
	const uint8_t tag[static 32], const char code[static ERASURE_CODE], uint8_t id[static 16])
{
	static const char context[15] = "welkom-erase-v1"; /* no NUL */
	uint8_t text[sizeof context + DRAWN];

	memcpy(text, context, sizeof context);
	memcpy(text + sizeof context, code, DRAWN);
	crypto_generichash(id, 16, text, sizeof text, tag, 32);
	wipe_bytes(text, sizeof text);
}

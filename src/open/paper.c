/* SPDX-License-Identifier: ISC */
#include "open/paper.h"

#include <stdbool.h>
#include <string.h>

#include "base/crockford.h"
#include "base/wipe.h"

#define BITS 5
#define SYMBOLS 32
#define CHECK_MOD 37 /* a prime over 32 */
#define TYPED (PAPER_DRAWN + 1)
#define ALL (PAPER_LINES * TYPED)

_Static_assert(PAPER_LINES *PAPER_DRAWN *BITS >= PAPER_SECRET * 8, "room for all bits");

/* The value of symbol i of all: five bits, the first of a byte being its highest. */
static unsigned
take(const uint8_t *secret, unsigned i)
{
	unsigned value = 0, bit, at;

	for (bit = 0; bit < BITS; bit++) {
		at = i * BITS + bit;
		value <<= 1;
		if (at < PAPER_SECRET * 8)
			value |= (unsigned)(secret[at / 8] >> (7 - at % 8)) & 1;
	}
	return value;
}

/* Puts it back. Returns whether the bits that no secret has are 0. */
static bool
put(uint8_t *secret, unsigned i, unsigned value)
{
	unsigned bit, at, one;

	for (bit = 0; bit < BITS; bit++) {
		at = i * BITS + bit;
		one = value >> (BITS - 1 - bit) & 1;
		if (at < PAPER_SECRET * 8)
			secret[at / 8] |= (uint8_t)(one << (7 - at % 8));
		else if (one != 0)
			return false;
	}
	return true;
}

static unsigned
add(unsigned check, unsigned value)
{
	return (check * SYMBOLS + value) % CHECK_MOD;
}

void
paper_line(const uint8_t secret[static PAPER_SECRET], unsigned number, char out[static PAPER_LINE])
{
	unsigned i, value, check = number + 1;
	size_t n = 0;

	for (i = 0; i < PAPER_DRAWN; i++) {
		if (i > 0 && i % 4 == 0)
			out[n++] = '-';
		value = take(secret, number * PAPER_DRAWN + i);
		check = add(check, value);
		out[n++] = crockford_symbol(value);
	}
	out[n++] = crockford_symbol(check);
	out[n] = '\0';
}

/* Reads line number of the values. Returns 0, or -1 when its check does not fit. */
static int
read_line(const uint8_t *values, unsigned number, uint8_t *secret)
{
	unsigned i, check = number + 1;

	for (i = 0; i < PAPER_DRAWN; i++) {
		if (values[i] >= SYMBOLS || !put(secret, number * PAPER_DRAWN + i, values[i]))
			return -1;
		check = add(check, values[i]);
	}
	return check == values[PAPER_DRAWN] ? 0 : -1;
}

int
paper_read(const char *typed, size_t n, uint8_t secret[static PAPER_SECRET])
{
	uint8_t values[ALL];
	size_t i, count = 0;
	int value, rc = -1;
	unsigned line;

	wipe_bytes(secret, PAPER_SECRET);
	for (i = 0; i < n; i++) {
		if (strchr(" \t\r\n-", typed[i]) != NULL && typed[i] != '\0')
			continue;
		value = crockford_value(typed[i]);
		if (value < 0 || count == ALL)
			goto out;
		values[count++] = (uint8_t)value;
	}
	if (count != ALL)
		goto out;
	rc = 0;
	for (line = 0; line < PAPER_LINES && rc == 0; line++)
		if (read_line(values + (size_t)line * TYPED, line, secret) != 0)
			rc = (int)line + 1;
out:
	wipe_bytes(values, sizeof values);
	if (rc != 0)
		wipe_bytes(secret, PAPER_SECRET);
	return rc;
}

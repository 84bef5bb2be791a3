/* SPDX-License-Identifier: ISC */
/* bytes: whole numbers in files and records, little-endian on every machine. */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stdint.h>

/* Writes value to the 4 bytes at out, lowest byte first. */
static inline void
bytes_put32(uint8_t out[static 4], uint32_t value)
{
	for (int i = 0; i < 4; i++)
		out[i] = (uint8_t)(value >> (8 * i));
}

/* Returns the value of the 4 bytes at in, lowest byte first. */
static inline uint32_t
bytes_get32(const uint8_t in[static 4])
{
	uint32_t value = 0;

	for (int i = 0; i < 4; i++)
		value |= (uint32_t)in[i] << (8 * i);
	return value;
}

/* Writes value to the 8 bytes at out, lowest byte first. A negative int64_t converted to uint64_t
 * is stored in two's complement. */
static inline void
bytes_put64(uint8_t out[static 8], uint64_t value)
{
	for (int i = 0; i < 8; i++)
		out[i] = (uint8_t)(value >> (8 * i));
}

/* Returns the value of the 8 bytes at in, lowest byte first. */
static inline uint64_t
bytes_get64(const uint8_t in[static 8])
{
	uint64_t value = 0;

	for (int i = 0; i < 8; i++)
		value |= (uint64_t)in[i] << (8 * i);
	return value;
}

#endif

/* SPDX-License-Identifier: ISC */
/* erasure: the code with which a visitor can have the own entry erased, without telling a name.
 * Ten characters of base32 (Crockford's: digits and letters without I, L, O, U) carry 50 random
 * bits; an eleventh, their value mod 37, shows a slip at once. */
#ifndef VISIT_ERASURE_H
#define VISIT_ERASURE_H

#include <stddef.h>
#include <stdint.h>

#define ERASURE_CODE 11  /* characters, upper case, no NUL */
#define ERASURE_SHOWN 14 /* bytes in three groups with hyphens and a NUL */

/* Draws a new code. The caller wipes it: who holds it can have the entry erased. */
void erasure_make(char code[static ERASURE_CODE]);

/* Reads the n bytes at typed, in any case, O as 0, I and L as 1, blanks and hyphens passed over.
 * Returns 0, or -1 when it is no code: too few or too many characters, one that no code has, or a
 * wrong check character. Every single wrong character and every swap of two neighbours gives -1.
 * code is unchanged then. typed is the caller's to wipe. */
int erasure_read(const char *typed, size_t n, char code[static ERASURE_CODE])
	__attribute__((warn_unused_result));

/* Writes code to out in groups of 4, 4 and 3, as in "7K2P-9XQ4-TZT", with a NUL. */
void erasure_show(const char code[static ERASURE_CODE], char out[static ERASURE_SHOWN]);

/* Writes the id of the entry that belongs to code: BLAKE2b-128 (RFC 7693) with the site's tag as
 * key, over "welkom-erase-v1" and the first ten characters. The id does not give the code back:
 * without the tag not even by trying all codes. */
void erasure_id(
	const uint8_t tag[static 32], const char code[static ERASURE_CODE], uint8_t id[static 16]);

#endif

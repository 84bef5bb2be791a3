/* SPDX-License-Identifier: ISC */
/* dial: the digits of a telephone number out of what people type or paste. */
#ifndef VISIT_DIAL_H
#define VISIT_DIAL_H

#include <stdbool.h>
#include <stddef.h>

#define DIAL_MAX 48 /* digits; more than any number that can be kept, with prefixes */

/* The digits, as ASCII. Personal data: whoever holds one wipes it. */
struct dial {
	char digits[DIAL_MAX];
	size_t n;
	bool plus; /* "+" stood in front */
	/* The first pair of brackets after a digit that holds 1 or 2 digits, as in "+31 (0)6": from
	 * where, and how many. Otherwise 0. */
	size_t bracket, bracketed;
};

enum dial_result {
	DIAL_OK,
	DIAL_BAD_CHARACTER, /* not of a phone number, or a plus that is not in front */
	DIAL_TOO_LONG,      /* over DIAL_MAX digits */
};

/* Reads the n bytes of UTF-8 at typed. Digits may be those of any script (Nd). Passed over are
 * blanks (Zs, tab), - . / ( ), U+2010 to U+2015, U+2212, the full-width forms of those; what comes
 * unseen with pasted text (U+200B, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069, U+FEFF); and
 * "tel:" in front, which links have. dial is all zeros unless the result is DIAL_OK. */
enum dial_result dial_read(struct dial *dial, const char *typed, size_t n)
	__attribute__((warn_unused_result));

#endif

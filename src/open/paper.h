/* SPDX-License-Identifier: ISC */
/* paper: a secret key in a form that can be printed and typed again: 256 bits as 52 symbols of
 * Crockford's base32 in PAPER_LINES lines of 13, each followed by a check character. */
#ifndef OPEN_PAPER_H
#define OPEN_PAPER_H

#include <stddef.h>
#include <stdint.h>

#define PAPER_SECRET 32
#define PAPER_LINES 4
#define PAPER_DRAWN 13 /* symbols of a line that carry bits, 5 each; the last 4 bits of all are 0 */
#define PAPER_LINE 18  /* bytes of a line "XXXX-XXXX-XXXX-XX" with its final NUL */

/* Writes line number (0 to PAPER_LINES - 1) of secret to out, which the caller wipes. The check is
 * (number + 1) and the symbols as one number, mod 37: no single slip, no swap of two symbols beside
 * each other and no swap of two lines stays unseen. */
void paper_line(
	const uint8_t secret[static PAPER_SECRET], unsigned number, char out[static PAPER_LINE]);

/* Reads the n bytes at typed, in any case, O as 0, I and L as 1, blanks, hyphens and line ends passed
 * over. Returns 0 and secret; the number of the line (from 1) in which a check does not fit; or -1
 * when there are too few or too many characters or one that cannot be. secret is wiped then. typed
 * is the caller's to wipe. */
int paper_read(const char *typed, size_t n, uint8_t secret[static PAPER_SECRET])
	__attribute__((warn_unused_result));

#endif

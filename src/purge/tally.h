/* SPDX-License-Identifier: ISC */
/* tally: what the lines of the ledger add up to. */
#ifndef PURGE_TALLY_H
#define PURGE_TALLY_H

#include <stdint.h>

#include "register/ledgerline.h"

#define TALLY_CAUSE 12 /* bytes of a cause with its final NUL */

struct tally {
	uint64_t keys, hours, entries; /* destroyed */
	uint64_t erasures, matched;    /* by code, and those of them that found an entry */
	uint64_t openings;
	uint64_t late;           /* seconds from its due to when it was destroyed, of the latest */
	char cause[TALLY_CAUSE]; /* why: off, clock, failure; empty: none */
};

/* Adds line to *tally. */
void tally_add(struct tally *tally, const struct ledgerline *line);

#endif

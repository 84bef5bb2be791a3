/* SPDX-License-Identifier: ISC */
/* correcting: a misspelt name or number put right: the entry is sealed anew to the same hour key, so its
 * due, number and erasure code stay; the old box is overwritten. */
#ifndef RIGHTS_CORRECTING_H
#define RIGHTS_CORRECTING_H

#include "rights/rights.h"

struct correcting;

/* Reads the n bytes at typed as the right number, of d's country without a calling code, into to, which
 * is in locked memory. Returns PHONE_OK; PHONE_UNLIKELY: taken, but worth a second look; else to is
 * unchanged, and why says what is wrong. */
enum phone_result correcting_phone(struct desk *d, struct visitor *to, const char *typed, size_t n,
	struct fail *why) __attribute__((warn_unused_result));

/* Makes what is picked in r read as it will, to be shown: with the name and the number of to, of which
 * one that is empty stays. Nothing is changed in the register yet. Returns it, to be given to
 * correcting_end, or NULL with why. */
struct correcting *correcting_begin(struct rights *r, const struct visitor *to, struct fail *why)
	__attribute__((warn_unused_result));

/* Returns how the first of them read before. */
const struct visitor *correcting_before(const struct correcting *c);

/* Changes the register, with a line in the ledger for each entry. Returns 0, or -1 with why: some may be
 * changed then, as the ledger says. */
int correcting_do(struct correcting *c, struct fail *why) __attribute__((warn_unused_result));

/* Ends it: what is picked reads as before, unless it was done. Wipes. */
void correcting_end(struct correcting *c);

#endif

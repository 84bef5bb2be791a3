/* SPDX-License-Identifier: ISC */
/* powercut_check: what must hold when the power is back, asked of the shipped code: what was
 * acknowledged is readable, what was destroyed or erased is not, every entry that is not due has its
 * key, the ledger follows, and a run of the keeper (for keys: an unlock) finishes whatever was cut. */
#ifndef FAULT_POWERCUT_CHECK_H
#define FAULT_POWERCUT_CHECK_H

#include "fault/powercut_census.h"

struct powercut_expect {
	const struct powercut_place *place;
	const struct powercut_census *before; /* what was acknowledged last, before the cut */
	const struct powercut_census *after;  /* what was on the way when the power went */
	bool rewraps;                         /* an unlock seals the hour keys to the installed list */
	bool third;                           /* a third run is to find nothing to do */
};

/* Checks the files below the place, and changes them on the way. Returns 0, or -1 with why. */
int powercut_check_register(const struct powercut_expect *x, struct fail *why);

#endif

/* SPDX-License-Identifier: ISC */
/* powercut_init: a new installation that was cut off while it was made: it is all there, or it takes
 * nobody; and whoever makes it again gets it, or a refusal that says what to do and changes nothing. */
#ifndef FAULT_POWERCUT_INIT_H
#define FAULT_POWERCUT_INIT_H

#include "base/fail.h"
#include "fault/powercut_census.h"

/* Returns a hash of the files that an installation below base cannot do without; a missing one
 * counts too. */
uint64_t powercut_init_whole(const char *base);

/* Checks the files below the place, and changes them on the way. whole is the hash of all that was
 * made; must: that was acknowledged; again: welkom-setup is run on what is there. Returns 0, or -1
 * with why. */
int powercut_init_check(
	const struct powercut_place *place, uint64_t whole, bool must, bool again, struct fail *why);

#endif

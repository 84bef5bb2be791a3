/* SPDX-License-Identifier: ISC */
/* powercut_keeper: the keeper's run when the power is back, on a machine that was just started and
 * whose clock the network has set. */
#ifndef FAULT_POWERCUT_KEEPER_H
#define FAULT_POWERCUT_KEEPER_H

#include "base/clock.h"
#include "base/fail.h"
#include "purge/run.h"

/* Runs all of welkom-purge but its command line on the register state at unix time t; *now is what it
 * read from the clocks. Returns 0, or -1 with why when a step failed, when it is in doubt, or when
 * something is left that is due or strange. */
int powercut_keeper_run(const char *state, int64_t t, struct clock_reading *now, struct fail *why);

/* The same; *run is what it did. */
int powercut_keeper_purge(const char *state, int64_t t, struct run *run, struct fail *why);

#endif

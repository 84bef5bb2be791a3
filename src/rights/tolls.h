/* SPDX-License-Identifier: ISC */
/* tolls: the facts of an incident: how many entries there are, day by day, whether a key that opens them
 * is still there, and what the ledger says was opened. */
#ifndef RIGHTS_TOLLS_H
#define RIGHTS_TOLLS_H

#include "rights/incident.h"

/* Opens in->d's register to look and gathers all; what cannot be counted is a failure, since half a
 * count would be believed. Returns 0, or -1 with why. */
int tolls_gather(struct incident *in, struct fail *why) __attribute__((warn_unused_result));

#endif

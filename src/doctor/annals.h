/* SPDX-License-Identifier: ISC */
/* annals: what the ledger tells about the past of a machine, in counts. */
#ifndef DOCTOR_ANNALS_H
#define DOCTOR_ANNALS_H

#include "doctor/facts.h"

#define ANNALS_DAYS 30

struct annals {
	unsigned off;    /* purges of the last ANNALS_DAYS that were late because the machine was off */
	int64_t longest; /* s by which the latest of them was late */
	uint64_t peak;   /* entries destroyed on one UTC day at most, ever */
};

/* Reads the lines of the ledger that are purges. Returns 0, or -1 with errno. Lines that have not
 * the form of one are passed over: whether the ledger is whole is another question. */
int annals_read(const struct facts *facts, struct annals *annals)
	__attribute__((warn_unused_result));

#endif

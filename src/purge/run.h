/* SPDX-License-Identifier: ISC */
/* run: one run of the keeper, step by step. */
#ifndef PURGE_RUN_H
#define PURGE_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/conf.h"
#include "register/collect.h"
#include "register/register.h"
#include "register/retention.h"

/* What a run is to do, and what it did. */
struct run {
	const struct conf *conf;
	bool dry;       /* change nothing, only say */
	bool confirmed; /* a person said that the machine's clock is right */
	struct clock_reading now;
	void (*warn)(const char *sentence);

	struct visit_register reg;
	struct clock_verdict clock;
	struct collect_report collected;
	struct retention retention;
	uint64_t erasures;
	uint64_t entries; /* destroyed */
	bool saw_all;     /* every folder of hour keys could be looked at */
	bool failed;      /* a step did not succeed */
};

/* Runs every step, also after one failed, and says each failure with run->warn. Returns 0 when the
 * register could be opened and locked (run->failed tells the rest), or -1. */
int run_all(struct run *run);

#endif

/* SPDX-License-Identifier: ISC */
/* run: one run of the keeper, step by step. Keys in the store that are due are destroyed before the
 * inbox is looked at; what opens the inbox is a process of its own (purge/inbox.h). */
#ifndef PURGE_RUN_H
#define PURGE_RUN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/clock.h"
#include "base/conf.h"
#include "purge/inbox.h"
#include "purge/lateness.h"
#include "register/purgeline.h"
#include "register/register.h"
#include "register/retention.h"
#include "register/watch.h"

/* What a run is to do, and what it did. */
struct run {
	const struct conf *conf;
	bool dry;       /* change nothing, only say */
	bool confirmed; /* a person said that the machine's clock is right */
	struct clock_reading now;
	void (*warn)(const char *sentence);

	struct visit_register reg;
	struct clock_verdict clock;
	struct watch_record last;   /* what the run before left */
	struct clock_verdict known; /* what state/clock said before */
	struct inbox_worker worker;
	struct inbox_result inbox;  /* what was done with the inbox */
	struct retention stored;    /* the last look at the keys of the store */
	struct retention retention; /* keys of both sides: destroyed in all, left in the end */
	struct lateness late;
	struct purgeline_runs runs; /* as the table done and the ledger number them */
	uint64_t entries; /* rows of entries deleted from the store; of the inbox: inbox.entries */
	bool saw_all;     /* every folder of hour keys could be looked at */
	bool failed;      /* a step did not succeed */
};

/* Runs every step, also after one failed, and says each failure with run->warn. Returns 0 when the
 * register could be opened and locked (run->failed tells the rest), or -1. */
int run_all(struct run *run);

#endif

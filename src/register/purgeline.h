/* SPDX-License-Identifier: ISC */
/* purgeline: the ledger line about what a purge destroyed, which a crash can neither lose nor double.
 * Under the register's lock, after the database's log was emptied. */
#ifndef REGISTER_PURGELINE_H
#define REGISTER_PURGELINE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fail.h"
#include "register/register.h"

/* Numbers of runs in the table done: usually their times, and more than the last one there when the clock
 * was set back. A ledger line has, as run=, the last of those that it tells of: so long as that one
 * keeps its row, which purgeline_drop sees to, no later run has a lower number. */
struct purgeline_runs {
	int64_t own;  /* of this run */
	int64_t told; /* the runs up to it have their ledger line; 0: those in done have none */
	bool unknown; /* which have cannot be found out now: done is only added to */
};

/* What a run destroyed. */
struct purgeline {
	uint64_t keys;    /* key files */
	uint64_t entries; /* rows deleted without the table done: those of the inbox */
	struct purgeline_runs runs;
	int64_t late;      /* s after it was due that the first of them was destroyed */
	const char *cause; /* why so late: "off", "clock", "failure" or "none" */
};

/* Takes out of the table done, in the open transaction of store, what it holds of the runs up to told:
 * of the last run in the table only the counts, for its number must be remembered. Returns 0, or -1 with
 * why. */
int purgeline_drop(struct register_side *store, int64_t told, struct fail *why)
	__attribute__((warn_unused_result));

/* Looks which runs in the table done have their ledger line, before this run notes anything there. good
 * is the time of the last run that succeeded, line and all, now that of this run. Usually there are
 * none but such, and what done holds of them goes with the next rows that are deleted
 * (deletion_delete), without a sync of its own. After an interrupted run, or when the clock was set
 * back, the ledger itself is read, and what it has is taken out of done. Returns 0, or -1 with why:
 * then *runs has this run alone, and a later one tells of the others. */
int purgeline_told(struct visit_register *r, int64_t good, int64_t now, struct purgeline_runs *runs,
	struct fail *why) __attribute__((warn_unused_result));

/* Writes the ledger line of what was destroyed: *what by this run, and what the table done holds of
 * it and of interrupted ones. Nothing destroyed, no line. Returns 0, or -1 with why: the next run
 * writes it. */
int purgeline_write(struct visit_register *r, int64_t now, const struct purgeline *what,
	struct fail *why) __attribute__((warn_unused_result));

#endif

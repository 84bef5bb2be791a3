/* SPDX-License-Identifier: ISC */
/* purgeline: the ledger line about what a purge destroyed, which a crash can neither lose nor double.
 * Under the register's lock, after the database's log was emptied. */
#ifndef REGISTER_PURGELINE_H
#define REGISTER_PURGELINE_H

#include <stdint.h>

#include "base/fail.h"
#include "register/register.h"

/* What a run destroyed. */
struct purgeline {
	uint64_t keys;     /* key files */
	uint64_t entries;  /* rows deleted without the table done: those of the inbox */
	int64_t late;      /* s after it was due that the first of them was destroyed */
	const char *cause; /* why so late: "off", "clock", "failure" or "none" */
};

/* Writes the ledger line of what was destroyed: *what by this run, and what the table done holds (an
 * interrupted run's too); then empties done. Nothing destroyed, no line. Returns 0, or -1 with why:
 * the next run writes it. */
int purgeline_write(struct visit_register *r, int64_t now, const struct purgeline *what,
	struct fail *why) __attribute__((warn_unused_result));

#endif

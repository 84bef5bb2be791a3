/* SPDX-License-Identifier: ISC */
/* powercut_census: what a register holds, read with the shipped code: the visits that a reception key
 * opens, the seals of its hour keys, its ledger. */
#ifndef FAULT_POWERCUT_CENSUS_H
#define FAULT_POWERCUT_CENSUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "base/hourfile.h"
#include "fault/powercut_people.h"
#include "register/ledger.h"
#include "register/register.h"

#define POWERCUT_CENSUS_VISITS 64
#define POWERCUT_CENSUS_SEALS 256
#define POWERCUT_CENSUS_SEAL (HOURFILE_PRINT + HOURFILE_SEALED)

struct powercut_visit {
	uint8_t id[16], kid[16];
	uint8_t text[16]; /* a hash of all that was sealed */
};

struct powercut_census {
	size_t n;
	struct powercut_visit visits[POWERCUT_CENSUS_VISITS];
	size_t seals;
	uint8_t seal[POWERCUT_CENSUS_SEALS][POWERCUT_CENSUS_SEAL];
	struct ledger_head head;
};

/* A question besides. Returns 0, or -1 with why. */
struct powercut_more {
	int (*ask)(void *arg, struct visit_register *r, struct fail *why);
	void *arg;
};

/* Counts. An entry that is queued to be erased is not counted, nor one that is due. known: a line that
 * the ledger must hold. more (or NULL) is asked with the register open. Returns 0, or -1 with why: a side that cannot be opened, an entry that is not
 * due and whose key is not there or opens with nobody's key, a ledger that does not follow. */
int powercut_census_take(const struct powercut_place *place, const struct ledger_head *known,
	const struct powercut_more *more, struct powercut_census *census, struct fail *why);

/* Returns the visit of id, or NULL. */
const struct powercut_visit *powercut_census_find(
	const struct powercut_census *census, const uint8_t id[static 16]);

bool powercut_census_has_seal(
	const struct powercut_census *census, const uint8_t seal[static POWERCUT_CENSUS_SEAL]);

#endif

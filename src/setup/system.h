/* SPDX-License-Identifier: ISC */
/* system: an installation for the whole machine: accounts, a register that they share, what starts the
 * nightly job, where the desk runs, and the console's ways out closed. All is looked at and asked
 * before the first thing is made. */
#ifndef SETUP_SYSTEM_H
#define SETUP_SYSTEM_H

#include "base/conf.h"
#include "base/fail.h"
#include "register/create.h"
#include "setup/install_list.h"
#include "setup/place.h"
#include "setup/setup.h"

/* Choices of a person; as bits, for what is made only with one of them. */
enum system_choice {
	SYSTEM_ALWAYS = 0,
	SYSTEM_CRON = 1,
	SYSTEM_TIMER = 2,
	SYSTEM_SSH = 4,
	SYSTEM_STAFF_KEY = 8,
};

#define SYSTEM_KEY 9 /* F9 is the staff key */

struct system {
	unsigned choice; /* of enum system_choice: one of cron and timer, one or both of the others */
	struct install_list list;
};

/* Checks that root runs it, that nothing of such an installation exists, and that what the options
 * choose can be done here. Returns 0, or -1 with why. Changes nothing. */
int system_check(struct system *system, const struct setup_options *o, const struct place *place,
	struct fail *why) __attribute__((warn_unused_result));

/* Asks what the options did not say, on a terminal; without one that is an error. Writes the staff
 * key into conf where it was chosen. Returns 0, or -1 with why. */
int system_ask(struct system *system, struct conf *conf, struct fail *why)
	__attribute__((warn_unused_result));

/* Begins the list, and makes the accounts. After it settle_make may make what place names; all of
 * that is in the list already. Returns 0, or -1 with why. */
int system_begin(struct system *system, const struct place *place, struct create_owners *owners,
	uid_t *desk, struct fail *why) __attribute__((warn_unused_result));

/* After settle_make: gives the register to its accounts, and makes the rest. Returns 0, or -1 with
 * why. */
int system_finish(struct system *system, const struct place *place,
	const struct create_owners *owners, uid_t desk, struct fail *why)
	__attribute__((warn_unused_result));

/* Says what is left to do. */
void system_tell(const struct system *system, const struct place *place);

#endif

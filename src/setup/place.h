/* SPDX-License-Identifier: ISC */
/* place: where everything of a new installation is going to lie. It is looked at as a whole before
 * anything is made, so that nothing is left half made and nothing is overwritten. */
#ifndef SETUP_PLACE_H
#define SETUP_PLACE_H

#include <stdbool.h>

#include "base/fail.h"

#define PLACE_PATH 512 /* bytes of a path with its final NUL */

/* All are absolute. */
struct place {
	char config[PLACE_PATH];     /* the configuration */
	char folder[PLACE_PATH];     /* its folder */
	char recipients[PLACE_PATH]; /* in that folder */
	char state[PLACE_PATH];      /* the folder of the register */
	char key[PLACE_PATH];        /* the reception key */
	char head[PLACE_PATH];       /* ledger.head beside it */
	bool had_folder, had_state;  /* existed when place_check looked */
};

/* Makes path absolute, without looking whether it exists. Returns 0, or -1 with why. */
int place_absolute(const char *path, char out[static PLACE_PATH], struct fail *why)
	__attribute__((warn_unused_result));

/* Joins folder, a slash and name. Returns 0, or -1 with why. */
int place_join(const char *folder, const char *name, char out[static PLACE_PATH], struct fail *why)
	__attribute__((warn_unused_result));

/* Fills *place from the paths of configuration, register and key. Returns 0, or -1 with why. */
int place_find(struct place *place, const char *config, const char *state, const char *key,
	struct fail *why) __attribute__((warn_unused_result));

/* Checks that nothing of it exists (the register's folder may, when it is empty) and that all of
 * it can be made. Returns 0, or -1 with why, which says what to do. Changes nothing. */
int place_check(struct place *place, struct fail *why) __attribute__((warn_unused_result));

/* Checks that folder holds nothing. Returns 0, or -1 with why. */
int place_is_empty(const char *folder, struct fail *why) __attribute__((warn_unused_result));

/* After place_check and a failure: says on standard error what has been made since. */
void place_tell_made(const struct place *place);

#endif

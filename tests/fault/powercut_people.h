/* SPDX-License-Identifier: ISC */
/* powercut_people: those who can open a register that was cut off, and when they do. */
#ifndef FAULT_POWERCUT_PEOPLE_H
#define FAULT_POWERCUT_PEOPLE_H

#include <stddef.h>
#include <stdint.h>

#include "open/reception.h"

#define POWERCUT_PEOPLE 2 /* folders of people with keys: owner, anna */

/* Whose keys open: the folder of their key files, the file of their passphrase. */
struct powercut_person {
	char folder[64];
	char passphrase[256];
};

/* What is read, and when. */
struct powercut_place {
	const char *base; /* the folder that register and conf lie in */
	int64_t now;      /* what is due by then is not counted */
	struct powercut_person people[POWERCUT_PEOPLE];
};

/* Reads the reception keys of all people that are quickly read into keys (at most n). Returns how many;
 * they belong to this module. */
size_t powercut_people_keys(
	const struct powercut_place *place, const struct reception_key **keys, size_t n);

#endif

/* SPDX-License-Identifier: ISC */
/* people: made-up visitors of the demo. Nobody is meant; the names have the shapes and scripts that
 * real ones have, the numbers ring nowhere. */
#ifndef SETUP_PEOPLE_H
#define SETUP_PEOPLE_H

#include <stddef.h>

struct people_person {
	const char *name;
	const char *phone; /* as a visitor types it */
};

/* Returns the person of visit n. No one comes twice among as many visits as there are people. */
const struct people_person *people_pick(size_t n);

#endif

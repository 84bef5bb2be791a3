/* SPDX-License-Identifier: ISC */
/* people: made-up visitors of the demo. Nobody is meant; the names have the shapes and scripts that
 * real ones have, the numbers ring nowhere. */
#ifndef SETUP_PEOPLE_H
#define SETUP_PEOPLE_H

#include <stddef.h>

#include "visit/plan.h"
#include "visit/visitor.h"

struct people_person {
	const char *name;
	const char *phone; /* as a visitor types it */
};

/* Returns the person of visit n. No one comes twice among as many visits as there are people. */
const struct people_person *people_pick(size_t n);

/* Fills in visitor as the person of visit n, at a kiosk in country. Returns 0, or -1: the table has a
 * name or number that no kiosk takes. */
int people_come(size_t n, const struct plan *country, struct visitor *visitor)
	__attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: ISC */
/* view_find: a search through opened visits, fast enough for every key: names folded once
 * (base/fold.h) and numbers as digits, in locked memory. */
#ifndef VIEW_VIEW_FIND_H
#define VIEW_VIEW_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "visit/record.h"

struct view_find {
	char *text;      /* names and digits, one after the other, in locked memory */
	uint32_t *begin; /* where in it visit i begins; begin[n] is its end */
	uint32_t *order; /* the visits that were found, as they are to be shown */
	size_t n, found; /* visits; entries of order */
	bool by_name;    /* how order is sorted; else by arrival */
};

/* Makes it for the n visits at visits. Returns 0, or -1 without memory. All are found at first. */
int view_find_begin(struct view_find *f, const struct visit *visits, size_t n)
	__attribute__((warn_unused_result));

/* Finds the visits in which each word of the n bytes at query stands somewhere in the name. A query of
 * digits, with blanks and "+-/()." between, is looked for in the number; one 0 in front counts as the
 * trunk prefix too. An empty query finds all. */
void view_find_run(struct view_find *f, const char *query, size_t n);

/* Wipes and frees. */
void view_find_end(struct view_find *f);

#endif

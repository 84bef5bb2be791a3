/* SPDX-License-Identifier: ISC */
/* view_find: a search through opened visits, fast enough for every key: names folded once
 * (base/fold.h) and numbers as digits, each kind in one piece, and a query that grew looks only at what
 * the one before has found. All of it is in locked memory. */
#ifndef VIEW_VIEW_FIND_H
#define VIEW_VIEW_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "visit/record.h"

/* Texts of all visits, one after the other. */
struct view_find_text {
	char *text;
	uint32_t *begin; /* where in it visit i begins; begin[n] is its end */
};

struct view_find {
	struct view_find_text names, numbers;
	const uint32_t *order;       /* the visits that were found, as they are to be shown */
	size_t n, found;             /* visits; entries of order */
	bool by_name;                /* how order is sorted; else by arrival */
	uint32_t *set;               /* the visits that were found, by arrival */
	uint32_t *all, *picked;      /* all visits by name, and of them those of set; NULL: not yet */
	struct view_find_query *was; /* what set was found with */
};

/* Makes it for the n visits at visits. Returns 0, or -1 without memory. All are found at first. */
int view_find_begin(struct view_find *f, const struct visit *visits, size_t n)
	__attribute__((warn_unused_result));

/* Finds the visits in which each word of the n bytes at query stands somewhere in the name. A query of
 * digits, with blanks and "+-/()." between, is looked for in the number; one 0 in front counts as the
 * trunk prefix too. An empty query finds all. The first time that it is to be by name all names are
 * sorted; without memory for that the visits stay by arrival. */
void view_find_run(struct view_find *f, const char *query, size_t n);

/* Wipes and frees. */
void view_find_end(struct view_find *f);

#endif

/* SPDX-License-Identifier: ISC */
/* shelf: the first so many visits of those put in, in order, in locked memory. A window of any size
 * passes over a shelf of one size: what does not fit is put in again in the next round. */
#ifndef DESK_SHELF_H
#define DESK_SHELF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "visit/record.h"

#define SHELF_MOST 131072 /* visits: 29 MiB */
#define SHELF_LEAST 8

/* Where a visit is, with what nearly always tells it from another: sorting that many looks at far less
 * memory than their visits take. */
struct shelf_place {
	int64_t arrival;
	uint32_t seq, at; /* at: in visits */
};

struct shelf {
	struct visit *visits;      /* in locked memory */
	struct shelf_place *order; /* there too: a heap, the latest visit on top */
	size_t n, room;
	size_t most;       /* room at most; 0: SHELF_MOST */
	bool full;         /* something did not fit: another round is needed */
	bool begun;        /* of earlier rounds, last is the last visit */
	struct visit last; /* without its visitor */
	bool locked;       /* the system has locked visits against swapping */
};

/* Compares by arrival, number, kid and id: below 0, 0 or above 0, as memcmp. */
int shelf_compare(const struct visit *a, const struct visit *b);

/* Begins another set of visits with room for n, at most shelf->most. *shelf is zeros before the
 * first time, but for most. Returns 0, or -1 without memory. */
int shelf_begin(struct shelf *shelf, size_t n) __attribute__((warn_unused_result));

/* Begins another round of the same set, once all of the last was taken. */
void shelf_again(struct shelf *shelf);

/* Puts a copy of visit in its place, unless an earlier round had it or the shelf is full of earlier
 * ones. */
void shelf_put(struct shelf *shelf, const struct visit *visit);

/* Puts the places in order: shelf_at(0) is then the earliest of shelf->n. Nothing is put in any
 * more before shelf_begin or shelf_again. */
void shelf_sort(struct shelf *shelf);
const struct visit *shelf_at(const struct shelf *shelf, size_t i);

/* Wipes and frees. */
void shelf_free(struct shelf *shelf);

#endif

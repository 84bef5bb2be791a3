/* SPDX-License-Identifier: ISC */
/* fill-register-rows: the sealed rows of one hour's made-up visits, by two threads: sealing is what
 * takes time. */
#ifndef BENCH_FILL_REGISTER_ROWS_H
#define BENCH_FILL_REGISTER_ROWS_H

#include <stdint.h>

#include "register/entries.h"
#include "seal/hourkey.h"
#include "visit/plan.h"

struct fill_register_desk;

#define FILL_REGISTER_WORKERS 2

/* What is the same for all hours. */
struct fill_register_maker {
	const struct plan *country; /* where numbers without a calling code are */
	const uint8_t *tag;         /* the site's tag key, REGISTER_TAG bytes */
	uint64_t seed;              /* says who comes first */
	struct entries_entry *rows; /* room for the visits of an hour */
	struct fill_register_desk *desks[FILL_REGISTER_WORKERS];
};

/* Makes room for most visits an hour; the other fields are the caller's. Returns 0, or -1 without
 * memory. Free it with fill_register_rows_free in both cases. */
int fill_register_rows_new(struct fill_register_maker *maker, uint64_t most)
	__attribute__((warn_unused_result));
void fill_register_rows_free(struct fill_register_maker *maker);

/* Seals n visits to key, of which the first is visit serial over all hours, and puts them into
 * maker->rows in the order of their ids. Returns 0, or -1. */
int fill_register_rows_make(struct fill_register_maker *maker, const struct hour_key *key,
	uint64_t serial, uint64_t n) __attribute__((warn_unused_result));

#endif

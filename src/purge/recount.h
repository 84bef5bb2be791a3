/* SPDX-License-Identifier: ISC */
/* recount: the hour keys that are there, counted in their folders and not from memory. */
#ifndef PURGE_RECOUNT_H
#define PURGE_RECOUNT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fail.h"
#include "register/register.h"

struct recount {
	uint64_t left;    /* hour keys in both folders; one being collected may be in both */
	uint64_t due;     /* of those: due, and not destroyed */
	uint64_t strange; /* files that are no hour keys */
	uint32_t oldest;  /* the oldest hour of a key; 0: none */
	uint32_t next;    /* the lowest due; 0: none */
};

/* Counts at trusted time now. What a key file's own header says counts, and the lower due of its row.
 * Returns 0, or -1 with why when a folder or its rows could not be read: the rest is counted. */
int recount_keys(struct visit_register *r, int64_t now, struct recount *recount, struct fail *why)
	__attribute__((warn_unused_result));

#endif

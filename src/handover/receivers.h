/* SPDX-License-Identifier: ISC */
/* receivers: to whom visits were handed out: hand-overs whose window has one of them in it. */
#ifndef HANDOVER_RECEIVERS_H
#define HANDOVER_RECEIVERS_H

#include <stdbool.h>

#include "handover/exports.h"

/* A moment or an hour. */
struct receivers_span {
	int64_t from, to; /* [from, to) */
};

/* Reads the hand-overs that reach into one of the n spans; with all, those too of which the receiver
 * said that they are destroyed. Returns 0 and *list, or -1 with why when the ledger is not whole: *list
 * is then what stands before the fault. Give it to exports_free in both cases. */
int receivers_find(struct desk *d, const struct receivers_span *spans, size_t n, bool all,
	struct exports_list *list, struct fail *why) __attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: ISC */
/* inbox: the part of a run that opens the inbox's database, in a process of its own. The kiosk's
 * account can write that database and the memory SQLite shares through it, and so end or hold up
 * whoever opens it: that must not keep the store from forgetting. */
#ifndef PURGE_INBOX_H
#define PURGE_INBOX_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/clock.h"
#include "base/conf.h"
#include "register/collect.h"
#include "register/retention.h"

#define INBOX_WAIT 120 /* s that it may take; what is left then is for the next run */

/* The process, waiting for its order. */
struct inbox_worker {
	pid_t pid; /* 0: there is none */
	int order, result;
};

/* What it is to do. */
struct inbox_order {
	struct clock_verdict clock;
	bool dry;
};

/* What it did. */
struct inbox_result {
	struct collect_report collected;
	struct retention keys; /* of the inbox; note and arg are meaningless here */
	uint64_t erasures;
	uint64_t entries; /* deleted from the inbox as due, without the table done of the store */
	bool saw_all;     /* its folder of hour keys could be looked at */
	bool failed;      /* a step did not succeed */
};

/* Starts the process, before any database is open. It opens the inbox, for reading only with dry, and
 * touches nothing before inbox_finish. warn is called there for each step that fails. Returns 0, or -1
 * with why. */
int inbox_start(struct inbox_worker *w, const struct conf *conf, bool dry,
	void (*warn)(const char *sentence), struct fail *why) __attribute__((warn_unused_result));

/* Gives the order, and waits for the end of the process, which is ended when it takes longer than
 * INBOX_WAIT. Returns 0 and *result, or -1 with why: then it is not known how far it came; what it
 * did not do is still to be done, and nothing is lost. */
int inbox_finish(struct inbox_worker *w, const struct inbox_order *order,
	struct inbox_result *result, struct fail *why) __attribute__((warn_unused_result));

/* Ends a process that gets no order. */
void inbox_cancel(struct inbox_worker *w);

#endif

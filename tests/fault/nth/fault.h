/* SPDX-License-Identifier: ISC */
/* What can go wrong with one call of a program. */
#ifndef NTH_FAULT_H
#define NTH_FAULT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum fault_kind {
	FAULT_NONE,
	FAULT_ERROR,       /* it fails, mostly with EIO */
	FAULT_EINTR,       /* a signal came */
	FAULT_SHORT,       /* half of it is written */
	FAULT_FULL,        /* from here on the disk is full */
	FAULT_KILL_BEFORE, /* SIGKILL instead of it */
	FAULT_KILL_AFTER,
	FAULT_ALLOCATION, /* the nth allocation */
	FAULT_KINDS
};

#define FAULT_WAYS 3

struct fault {
	enum fault_kind kind;
	unsigned task; /* process or thread of the program, from 0, as they were made */
	unsigned n;    /* which of its calls, from 1 */
	long nr;       /* which call that is, */
	unsigned nth;  /* and which of those, from 1 */
	bool loading;  /* before the program itself began */
	unsigned
		way; /* FAULT_ERROR: 0, with the usual error of that call; below FAULT_WAYS, with another */
};

/* The phrase for a kind. */
const char *fault_name(enum fault_kind kind);

/* The name of a system call, or its number in *room. */
const char *fault_call(long nr, char room[static 16]);

/* Says whether a call can meet that fault: those that no Linux ever refuses meet none. */
bool fault_fits(enum fault_kind kind, long nr);

/* Says whether what is stored may be another after the call. */
bool fault_changes(long nr);

/* What the call that meets fault, a FAULT_ERROR, comes back with: -errno. */
long fault_result(const struct fault *fault);

#endif

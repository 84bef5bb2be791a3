/* SPDX-License-Identifier: ISC */
/* Runs a program with ptrace, and makes one of its system calls go wrong. The program is the one
 * that is installed: nothing in it is another, and what the C library calls by itself, from the
 * loader on, is reached too. Not reached: what the kernel does not see (the time, from the vDSO). */
#ifndef NTH_TRACER_H
#define NTH_TRACER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "fault/nth/fault.h"

struct tracer_call {
	unsigned task, n;
	long nr;
	bool loading; /* before the program itself began */
};

/* What to run. */
struct tracer_plan {
	char *const *argv;
	char *const *envp;
	int in, out, err;   /* become 0, 1, 2 */
	bool terminal;      /* in is one, and becomes the controlling one */
	double limit;       /* seconds: then it hangs, and is killed */
	struct fault fault; /* FAULT_ALLOCATION and FAULT_NONE: nothing is done to its calls */
	bool follow;        /* with FAULT_NONE: note the calls */
	void (*started)(pid_t pid, void *arg); /* NULL, or called when it exists */
	void *arg;
};

struct tracer_outcome {
	int status; /* as of waitpid */
	bool hung;
	bool hit;                  /* the fault happened */
	bool killed;               /* by the fault, in the first process */
	long nr, fd;               /* which call it was, and its first argument */
	bool loading;              /* while the libraries were being loaded */
	struct tracer_call *calls; /* with follow: the caller frees them */
	size_t count;
	double seconds;
};

/* Runs it to its end, and what it started. Returns 0, or -1 when nothing can be traced here. */
int tracer_run(const struct tracer_plan *plan, struct tracer_outcome *outcome);

#endif

/* SPDX-License-Identifier: ISC */
/* victim: a running program that is killed (SIGKILL) at some moment, unless it has ended by then. */
#ifndef FAULT_VICTIM_H
#define FAULT_VICTIM_H

#include <pthread.h>
#include <stdbool.h>
#include <sys/types.h>

struct victim {
	pthread_t thread;
	int process; /* a descriptor, so that nobody else can be hit; -1: none */
	int reprieve;
	int delay; /* ms */
	bool hit;  /* to be read after victim_end */
};

/* Has the process killed in delay ms; it is a child that was not waited for. Returns 0, or -1. */
int victim_begin(struct victim *v, pid_t pid, int delay) __attribute__((warn_unused_result));

/* Calls it off; v->hit says whether it was too late for that. Harmless after it failed to begin. */
void victim_end(struct victim *v);

#endif

/* SPDX-License-Identifier: ISC */
/* errand: a program that is run to its end, with what it says and complains about kept in memory. */
#ifndef BENCH_ERRAND_H
#define BENCH_ERRAND_H

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

struct errand {
	pid_t pid;
	FILE *said, *complained; /* its standard output and error, to be read from the beginning */
	int status;              /* its exit status, or minus the signal that ended it */
};

/* Starts the program argv (NULL-terminated), found in PATH, without input. Returns 0, or -1 with
 * errno. */
int errand_start(struct errand *e, char **argv) __attribute__((warn_unused_result));

/* Waits for its end, but leaves it to errand_take: until then its process id is nobody else's. */
void errand_wait(const struct errand *e);

/* Takes it in after its end and fills e->status. */
void errand_take(struct errand *e);

/* Prints what it complained about on standard error, a line with who before. */
void errand_tell(struct errand *e, const char *who);

/* Lets go of what it said. */
void errand_drop(struct errand *e);

#endif

/* SPDX-License-Identifier: ISC */
/* leaping: the clock of a test's machine (tests/shim/machine.c), set forward while programs run. */
#ifndef BENCH_LEAPING_H
#define BENCH_LEAPING_H

struct leaping {
	int fd;
	long offset, up; /* seconds, as the settings have them */
	char rest[256];  /* the other settings */
};

/* Opens the settings of file, as machine() of tests/lib.sh wrote them. Returns 0, or -1. */
int leaping_open(struct leaping *l, const char *file) __attribute__((warn_unused_result));

/* Sets the clock forward, as so many seconds that have passed; not while somebody has a shared flock
 * of the file: time does not leap between two looks at it. Returns 0, or -1. */
int leaping_by(struct leaping *l, long seconds) __attribute__((warn_unused_result));

#endif

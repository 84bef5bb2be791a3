/* SPDX-License-Identifier: ISC */
/* answer: a program on a terminal of its own, and what it answers to keys, with the time it took.
 * Nothing is drawn: texts are looked for in the bytes, which holds where a screen is painted whole. */
#ifndef BENCH_ANSWER_H
#define BENCH_ANSWER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#define ANSWER_MOST 65536 /* bytes kept of what was written last */

struct answer {
	pid_t pid;
	int fd;
	char bytes[ANSWER_MOST + 1]; /* since the last answer_type, with a NUL */
	size_t n;
	int64_t last; /* when the last of it came, in ns of CLOCK_MONOTONIC */
};

/* The time now, in ns of CLOCK_MONOTONIC. */
int64_t answer_now(void);

/* Starts the program argv (NULL-terminated) on a terminal of rows x columns, as TERM. Returns 0, or
 * -1 with errno set. */
int answer_start(struct answer *a, const char *term, int rows, int columns, char **argv)
	__attribute__((warn_unused_result));

/* Forgets what came so far and types the n bytes at keys. Returns when, or -1. */
int64_t answer_type(struct answer *a, const char *keys, size_t n);

/* Waits until text is among what was written since, at most ms. Returns whether it is. */
bool answer_wait(struct answer *a, const char *text, int ms);

/* Waits for something to be written, at most ms, and then until nothing more came for quiet ms.
 * Returns whether something was written: a->last says when it ended. */
bool answer_whole(struct answer *a, int ms, int quiet);

/* Ends the program (SIGTERM) and returns its exit status, or -1 when it ended otherwise. */
int answer_end(struct answer *a);

/* Returns the value in KiB of a line of /proc/PID/status or smaps_rollup, such as "VmRSS:", or -1
 * where it cannot be read. */
long answer_memory(const struct answer *a, const char *file, const char *line);

#endif

/* SPDX-License-Identifier: ISC */
/* A person at a terminal of a program: waits for words, types, and gives up when nothing comes. */
#ifndef NTH_TALK_H
#define NTH_TALK_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#define TALK_MOST 262144 /* bytes that a program may write */

enum talk_what { TALK_WAIT, TALK_TYPE, TALK_NOTED, TALK_SIGNAL };

/* A line of what the person does. */
struct talk_line {
	enum talk_what what;
	const char *text; /* to wait for, or to type */
	int number;       /* of the signal */
};

struct talk {
	const struct talk_line *lines;
	size_t count;
	int patience;   /* ms without a byte after which nothing more will come */
	int master;     /* the person's side */
	pid_t pid;      /* the program, once it runs */
	bool over;      /* it has ended: nothing more will come */
	size_t done;    /* lines that were carried out */
	unsigned noted; /* how many lines TALK_NOTED were reached */
	size_t n;
	char seen[TALK_MOST + 1]; /* what came, n bytes */
	pthread_t thread;
};

/* Begins in a thread of its own, with that patience. Returns the program's side of the terminal, or
 * -1. */
int talk_begin(struct talk *t, const struct talk_line *lines, size_t count, int patience);

/* The program is pid now. */
void talk_started(pid_t pid, void *talk);

/* Waits for the end of the person, after that of the program. */
void talk_end(struct talk *t);

#endif

/* SPDX-License-Identifier: ISC */
/* many-board: what the processes of many know together, in shared memory, and how each of them starts
 * programs that are killed now and then. */
#ifndef FAULT_MANY_BOARD_H
#define FAULT_MANY_BOARD_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bench/errand.h"
#include "bench/reading.h"

#define MANY_VISITS 200000
#define MANY_CODE 14 /* bytes of a code as it is shown, with a NUL */

/* What a visitor has seen. */
enum many_state {
	MANY_NOBODY,
	MANY_BEGUN,   /* not yet welcomed: it may be stored or not */
	MANY_WELCOME, /* it is stored */
	MANY_AGAIN,   /* told that nothing was stored, since an hour had passed */
};

/* What becomes of the entry of one who was welcomed. Only from MANY_KEPT does another begin. */
enum many_fate { MANY_KEPT, MANY_ERASING, MANY_ERASED, MANY_RIGHTING, MANY_RIGHTED };

struct many_visit {
	_Atomic int state, fate;
	uint32_t low, high; /* the arrival was from hour low to hour high */
	char code[MANY_CODE];
};

enum many_program {
	MANY_KIOSK,
	MANY_PURGE,
	MANY_TRACE,
	MANY_ERASE,
	MANY_RECTIFY,
	MANY_DRILL,
	MANY_ROTATE,
	MANY_CHEAPEN, /* not one of the project */
	MANY_INSTALL,
	MANY_PROGRAMS
};

struct many_board {
	/* how it is done, not changed any more */
	struct reading_desk reader, other; /* two people of reception */
	const char *machine;               /* the settings of the clock */
	const char *scratch;               /* a folder for files */
	long seconds, kiosks;
	uint64_t seed;
	/* what happens */
	_Atomic bool over;
	_Atomic unsigned long failures, runs[MANY_PROGRAMS], kills[MANY_PROGRAMS];
	_Atomic unsigned long erased, righted, rotated, again, hours, read;
	_Atomic size_t visits; /* taken from visit[] */
	struct many_visit visit[MANY_VISITS];
};

/* One of the processes. */
struct many_role {
	struct many_board *b;
	const char *name;
	uint64_t dice;
	unsigned long failures;   /* its own */
	const char *expected;     /* a complaint that is no failure; NULL: there is none */
	double ms[MANY_PROGRAMS]; /* how long such a program runs, about */
};

/* Makes a board. Returns NULL without memory; it stays until the program ends. */
struct many_board *many_board_new(void) __attribute__((warn_unused_result));

/* Begins role number n, called name. */
void many_board_role(struct many_board *b, struct many_role *role, int n, const char *name);

/* A number from 0 to below n. */
uint64_t many_board_throw(struct many_role *role, uint64_t n);

/* The hour now, on the machine's clock as programs read it. */
uint32_t many_board_hour(void);

/* Counts and prints a failure: what and which. */
void many_board_fail(struct many_role *role, const char *what, long which);

/* Runs argv as one of kind, and kills it now and then when mortal. Returns whether it ended by itself,
 * with status 0 or with the complaint expected; any other end of its own is a failure. With e it is the caller's to drop, otherwise
 * dropped. */
bool many_board_run(struct many_role *role, enum many_program kind, const char *const *argv,
	bool mortal, struct errand *e);

/* Sees a program that was started as e to its end, as many_board_run. */
bool many_board_follow(
	struct many_role *role, enum many_program kind, bool mortal, struct errand *e);

/* Takes some visitor who was welcomed and whose entry nobody has touched, for fate. Returns its number,
 * or -1. */
long many_board_pick(struct many_role *role, enum many_fate fate);

#endif

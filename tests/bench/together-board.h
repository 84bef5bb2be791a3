/* SPDX-License-Identifier: ISC */
/* together-board: what the processes of together tell each other, in shared memory. */
#ifndef BENCH_TOGETHER_BOARD_H
#define BENCH_TOGETHER_BOARD_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "bench/reading.h"

#define TOGETHER_RHYTHM 3000000  /* ns from one visit to the next */
#define TOGETHER_NAME "Together" /* a visitor is called that and a number */

/* Where a visit is. */
enum together_state { TOGETHER_NOT_YET, TOGETHER_BEGUN, TOGETHER_DONE, TOGETHER_FAILED };

struct together_visit {
	_Atomic uint8_t state; /* enum together_state */
	bool new_key;          /* an hour key was made for it */
	uint32_t hour;         /* of arrival, UTC hours since 1970 */
	uint32_t due;          /* the hour from which it must not be read */
	double took;           /* ms */
};

/* Waits of one kind. */
struct together_waits {
	unsigned long n;
	double sum, longest; /* ms */
};

struct together_board {
	/* how it is done, not changed any more */
	struct reading_desk desk;
	const char *config;  /* of the kiosk */
	const char *machine; /* the settings of the clock */
	const char *bare;    /* a database to be made, for nothing but inserts */
	long seconds, hours; /* how long, and how many hours pass in it */
	uint32_t first;      /* the first of the hours that were filled */
	uint32_t last;       /* and the last */
	uint64_t entries;    /* in all of them */
	size_t most;         /* visits that there is room for */
	/* what happens */
	_Atomic bool over;
	_Atomic size_t visits;       /* begun or over */
	struct together_waits waits; /* of the kiosk for a database */
	size_t bares;                /* bare inserts */
	double *bare_took;           /* ms each, most of them */
	_Atomic unsigned long failed_inserts, failed_bares, failed_readings, failed_purges;
	unsigned long readings, purges, passed; /* passed: hours */
	uint64_t read;                          /* entries in all readings */
	struct together_visit visit[];
};

/* Makes a board with room for the visits of so many seconds. Returns NULL without memory; it stays
 * until the program ends. */
struct together_board *together_board_new(long seconds) __attribute__((warn_unused_result));

/* The hour now, on the machine's clock as programs read it. */
uint32_t together_board_hour(void);

/* How many entries were put into that hour by fill-register. */
uint64_t together_board_filled(const struct together_board *b, uint32_t hour);

/* Waits until *next, ns of CLOCK_MONOTONIC, which becomes the time after it in the rhythm. */
void together_board_wait(int64_t *next);

#endif

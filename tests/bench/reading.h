/* SPDX-License-Identifier: ISC */
/* reading: what reception reads of a window: welkom-desk trace, its list taken apart. */
#ifndef BENCH_READING_H
#define BENCH_READING_H

#include <stdbool.h>
#include <stdint.h>

#include "bench/errand.h"

#define READING_TEXT 160

/* How the desk is started; the texts stay the caller's. */
struct reading_desk {
	const char *config, *key, *passphrase_file;
};

/* A line of the list. */
struct reading_row {
	int64_t arrived;    /* unix time */
	int64_t destroy_by; /* unix time: the earliest due of the whole list */
	char name[READING_TEXT], phone[READING_TEXT];
};

/* Starts the desk for [from, to), unix time, full minutes. Returns 0 and *e, or -1 with errno. */
int reading_start(const struct reading_desk *desk, int64_t from, int64_t to, struct errand *e)
	__attribute__((warn_unused_result));

/* Begins the list of e, which has ended. Returns whether it is one. */
bool reading_begin(struct errand *e) __attribute__((warn_unused_result));

/* Takes the next line. Returns 1, 0 at the end, -1 when it is not as the desk writes it. */
int reading_next(struct errand *e, struct reading_row *row) __attribute__((warn_unused_result));

#endif

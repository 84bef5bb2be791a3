/* SPDX-License-Identifier: ISC */
/* together-desk: the shipped welkom-desk reads whole days, and what it reads is judged. */
#ifndef BENCH_TOGETHER_DESK_H
#define BENCH_TOGETHER_DESK_H

#include "bench/together-board.h"

/* Reads until b->over: in turns the newest day, the oldest one, from which hours become due, and one
 * in between. Returns an exit status. */
int together_desk_run(struct together_board *b);

/* Reads all days once. */
void together_desk_sweep(struct together_board *b);

#endif

/* SPDX-License-Identifier: ISC */
/* together-keeper: welkom-purge, again and again, and the hours that pass for it. */
#ifndef BENCH_TOGETHER_KEEPER_H
#define BENCH_TOGETHER_KEEPER_H

#include "bench/together-board.h"

/* Runs the shipped welkom-purge until b->over, and sets the clock an hour forward whenever it is time
 * for that and a run has ended since: so what is due is never an hour late. Returns an exit status. */
int together_keeper_run(struct together_board *b);

/* Once more, when all others have ended: what the last visit left in the inbox is collected too. */
void together_keeper_end(struct together_board *b);

#endif

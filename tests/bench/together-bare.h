/* SPDX-License-Identifier: ISC */
/* together-bare: SQLite alone, at the same rhythm: a row as long as an entry, in a transaction of its
 * own with one sync, in a database that nobody else uses. */
#ifndef BENCH_TOGETHER_BARE_H
#define BENCH_TOGETHER_BARE_H

#include "bench/together-board.h"

/* Inserts until b->over. Returns an exit status. */
int together_bare_run(struct together_board *b);

#endif

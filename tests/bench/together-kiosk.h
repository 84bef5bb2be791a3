/* SPDX-License-Identifier: ISC */
/* together-kiosk: the kiosk without its screens, at which a visitor signs in every 3 ms: the shipped
 * deposit.c, and all that it calls. */
#ifndef BENCH_TOGETHER_KIOSK_H
#define BENCH_TOGETHER_KIOSK_H

#include "bench/together-board.h"

/* Takes visits until b->over. Returns an exit status. */
int together_kiosk_run(struct together_board *b);

#endif

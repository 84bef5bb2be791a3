/* SPDX-License-Identifier: ISC */
/* confirm: a person at the desk says that the machine's clock is right. */
#ifndef DESK_CONFIRM_H
#define DESK_CONFIRM_H

#include "desk/desk.h"

/* The verb "confirm-clock T": ends a doubt when T, d->options.word, is the machine's time within 10
 * minutes. No key is needed: nothing is opened. Returns an exit status. */
int confirm_clock(struct desk *d);

#endif

/* SPDX-License-Identifier: ISC */
/* many-keeper: the shipped welkom-purge, again and again, and the hours that pass. */
#ifndef FAULT_MANY_KEEPER_H
#define FAULT_MANY_KEEPER_H

#include "fault/many-board.h"

/* Purges until role->b->over. Every second the clock is set an hour forward, but not before a purge has
 * come to its end since the last time: otherwise the kiosks would close, as they should. */
void many_keeper_run(struct many_role *role);

#endif

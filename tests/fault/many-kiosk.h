/* SPDX-License-Identifier: ISC */
/* many-kiosk: the shipped welkom-kiosk on a terminal, killed and started again, and its visitors. */
#ifndef FAULT_MANY_KIOSK_H
#define FAULT_MANY_KIOSK_H

#include "fault/many-board.h"

/* Has visitors come to a kiosk of their own until role->b->over; a few come back and erase their entry
 * by its code. Whatever a visitor sees that is not the way of a visit is a failure. */
void many_kiosk_run(struct many_role *role);

#endif

/* SPDX-License-Identifier: ISC */
/* walls: what the kiosk leaves itself once it has started: its calls, its terminal, its register. */
#ifndef KIOSK_WALLS_H
#define KIOSK_WALLS_H

#include <stdbool.h>

#include "kiosk/kiosk.h"

/* Which walls stand. Starts as {false, false}. */
struct walls {
	bool files, calls;
};

/* Confines the process to its calls, and to its files once the register has been opened: before
 * that nobody can type anything, and nobody knows which folders it will be. What stands already is
 * not built again, so it can be called before each screen. A wall that this system does not have is
 * logged, once. Returns 0, or -1 with why: then the kiosk must end. */
int walls_raise(struct walls *walls, struct kiosk *k, struct fail *why)
	__attribute__((warn_unused_result));

#endif

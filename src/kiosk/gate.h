/* SPDX-License-Identifier: ISC */
/* gate: whether entries may be taken now. It closes when forgetting is not sure or the register
 * cannot be used, and opens again by itself. */
#ifndef KIOSK_GATE_H
#define KIOSK_GATE_H

#include <stdbool.h>

#include "kiosk/kiosk.h"

/* Looks at the register, the recipients, the clock and the last purge; opens the register anew
 * when it was lost. k->alarm says the result, k->amber what does not close; a change is logged, one line, without personal
 * data. Returns whether entries may be taken. */
bool gate_check(struct kiosk *k);

/* The same inside a transaction: nothing is opened or changed. arg is a struct kiosk. */
bool gate_may(void *arg);

/* Logs a sentence: on standard error, or to the system's log when that is the terminal itself. */
void gate_log(const char *sentence);

/* Closes the register and forgets the hour key: the next check begins anew. */
void gate_close(struct kiosk *k);

#endif

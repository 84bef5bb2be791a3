/* SPDX-License-Identifier: ISC */
/* deposit: the one way of a visit: sealed, then written, then acknowledged. There is no way back
 * from here: this program has no key that opens. */
#ifndef KIOSK_DEPOSIT_H
#define KIOSK_DEPOSIT_H

#include <stdbool.h>

#include "kiosk/kiosk.h"

/* Seals k->visitor->visit's visitor under the key of the arrival's hour, making one when there is
 * none, and writes the entry. Fills k->visitor->shown with the erasure code. Returns whether the
 * entry is durable; if not, nothing is stored and the reason is logged. Either way name and number
 * are wiped. */
bool deposit_visit(struct kiosk *k) __attribute__((warn_unused_result));

#endif

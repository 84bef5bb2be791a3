/* SPDX-License-Identifier: ISC */
/* many-rights: another person of reception, who erases and corrects entries with the shipped
 * welkom-desk, and has the own key followed by a new one now and then. */
#ifndef FAULT_MANY_RIGHTS_H
#define FAULT_MANY_RIGHTS_H

#include "fault/many-board.h"

/* Goes on until role->b->over, and then ends what was begun: whatever was killed is done again. */
void many_rights_run(struct many_role *role);

#endif

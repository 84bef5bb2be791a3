/* SPDX-License-Identifier: ISC */
/* machine: the facts of the machine that this program runs on. */
#ifndef SETUP_MACHINE_H
#define SETUP_MACHINE_H

#include "setup/facts.h"

/* Begins *facts: this machine below root ("": as it is), now, seen by this account. */
void machine_start(struct facts *facts, const char *root);

#endif

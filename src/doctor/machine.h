/* SPDX-License-Identifier: ISC */
/* machine: the facts of the machine that this program runs on. */
#ifndef DOCTOR_MACHINE_H
#define DOCTOR_MACHINE_H

#include "doctor/facts.h"

/* Begins *facts: this machine below root ("": as it is), now, seen by this account. */
void machine_start(struct facts *facts, const char *root);

#endif

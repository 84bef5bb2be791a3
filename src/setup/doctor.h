/* SPDX-License-Identifier: ISC */
/* doctor: asks every check and prints what it found: a line each, and a remedy where one is needed. */
#ifndef SETUP_DOCTOR_H
#define SETUP_DOCTOR_H

#include "doctor/facts.h"

/* Looks at facts and prints, as JSON or for people. Changes nothing. Returns PROGRAM_DONE when all is
 * fine or only noted, PROGRAM_FAILED when something is wrong or warned of, or could not be printed. */
int doctor_print(const struct facts *facts, bool json);

#endif

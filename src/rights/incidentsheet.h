/* SPDX-License-Identifier: ISC */
/* incidentsheet: the facts of an incident as a text to print, with what to do. */
#ifndef RIGHTS_INCIDENTSHEET_H
#define RIGHTS_INCIDENTSHEET_H

#include "rights/incident.h"

/* Writes the sheet to fd, in the language of --language. Returns 0, or -1 with why. */
int incidentsheet_write(struct incident *in, int fd, struct fail *why)
	__attribute__((warn_unused_result));

#endif

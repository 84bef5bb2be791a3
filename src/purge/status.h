/* SPDX-License-Identifier: ISC */
/* status: the state of the register for a monitoring program: one line as monitoring plug-ins print
 * it (monitoring-plugins.org, Development Guidelines), or the same as JSON. Codes, times and counts. */
#ifndef PURGE_STATUS_H
#define PURGE_STATUS_H

#include <stdbool.h>

#include "base/conf.h"
#include "base/fail.h"

/* Prints the state of the register of conf. Returns the exit status: 0 fine, 1 in doubt or amber,
 * 2 overdue or unusable; -1 when it could not be made or written. */
int status_report(const struct conf *conf, bool json);

/* Prints that the configuration cannot be read, and why: a warning. */
void status_unread(const struct fail *why, bool json);

#endif

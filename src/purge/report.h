/* SPDX-License-Identifier: ISC */
/* report: what a run did or what state the register is in, as text or JSON: counts only. */
#ifndef PURGE_REPORT_H
#define PURGE_REPORT_H

#include <stdbool.h>

#include "base/conf.h"
#include "purge/run.h"

/* Prints what run did on standard output. Returns 0, or -1 when it could not be written. */
int report_run(const struct run *run, bool json);

/* Prints the state of the register of conf. Returns the exit status that monitoring plug-ins
 * expect: 0 fine, 1 in doubt or amber, 2 overdue or unusable. */
int report_status(const struct conf *conf, bool json);

#endif

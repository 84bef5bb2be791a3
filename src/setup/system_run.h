/* SPDX-License-Identifier: ISC */
/* system_run: the programs of the machine that make and remove accounts, started without a shell, by
 * their fixed path and with a clean environment. */
#ifndef SETUP_SYSTEM_RUN_H
#define SETUP_SYSTEM_RUN_H

#include <stdbool.h>

#include "base/fail.h"

#define SYSTEM_RUN_WORDS 10 /* of a command at most, with its final NULL */

/* Finds program name in the system's folders. Returns its path, which is constant or out; or NULL. */
const char *system_run_find(const char *name, char out[static 64]);

/* Runs words[0], one of those programs, with the words after it, up to NULL. Returns 0 when it ended
 * with 0, or -1 with why, which names it. */
int system_run_program(const char *const words[static SYSTEM_RUN_WORDS], struct fail *why)
	__attribute__((warn_unused_result));

#endif

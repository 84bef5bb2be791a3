/* SPDX-License-Identifier: ISC */
/* system_file: the files and links that an installation puts into folders of the machine. */
#ifndef SETUP_SYSTEM_FILE_H
#define SETUP_SYSTEM_FILE_H

#include <stdbool.h>

#include "base/fail.h"
#include "setup/install_list.h"

/* Checks that what choice (of enum system_choice) wants can be made: the files to copy are there, the
 * programs they are for too, and nothing of it exists, whatever the choice. Returns 0, or -1 with
 * why. */
int system_file_check(unsigned choice, struct fail *why) __attribute__((warn_unused_result));

/* Says whether this machine can do one choice. */
bool system_file_can(unsigned choice);

/* Makes all that choice wants, each noted in list before, and says so. Returns 0, or -1 with why. */
int system_file_make(struct install_list *list, unsigned choice, struct fail *why)
	__attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: ISC */
/* system_use: whether something on this machine still uses the accounts of the register. */
#ifndef SETUP_SYSTEM_USE_H
#define SETUP_SYSTEM_USE_H

#include <stdbool.h>

#include "setup/place.h"

#define SYSTEM_USE_ACCOUNTS 3
#define SYSTEM_USE_NAMES 8 /* three accounts, their own groups, and the two they share */

/* For each of them a file that belongs to it, or "". */
struct system_use_files {
	char path[SYSTEM_USE_NAMES][PLACE_PATH];
};

/* Says whether a program runs as one of the three accounts; *name becomes which. */
bool system_use_busy(const char **name);

/* Looks through the machine's own file systems for files of the accounts and groups. */
void system_use_find(struct system_use_files *files);

/* Returns the file that was found of the account, or with group the group, called name; or NULL. */
const char *system_use_file(const struct system_use_files *files, const char *name, bool group);

#endif

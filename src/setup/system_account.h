/* SPDX-License-Identifier: ISC */
/* system_account: the three accounts of the register on this machine and the groups they share. */
#ifndef SETUP_SYSTEM_ACCOUNT_H
#define SETUP_SYSTEM_ACCOUNT_H

#include <stdbool.h>

#include "base/fail.h"
#include "register/create.h"
#include "setup/install_list.h"

/* Makes the accounts and groups that are not there, each noted in list before; with systemd-sysusers
 * where the machine has it. *owners and *desk become those of the register and the desk's. Returns
 * 0, or -1 with why. */
int system_account_make(struct install_list *list, struct create_owners *owners, uid_t *desk,
	struct fail *why) __attribute__((warn_unused_result));

/* Says whether a program runs as one of the three accounts; *name becomes which. */
bool system_account_busy(const char **name);

#define SYSTEM_ACCOUNT_NAMES 8 /* three accounts, their own groups, and the two they share */

/* For each of them a file that belongs to it, or "". */
struct system_account_files {
	char path[SYSTEM_ACCOUNT_NAMES][PLACE_PATH];
};

/* Looks through the machine's own file systems for files of the accounts and groups. */
void system_account_find(struct system_account_files *files);

/* Removes the account, or with group the group, called name, unless it is gone already. When files
 * has a file of it, or an account that stays has the group, nothing is removed and *owned becomes
 * that; else NULL. Returns 0, or -1
 * with why. */
int system_account_remove(const char *name, bool group, const struct system_account_files *files,
	const char **owned, struct fail *why) __attribute__((warn_unused_result));

#endif

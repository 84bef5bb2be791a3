/* SPDX-License-Identifier: ISC */
/* system_account: the three accounts of the register on this machine and the groups they share. */
#ifndef SETUP_SYSTEM_ACCOUNT_H
#define SETUP_SYSTEM_ACCOUNT_H

#include <stdbool.h>

#include "base/fail.h"
#include "register/create.h"
#include "setup/install_list.h"
#include "setup/system_use.h"

/* Return the name of the i-th account, or of the i-th group that they share; NULL after the last. */
const char *system_account_name(size_t i);
const char *system_account_group(size_t i);

/* Makes the accounts and groups that are not there, each noted in list before; with systemd-sysusers
 * where the machine has it. *owners and *desk become those of the register and the desk's. Returns
 * 0, or -1 with why. */
int system_account_make(struct install_list *list, struct create_owners *owners, uid_t *desk,
	struct fail *why) __attribute__((warn_unused_result));

/* Removes the account, or with group the group, called name, unless it is gone already. When files
 * has a file of it, or an account that stays has the group, nothing is removed and *owned becomes
 * that; else NULL. Returns 0, or -1
 * with why. */
int system_account_remove(const char *name, bool group, const struct system_use_files *files,
	const char **owned, struct fail *why) __attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: ISC */
/* install_remove: a register is taken away for good: every key file is overwritten first. */
#ifndef SETUP_INSTALL_REMOVE_H
#define SETUP_INSTALL_REMOVE_H

#include <stdbool.h>

#include "base/fail.h"
#include "setup/place.h"

/* Takes the lock of the register at state_dir and looks whether a program has one of its databases
 * open. Returns 0 and in *lock a descriptor to close (-1: there is no lock, the register is not whole);
 * or -1 with why when it is in use. */
int install_remove_begin(const char *state_dir, int *lock, struct fail *why)
	__attribute__((warn_unused_result));

/* Copies the ledger of the register at state_dir to a new file beside it, when it says more than that
 * the register was made; *kept becomes its path, or "". Returns 0, or -1 with why. */
int install_remove_keep_ledger(const char *state_dir, char kept[static PLACE_PATH],
	struct fail *why) __attribute__((warn_unused_result));

/* Overwrites every key file, then removes all that is in state_dir, and with whole the folder too.
 * Links are removed, not followed. Can be done again after a crash. Returns 0, or -1 with why. */
int install_remove_register(const char *state_dir, bool whole, struct fail *why)
	__attribute__((warn_unused_result));

#endif

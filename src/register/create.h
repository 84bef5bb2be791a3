/* SPDX-License-Identifier: ISC */
/* create: a new, empty register. */
#ifndef REGISTER_CREATE_H
#define REGISTER_CREATE_H

#include <sys/types.h>

#include "base/fail.h"

/* Who shares a register of several accounts: the keeper owns it, and two groups may do their part. */
struct create_owners {
	uid_t keeper;
	gid_t winbox; /* of the inbox: kiosk, desk and keeper */
	gid_t wstore; /* of store and state: desk and keeper */
};

/* Makes the folders, the two empty databases, lock, tag key, CACHEDIR.TAG files and an empty
 * ledger below state_dir, which must be absent or an empty folder. Returns 0, or -1 with why: what
 * was made until then is named by the files themselves, and nothing that existed was changed. */
int create_register(const char *state_dir, struct fail *why) __attribute__((warn_unused_result));

/* Gives the new register at state_dir, until now of the running user (root), to owners: inner files
 * first and the outer folders last, so that nobody is let in before all of it is right. Modes become
 * those of create_register again. The folder state_dir itself stays root's. Returns 0, or -1 with
 * why. */
int create_give(const char *state_dir, const struct create_owners *owners, struct fail *why)
	__attribute__((warn_unused_result));

#endif

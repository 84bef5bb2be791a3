/* SPDX-License-Identifier: ISC */
/* create: a new, empty register. */
#ifndef REGISTER_CREATE_H
#define REGISTER_CREATE_H

#include "base/fail.h"

/* Makes the folders, the two empty databases, lock, tag key, CACHEDIR.TAG files and an empty
 * ledger below state_dir, which must be absent or an empty folder. Returns 0, or -1 with why: what
 * was made until then is named by the files themselves, and nothing that existed was changed. */
int create_register(const char *state_dir, struct fail *why) __attribute__((warn_unused_result));

#endif

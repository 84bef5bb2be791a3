/* SPDX-License-Identifier: ISC */
/* outlet: where a letter goes: a new file that only its owner can read, or standard output. */
#ifndef RIGHTS_OUTLET_H
#define RIGHTS_OUTLET_H

#include "base/fail.h"

/* Opens path, which must not exist; NULL: standard output. Returns a descriptor to be given to
 * outlet_end, or -1 with why. */
int outlet_begin(const char *path, struct fail *why) __attribute__((warn_unused_result));

/* Ends it: durable when whole; else what was written of a file is shredded. Returns 0, or -1 with why. */
int outlet_end(int fd, const char *path, int whole, struct fail *why)
	__attribute__((warn_unused_result));

#endif

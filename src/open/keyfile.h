/* SPDX-License-Identifier: ISC */
/* keyfile: the file of a reception key given other bytes where it lies, which may be a stick. */
#ifndef OPEN_KEYFILE_H
#define OPEN_KEYFILE_H

#include <stddef.h>

#include "base/fail.h"

/* Puts the n bytes at bytes in the place of file, mode 0600, and overwrites the old ones
 * (base/exchange.h); what an earlier try left is finished first. Beside it lie meanwhile
 * .welkom-NAME.tmp and .welkom-NAME.old. Returns 0, or -1 with why: the file is then whole, either as
 * it was or new. */
int keyfile_exchange(const char *file, const void *bytes, size_t n, struct fail *why)
	__attribute__((warn_unused_result));

/* Finishes what a power cut left of that. Returns 0, also when there is nothing, or -1 with why. */
int keyfile_finish(const char *file, struct fail *why) __attribute__((warn_unused_result));

#endif

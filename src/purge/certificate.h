/* SPDX-License-Identifier: ISC */
/* certificate: one ledger line a day that says what was destroyed since the last, and what a recount
 * of the hour keys finds. */
#ifndef PURGE_CERTIFICATE_H
#define PURGE_CERTIFICATE_H

#include <stdint.h>

#include "base/fail.h"
#include "register/register.h"

/* Writes the line when it is owed: by the first run of each UTC day of trusted time now, but not on
 * the day on which the register was made. Under the register's lock, at the end of a run. Cheap when
 * nothing is owed: one small file is read. Returns 0, or -1 with why: the line could not be written,
 * or it is written and says that the ledger is broken or a folder could not be counted. */
int certificate_write(struct visit_register *r, int64_t now, struct fail *why)
	__attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: ISC */
/* schema: the tables of the two databases, made once and compared at every opening: what is in
 * the file is what this program made, or it is not used. */
#ifndef REGISTER_SCHEMA_H
#define REGISTER_SCHEMA_H

#include <sqlite3.h>

#include "base/fail.h"

enum schema_kind { SCHEMA_INBOX, SCHEMA_STORE };

/* Makes the tables of kind in the empty database db. Returns 0, or -1 with why. */
int schema_make(sqlite3 *db, enum schema_kind kind, struct fail *why)
	__attribute__((warn_unused_result));

/* Says in why when db holds anything but exactly the tables of kind. Returns 0, or -1. */
int schema_check(sqlite3 *db, enum schema_kind kind, struct fail *why)
	__attribute__((warn_unused_result));

#endif

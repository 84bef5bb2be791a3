/* SPDX-License-Identifier: ISC */
/* openvisit: a sealed entry opened with its hour key and checked against where it was found: an
 * entry that was moved, replayed or forged is named as such and never shown. */
#ifndef OPEN_OPENVISIT_H
#define OPEN_OPENVISIT_H

#include <stdint.h>

#include "open/openkey.h"
#include "visit/record.h"

#define OPENVISIT_BOX 304
#define OPENVISIT_ID 16

enum openvisit_result {
	OPENVISIT_GOOD,
	OPENVISIT_DAMAGED,   /* it does not open: changed, or sealed to another key */
	OPENVISIT_MOVED,     /* id, kid or hour inside are not those of its row and key */
	OPENVISIT_NO_VISIT,  /* it opens, but to nothing that a kiosk writes */
	OPENVISIT_NO_MEMORY, /* nothing is known about it */
};

/* Opens box, found under id with key, into *visit, which must lie in locked memory and is wiped
 * unless the result is OPENVISIT_GOOD. */
enum openvisit_result openvisit_open(const struct open_key *key,
	const uint8_t id[static OPENVISIT_ID], const uint8_t box[static OPENVISIT_BOX],
	struct visit *visit) __attribute__((warn_unused_result));

/* The same for many: record, in locked memory, takes what was sealed; it and the stack below the caller
 * (wipe_stack, after the last) are the caller's to wipe. Of
 * an OPENVISIT_MOVED visit stay kid, id, hour and seq as they are inside, and nothing of its visitor.
 * Never OPENVISIT_NO_MEMORY. May run in several threads at once. */
enum openvisit_result openvisit_open_with(const struct open_key *key,
	const uint8_t id[static OPENVISIT_ID], const uint8_t box[static OPENVISIT_BOX],
	uint8_t record[static RECORD_SIZE], struct visit *visit) __attribute__((warn_unused_result));

#endif

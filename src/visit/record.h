/* SPDX-License-Identifier: ISC */
/* record: a visit as the 256 bytes that are sealed. All visits have one length, so the length of
 * a sealed one says nothing. The bytes are laid out in doc/FORMAT. */
#ifndef VISIT_RECORD_H
#define VISIT_RECORD_H

#include <stdint.h>

#include "visit/visitor.h"

#define RECORD_SIZE 256 /* bytes of a visit */

/* What is sealed of one visit. */
struct visit {
	uint8_t flags;
	uint32_t hour;   /* hours since 1970, UTC: arrival / 3600 rounded down */
	int64_t arrival; /* unix time, seconds */
	uint8_t id[16];  /* of erasure_id */
	uint8_t kid[16]; /* of the hour key it is sealed to */
	uint32_t seq;    /* counts the visits of one kid from 1 */
	struct visitor visitor;
};

/* Writes visit to out. Its visitor has a name and a phone as visitor_set_name and phone_read made
 * them. out holds personal data: the caller wipes it. */
void record_write(const struct visit *visit, uint8_t out[static RECORD_SIZE]);

/* Reads in into visit. Returns 0, or -1 when the bytes are not exactly what record_write makes of
 * a visit: another version, a name or phone in another form, a byte not zero after them, an hour
 * that is not the arrival's; visit is then all zeros. in and visit are the caller's to wipe, and so is
 * the stack below it (visitor_take_name). */
int record_read(const uint8_t in[static RECORD_SIZE], struct visit *visit)
	__attribute__((warn_unused_result));

#endif

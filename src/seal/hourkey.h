/* SPDX-License-Identifier: ISC */
/* hourkey: the key pair of one UTC hour, made here, of which only the public half stays: sealing
 * is one way. No function in this folder opens anything. */
#ifndef SEAL_HOURKEY_H
#define SEAL_HOURKEY_H

#include <stdint.h>

#include "base/fail.h"
#include "base/hourfile.h"
#include "base/recipients.h"
#include "visit/record.h"

#define HOURKEY_BOX 304 /* crypto_box_seal of a record: length says nothing about it */

/* What the kiosk keeps of an hour key: in memory only, so that nobody can forge into it or swap
 * it on disk. */
struct hour_key {
	uint8_t pk[32];
	uint8_t kid[HOURFILE_KID];
	uint32_t hour; /* UTC hours since 1970 */
	uint32_t seq;  /* of the next visit; raised only after COMMIT */
};

/* Makes the key pair of hour: *key its public half, file the bytes of its key file with the secret
 * half sealed to every one of recipients; the secret half itself is wiped. Returns 0, or -1 with
 * why (no memory, or a recipient's key that is none). */
int hourkey_make(const struct recipients *recipients, uint32_t hour, struct hour_key *key,
	uint8_t file[static HOURFILE_SIZE], struct fail *why) __attribute__((warn_unused_result));

/* Seals record to key into box. Returns 0, or -1. */
int hourkey_seal(const struct hour_key *key, const uint8_t record[static RECORD_SIZE],
	uint8_t box[static HOURKEY_BOX]) __attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: ISC */
/* openkey: an hour key opened with a reception key. */
#ifndef OPEN_OPENKEY_H
#define OPEN_OPENKEY_H

#include <stdint.h>

#include "base/hourfile.h"
#include "open/reception.h"

/* In locked memory. */
struct open_key {
	uint8_t sk[32];
	uint8_t pk[32];
	uint8_t kid[HOURFILE_KID];
	uint32_t hour;
};

enum openkey_result {
	OPENKEY_GOOD,
	OPENKEY_NOT_OURS, /* not sealed to this reception key */
	OPENKEY_NO_MEMORY,
	OPENKEY_FORGED, /* header, sealed secret and kid do not belong together */
};

/* Opens file, the bytes of an hour key file, with reception into *key, which is wiped unless the result
 * is OPENKEY_GOOD. */
enum openkey_result openkey_open(const struct reception_key *reception,
	const uint8_t file[static HOURFILE_SIZE], struct open_key *key)
	__attribute__((warn_unused_result));

#endif

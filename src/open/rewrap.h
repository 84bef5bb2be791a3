/* SPDX-License-Identifier: ISC */
/* rewrap: an hour key opened with a reception key and sealed anew to a list of recipients. What is
 * sealed with the hour key stays as it is; only who can open the hour changes. */
#ifndef OPEN_REWRAP_H
#define OPEN_REWRAP_H

#include <stdbool.h>
#include <stdint.h>

#include "base/hourfile.h"
#include "base/recipients.h"
#include "open/reception.h"

enum rewrap_result {
	REWRAP_GOOD,
	REWRAP_NOT_OURS, /* not sealed to this reception key */
	REWRAP_NO_MEMORY,
	REWRAP_FORGED, /* header, sealed secret and kid do not belong together */
	REWRAP_NO_KEY, /* a key in the list is none: nothing can be sealed to it */
};

/* Says whether file, the bytes of an hour key file, is sealed to exactly those in list, by their
 * fingerprints. */
bool rewrap_is_current(const struct recipients *list, const uint8_t file[static HOURFILE_SIZE]);

/* Says whether file names the fingerprint of pk among those it is sealed to. */
bool rewrap_names(const uint8_t pk[static RECIPIENTS_PK], const uint8_t file[static HOURFILE_SIZE]);

/* Makes in out a whole hour key file with the kid and hour of file, its secret half opened with own
 * and sealed to each of list; nothing else of file is in it. The secret half is wiped. out is wiped
 * unless the result is REWRAP_GOOD. */
enum rewrap_result rewrap_make(const struct reception_key *own, const struct recipients *list,
	const uint8_t file[static HOURFILE_SIZE], uint8_t out[static HOURFILE_SIZE])
	__attribute__((warn_unused_result));

/* Says whether something can be sealed to pk: not so for the few points of low order. */
bool rewrap_takes(const uint8_t pk[static RECIPIENTS_PK]);

#endif

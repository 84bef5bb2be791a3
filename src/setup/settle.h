/* SPDX-License-Identifier: ISC */
/* settle: a new installation, made in an order in which a failure leaves nothing that seems to
 * work: first what others point to, then what points to it. */
#ifndef SETUP_SETTLE_H
#define SETUP_SETTLE_H

#include <stdint.h>

#include "base/clock.h"
#include "base/conf.h"
#include "base/fail.h"
#include "base/recipients.h"
#include "open/passphrase.h"
#include "setup/place.h"

#define SETTLE_PRINT 40 /* bytes of a printed fingerprint with its final NUL */

/* Refuses a clock that cannot be right: one before this program was made. Returns 0, or -1. */
int settle_check_clock(const struct clock_reading *now, struct fail *why)
	__attribute__((warn_unused_result));

/* Makes everything at place, which place_check has found free: a reception key under p, the
 * register, the list of recipients, the clock as of now, the first ledger line, ledger.head beside the
 * key, and last the configuration as conf wants it, without which no program does anything. Then reads configuration and list the way the
 * kiosk does, into *conf and *recipients. Returns 0, or -1 with why (place_tell_made says what is
 * left behind). */
int settle_make(const struct place *place, const struct passphrase *p, struct conf *conf,
	struct recipients *recipients, struct fail *why) __attribute__((warn_unused_result));

/* Writes the fingerprint of a recipient's public key: 8 groups of 4 hexadecimal digits. */
void settle_print_key(const uint8_t pk[static RECIPIENTS_PK], char out[static SETTLE_PRINT]);

/* Writes the fingerprint of the list: of the bytes of its file, as "b2sum -l 128" gives it. */
void settle_print_list(const struct recipients *recipients, char out[static SETTLE_PRINT]);

#endif

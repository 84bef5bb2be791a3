/* SPDX-License-Identifier: ISC */
/* visits: two weeks of made-up visits for the demo, sealed and collected like real ones. */
#ifndef SETUP_VISITS_H
#define SETUP_VISITS_H

#include <stdint.h>

#include "base/conf.h"
#include "base/fail.h"
#include "base/recipients.h"

/* Fills the new register of conf with visits in the school hours of the 14 days before unix time
 * now, the same ones for the same now, sealed to recipients. The first hour is due already and
 * the next one soon, so that the first purge has something to destroy. *count becomes their
 * number. Returns 0, or -1 with why. */
int visits_fill(const struct conf *conf, const struct recipients *recipients, int64_t now,
	uint64_t *count, struct fail *why) __attribute__((warn_unused_result));

#endif

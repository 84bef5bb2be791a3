/* SPDX-License-Identifier: ISC */
/* timekeeping: the keeper's memory of the time, in state/clock (see base/clock.h). */
#ifndef REGISTER_TIMEKEEPING_H
#define REGISTER_TIMEKEEPING_H

#include <stdbool.h>

#include "base/clock.h"
#include "base/fail.h"
#include "register/register.h"

/* The keeper's way: reads state/clock, decides, and with keep writes it back. A file that is lost
 * or broken is replaced by the latest time that the register itself proves, in doubt. With
 * confirmed a person has said that realtime is right. Returns 0 and *verdict, or -1 with why: the
 * verdict is then good, but could not be kept. */
int timekeeping_decide(struct visit_register *r, const struct clock_reading *now, bool confirmed,
	bool keep, struct clock_verdict *verdict, struct fail *why) __attribute__((warn_unused_result));

/* The way of those who only read: *verdict by state/clock and elapsed time. Returns 0, or -1 with
 * why when there is no such file to go by: the time is then in doubt. */
int timekeeping_follow(struct visit_register *r, const struct clock_reading *now,
	struct clock_verdict *verdict, struct fail *why) __attribute__((warn_unused_result));

/* Writes the first state/clock, after a person confirmed realtime. Returns 0, or -1 with why. */
int timekeeping_begin(struct visit_register *r, const struct clock_reading *now, struct fail *why)
	__attribute__((warn_unused_result));

#endif

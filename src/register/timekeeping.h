/* SPDX-License-Identifier: ISC */
/* timekeeping: the keeper's memory of the time, in state/clock (see base/clock.h). */
#ifndef REGISTER_TIMEKEEPING_H
#define REGISTER_TIMEKEEPING_H

#include <stdbool.h>

#include "base/clock.h"
#include "base/fail.h"
#include "register/register.h"

/* The keeper's way: reads state/clock, decides, and with keep writes it back. A file that is lost,
 * broken or of another machine is replaced by the latest time that the register itself proves, in
 * doubt. now comes from clock_read. With confirmed a person has said that realtime is right. Under
 * the register's lock with keep. Returns 0 and *verdict, or -1 with why: the verdict is then good,
 * but could not be kept. */
int timekeeping_decide(struct visit_register *r, const struct clock_reading *now, bool confirmed,
	bool keep, struct clock_verdict *verdict, struct fail *why) __attribute__((warn_unused_result));

/* The desk's way: a person has said that realtime is right. As timekeeping_decide with confirmed,
 * but state/clock is written in place, since the desk's account can make no file there; it must
 * exist. now has machine (clock_machine). Dues are left to the keeper's next runs, which find it in the state. Under the register's
 * lock. Returns 0 and *verdict, or -1 with why: then nothing is confirmed. */
int timekeeping_confirm(struct visit_register *r, const struct clock_reading *now,
	struct clock_verdict *verdict, struct fail *why) __attribute__((warn_unused_result));

/* How a time that a person typed compares with the machine's clock. */
enum timekeeping_typed {
	TIMEKEEPING_AGREES,
	TIMEKEEPING_DIFFERS, /* by more than CLOCK_CONFIRM; why says so */
	TIMEKEEPING_NO_TIME, /* it is not YYYY-MM-DDTHH:MM */
};
enum timekeeping_typed timekeeping_compare(
	const char *typed, const struct clock_reading *now, struct fail *why);

/* The way of those who only read: *verdict by state/clock and elapsed time. Returns 0, or -1 with
 * why when there is no such file to go by: the time is then in doubt. */
int timekeeping_follow(struct visit_register *r, const struct clock_reading *now,
	struct clock_verdict *verdict, struct fail *why) __attribute__((warn_unused_result));

/* Writes the first state/clock, after a person confirmed realtime. Returns 0, or -1 with why. */
int timekeeping_begin(struct visit_register *r, const struct clock_reading *now, struct fail *why)
	__attribute__((warn_unused_result));

#endif

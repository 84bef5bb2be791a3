/* SPDX-License-Identifier: ISC */
#include "purge/lateness.h"

#include <stdbool.h>
#include <string.h>

#include "base/moment.h"

struct lateness
lateness_judge(int64_t now, uint32_t due, const struct watch_record *last,
	const struct clock_verdict *known, const char *boot)
{
	struct lateness late = {.cause = "none"};
	int64_t moment = (int64_t)due * MOMENT_HOUR;
	bool ran = strcmp(last->boot, boot) == 0; /* since this machine was started */

	if (due == 0 || now <= moment)
		return late;
	late.seconds = now - moment;
	if (late.seconds <= LATENESS_USUAL)
		return late;
	if (last->time >= moment)
		late.cause = "failure"; /* a run knew that it was due */
	else if (ran)
		late.cause = known->doubt ? "clock" : "failure";
	else
		late.cause = "off";
	return late;
}

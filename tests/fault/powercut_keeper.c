/* SPDX-License-Identifier: ISC */
#include "fault/powercut_keeper.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static char warned[FAIL_TEXT]; /* what the run said last */

static void
warn(const char *sentence)
{
	snprintf(warned, sizeof warned, "%s", sentence);
}

int
powercut_keeper_purge(const char *state, int64_t t, struct run *run, struct fail *why)
{
	static struct conf conf;

	snprintf(conf.state_dir, sizeof conf.state_dir, "%s", state);
	warned[0] = '\0';
	*run = (struct run){.conf = &conf, .warn = warn};
	run->now = (struct clock_reading){.realtime = t, .boottime = 60, .synchronised = true};
	strcpy(run->now.boot, "99999999-9999-4999-8999-999999999999");
	clock_machine(run->now.machine);
	if (run_all(run) != 0 || run->failed)
		return fail_set(why, "the keeper's run failed: %s", warned);
	if (run->clock.doubt || run->retention.overdue > 0 || run->retention.strange > 0)
		return fail_set(why, "the keeper's run left %" PRIu64 " overdue, %" PRIu64 " strange%s",
			run->retention.overdue, run->retention.strange, run->clock.doubt ? ", in doubt" : "");
	return 0;
}

int
powercut_keeper_run(const char *state, int64_t t, struct clock_reading *now, struct fail *why)
{
	struct run run;
	int rc = powercut_keeper_purge(state, t, &run, why);

	*now = run.now;
	return rc;
}

/* SPDX-License-Identifier: ISC */
#include "bench/together-keeper.h"

#include <time.h>

#include "base/moment.h"
#include "base/program.h"
#include "bench/answer.h"
#include "bench/leaping.h"

#define PAUSE 10000000 /* ns between two runs: others must come to the lock */

/* One run. Returns whether it went well. */
static bool
purge(struct together_board *b)
{
	const char *argv[] = {"welkom-purge", "--config", b->desk.config, "--quiet", NULL};
	struct errand e;
	bool good;

	if (errand_start(&e, (char **)argv) != 0)
		return false;
	errand_take(&e);
	b->purges++;
	good = e.status == 0;
	if (!good)
		errand_tell(&e, "together: welkom-purge");
	errand_drop(&e);
	return good;
}

int
together_keeper_run(struct together_board *b)
{
	const struct timespec pause = {0, PAUSE};
	int64_t rhythm = b->seconds * 1000000000LL / b->hours, next = answer_now() + rhythm;
	struct leaping clock;

	if (leaping_open(&clock, b->machine) != 0)
		return PROGRAM_FAILED;
	while (!b->over) {
		b->failed_purges += !purge(b);
		if (answer_now() >= next && leaping_by(&clock, MOMENT_HOUR) == 0) {
			b->passed++;
			next += rhythm;
		}
		nanosleep(&pause, NULL);
	}
	return PROGRAM_DONE;
}

void
together_keeper_end(struct together_board *b)
{
	b->failed_purges += !purge(b);
}

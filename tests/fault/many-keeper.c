/* SPDX-License-Identifier: ISC */
#include "fault/many-keeper.h"

#include <time.h>

#include "base/moment.h"
#include "bench/answer.h"
#include "bench/leaping.h"

#define RHYTHM 1000000000LL /* ns for an hour */
#define PAUSE 100           /* ms between two runs at most */

void
many_keeper_run(struct many_role *role)
{
	const char *argv[] = {"welkom-purge", "--config", role->b->reader.config, "--quiet", NULL};
	struct timespec pause = {0, 0};
	int64_t next = answer_now() + RHYTHM;
	struct leaping clock;

	if (leaping_open(&clock, role->b->machine) != 0) {
		many_board_fail(role, "the clock cannot be set", 0);
		return;
	}
	while (!role->b->over) {
		if (many_board_run(role, MANY_PURGE, argv, true, NULL) && answer_now() >= next) {
			if (leaping_by(&clock, MOMENT_HOUR) != 0)
				many_board_fail(role, "the clock cannot be set", 0);
			role->b->hours++;
			next = answer_now() + RHYTHM;
		}
		pause.tv_nsec = (long)many_board_throw(role, PAUSE) * 1000000;
		nanosleep(&pause, NULL);
	}
}

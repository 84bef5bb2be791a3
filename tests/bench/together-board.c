/* SPDX-License-Identifier: ISC */
#include "bench/together-board.h"

#include <sys/mman.h>
#include <time.h>

#include "base/moment.h"
#include "bench/answer.h"

#define NS 1000000000LL

static void *
share(size_t n)
{
	void *p = mmap(NULL, n, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return p == MAP_FAILED ? NULL : p;
}

struct together_board *
together_board_new(long seconds)
{
	size_t most = (size_t)(seconds * NS / TOGETHER_RHYTHM) + 1;
	struct together_board *b = share(sizeof *b + most * sizeof b->visit[0]);

	if (b == NULL || (b->bare_took = share(most * sizeof b->bare_took[0])) == NULL)
		return NULL;
	b->seconds = seconds;
	b->most = most;
	return b;
}

uint32_t
together_board_hour(void)
{
	return (uint32_t)(time(NULL) / MOMENT_HOUR);
}

uint64_t
together_board_filled(const struct together_board *b, uint32_t hour)
{
	uint64_t i = hour - b->first, n = b->last - b->first + 1;

	if (hour < b->first || hour > b->last)
		return 0;
	return b->entries * (i + 1) / n - b->entries * i / n;
}

void
together_board_wait(int64_t *next)
{
	struct timespec t = {*next / NS, *next % NS};
	int64_t now;

	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) != 0)
		;
	now = answer_now();
	*next += TOGETHER_RHYTHM;
	if (*next < now) /* what was missed is not made up for */
		*next = now + TOGETHER_RHYTHM - (now - *next) % TOGETHER_RHYTHM;
}

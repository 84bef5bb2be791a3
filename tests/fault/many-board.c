/* SPDX-License-Identifier: ISC */
#include "fault/many-board.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#include "base/moment.h"
#include "bench/answer.h"
#include "fault/victim.h"

#define MORTAL 3 /* one in so many is killed */
#define LONGEST 60000

struct many_board *
many_board_new(void)
{
	struct many_board *b = mmap(
		NULL, sizeof *b, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	return b == MAP_FAILED ? NULL : b;
}

void
many_board_role(struct many_board *b, struct many_role *role, int n, const char *name)
{
	size_t i;

	*role = (struct many_role){.b = b, .name = name};
	role->dice = b->seed * 0x9E3779B97F4A7C15u + (uint64_t)n * 0xBF58476D1CE4E5B9u + 1;
	for (i = 0; i < MANY_PROGRAMS; i++)
		role->ms[i] = 20;
}

uint64_t
many_board_throw(struct many_role *role, uint64_t n)
{
	uint64_t x;

	/* splitmix64 (S. Vigna, public domain) */
	x = role->dice += 0x9E3779B97F4A7C15u;
	x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
	x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
	return (x ^ (x >> 31)) % n;
}

uint32_t
many_board_hour(void)
{
	return (uint32_t)(time(NULL) / MOMENT_HOUR);
}

void
many_board_fail(struct many_role *role, const char *what, long which)
{
	fprintf(stderr, "many: %s: hour %u: %s %ld\n", role->name, many_board_hour(), what, which);
	role->failures++;
	role->b->failures++;
}

static bool
is_expected(const struct many_role *role, struct errand *e)
{
	char line[512];

	while (role->expected != NULL && fgets(line, sizeof line, e->complained) != NULL)
		if (strstr(line, role->expected) != NULL)
			return true;
	return false;
}

bool
many_board_follow(struct many_role *role, enum many_program kind, bool mortal, struct errand *e)
{
	struct victim victim = {.process = -1};
	int64_t begin = answer_now();

	role->b->runs[kind]++;
	/* at any moment of its life, and sometimes too late */
	if (mortal && many_board_throw(role, MORTAL) == 0 &&
		victim_begin(&victim, e->pid,
			(int)many_board_throw(role, (uint64_t)(role->ms[kind] * 1.2) + 1)) != 0)
		many_board_fail(role, "nobody can be killed here", e->pid);
	errand_wait(e);
	victim_end(&victim);
	errand_take(e);
	if (e->status == 0)
		role->ms[kind] += ((double)(answer_now() - begin) / 1e6 - role->ms[kind]) / 4;
	role->ms[kind] = role->ms[kind] < LONGEST ? role->ms[kind] : LONGEST;
	if (e->status == -SIGKILL && victim.hit) {
		role->b->kills[kind]++;
		return false;
	}
	if (e->status == 0 || is_expected(role, e))
		return true;
	many_board_fail(role, "a program ended with", e->status);
	errand_tell(e, role->name);
	return false;
}

bool
many_board_run(struct many_role *role, enum many_program kind, const char *const *argv, bool mortal,
	struct errand *e)
{
	struct errand own;
	bool good;

	if (errand_start(e != NULL ? e : &own, (char **)argv) != 0) {
		many_board_fail(role, "a program cannot be started, kind", kind);
		return false;
	}
	good = many_board_follow(role, kind, mortal, e != NULL ? e : &own);
	if (e == NULL)
		errand_drop(&own);
	return good;
}

long
many_board_pick(struct many_role *role, enum many_fate fate)
{
	struct many_board *b = role->b;
	size_t n = b->visits, i, at;
	int kept;

	for (i = 0; i < 100 && n > 0; i++) {
		at = many_board_throw(role, n);
		kept = MANY_KEPT;
		if (b->visit[at].state == MANY_WELCOME &&
			atomic_compare_exchange_strong(&b->visit[at].fate, &kept, fate))
			return (long)at;
	}
	return -1;
}

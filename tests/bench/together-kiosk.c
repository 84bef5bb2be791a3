/* SPDX-License-Identifier: ISC */
#include "bench/together-kiosk.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/program.h"
#include "base/wipe.h"
#include "bench/answer.h"
#include "kiosk/deposit.h"
#include "kiosk/gate.h"

#define NAME "together: kiosk"

/* SQLite's way to the system, with a look at how it waits: that is done nowhere but where a lock is
 * held by another. */
struct watched {
	sqlite3_vfs vfs; /* first: it is found by it */
	sqlite3_vfs *own;
	struct together_waits *waits;
};

static int
wait_watched(sqlite3_vfs *vfs, int us)
{
	const struct watched *w = (const struct watched *)(const void *)vfs;
	int64_t begin = answer_now();
	int rc = w->own->xSleep(w->own, us);
	double ms = (double)(answer_now() - begin) / 1e6;

	w->waits->n++;
	w->waits->sum += ms;
	w->waits->longest = ms > w->waits->longest ? ms : w->waits->longest;
	return rc;
}

static int
watch_waits(struct watched *w, struct together_waits *waits)
{
	w->own = sqlite3_initialize() == SQLITE_OK ? sqlite3_vfs_find(NULL) : NULL;
	if (w->own == NULL)
		return -1;
	w->waits = waits;
	w->vfs = *w->own;
	w->vfs.zName = "watched";
	w->vfs.pNext = NULL;
	w->vfs.xSleep = wait_watched;
	return sqlite3_vfs_register(&w->vfs, 1) == SQLITE_OK ? 0 : -1;
}

/* What the screens before do: the arrival is taken, name and number are typed. */
static int
come_in(struct kiosk *k, size_t n)
{
	char name[32], phone[32];
	struct visitor *v = &k->visitor->visit.visitor;

	if (!gate_check(k))
		return -1;
	k->arrival = k->clock.trusted;
	k->due = (uint32_t)(k->arrival / MOMENT_HOUR) + (uint32_t)k->conf.retention_days * 24;
	snprintf(name, sizeof name, TOGETHER_NAME " %zu", n);
	snprintf(phone, sizeof phone, "+316%08zu", 10000000 + n);
	if (visitor_set_name(v, name, strlen(name)) != VISITOR_NAME_OK)
		return -1;
	v->phone_len = (uint8_t)strlen(phone);
	memcpy(v->phone, phone, v->phone_len);
	return 0;
}

static void
visit(struct together_board *b, struct kiosk *k, size_t n)
{
	struct together_visit *visit = &b->visit[n];
	uint32_t hour = k->has_key ? k->key.hour : 0;
	int64_t begin;
	bool done;

	if (come_in(k, n) != 0) {
		b->failed_inserts++;
		return;
	}
	visit->hour = (uint32_t)(k->arrival / MOMENT_HOUR);
	visit->due = k->due;
	visit->state = TOGETHER_BEGUN;
	b->visits = n + 1;
	begin = answer_now();
	done = deposit_visit(k);
	visit->took = (double)(answer_now() - begin) / 1e6;
	visit->new_key = k->has_key && k->key.hour != hour;
	visit->state = done ? TOGETHER_DONE : TOGETHER_FAILED;
	b->failed_inserts += !done;
}

int
together_kiosk_run(struct together_board *b)
{
	struct kiosk kiosk = {.alarm = WATCH_FINE, .amber = WATCH_FINE};
	struct watched watched;
	int64_t next = answer_now();
	int clock = open(b->machine, O_RDONLY | O_CLOEXEC);
	struct fail why;
	size_t n;

	if (clock < 0 || wipe_start() != 0 || watch_waits(&watched, &b->waits) != 0 ||
		(kiosk.visitor = wipe_alloc(sizeof *kiosk.visitor)) == NULL)
		return PROGRAM_FAILED;
	if (conf_read(&kiosk.conf, b->config, &why) != 0)
		return program_fail(NAME, &why);
	for (n = 0; n < b->most && !b->over; n++) {
		together_board_wait(&next);
		flock(clock, LOCK_SH); /* no hour is left out in the middle of a visit (bench/leaping.h) */
		visit(b, &kiosk, n);
		flock(clock, LOCK_UN);
	}
	gate_close(&kiosk);
	wipe_free(kiosk.visitor);
	close(clock);
	return PROGRAM_DONE;
}

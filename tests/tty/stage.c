/* SPDX-License-Identifier: ISC */
#include "tty/stage.h"

#include <stdarg.h>
#include <stdio.h>

/* Milliseconds without output that count as the end of a drawing. */
#define QUIET 30
/* No longer than this is waited for a program that writes nothing and works. */
#define WORK 2000

bool
stage_until(struct stage *st, stage_test *test, const void *want)
{
	long long until = vt_now() + st->limit, left;

	for (;;) {
		struct page page;
		bool holds;

		vt_drain(st->vt);
		page_take(&page, st->vt);
		holds = test(&page, want);
		page_drop(&page);
		if (holds)
			return true;
		left = until - vt_now();
		if (st->vt->ended || left <= 0)
			return false;
		vt_pump(st->vt, (int)left);
	}
}

void
stage_settle(struct stage *st)
{
	long long now = vt_now(), until = now + st->limit, calm = now + QUIET, last = now;

	for (; now < until && now < calm && !st->vt->ended; now = vt_now()) {
		if (vt_pump(st->vt, (int)(calm - now)))
			calm = (last = vt_now()) + QUIET;
		else if (vt_now() >= calm && calm - last < WORK && vt_is_working(st->vt))
			calm = vt_now() + QUIET;
	}
	vt_drain(st->vt);
}

bool
stage_fail(struct stage *st, const char *why, ...)
{
	struct page page;
	va_list args;

	fflush(stdout);
	fprintf(stderr, "play: %s:%u: %s: ", st->script, st->line, st->step);
	if (st->meant != NULL)
		fprintf(stderr, "(that is, %s) ", st->meant);
	va_start(args, why);
	vfprintf(stderr, why, args);
	va_end(args);
	fputc('\n', stderr);
	vt_drain(st->vt);
	page_take(&page, st->vt);
	page_print(&page, "the screen", stderr);
	page_drop(&page);
	return false;
}

bool
stage_fail_wait(struct stage *st, const char *why)
{
	if (st->vt->ended)
		return stage_fail(st, "%s, and the program has ended with %d", why, st->vt->status);
	return stage_fail(st, "%s after %g s", why, st->limit / 1000.0);
}

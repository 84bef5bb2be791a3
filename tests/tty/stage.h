/* SPDX-License-Identifier: ISC */
/* stage: what every step of a script needs: the program, its screen, and how to wait and to fail. */
#ifndef TTY_STAGE_H
#define TTY_STAGE_H

#include "tty/page.h"
#include "tty/vt.h"

#include <stdbool.h>

/* Made by the program's main; vt and the texts stay its own. */
struct stage {
	struct vt *vt;
	const char *script; /* name of the script, for messages */
	unsigned line;      /* of the step being played */
	const char *step;   /* that step as written */
	const char *meant;  /* its text once expanded, when that makes a difference, or NULL */
	int limit;          /* milliseconds any wait may take */
	bool expected_end;  /* the script dealt with the program's end */
};

/* A condition on the page; want is the caller's. */
typedef bool stage_test(const struct page *page, const void *want);

/* Takes output until the condition holds. Returns true, or false after the limit, or as soon as
 * the program has ended without it. */
bool stage_until(struct stage *st, stage_test *test, const void *want);

/* Takes output until none has come for a moment and the program sleeps, or it has ended, or the limit is
 * over: what is on the screen is then most likely all of what the program was drawing. */
void stage_settle(struct stage *st);

/* Says on stderr which step failed and why, with the screen below. Returns false, for the step to
 * return. */
bool stage_fail(struct stage *st, const char *why, ...) __attribute__((format(printf, 2, 3)));

/* stage_fail for a wait that came to nothing: why, and whether the time or the program ended. */
bool stage_fail_wait(struct stage *st, const char *why);

#endif

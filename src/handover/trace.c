/* SPDX-License-Identifier: ISC */
/* trace: who came in a window, for a closed reason; the ledger knows before anyone reads. */
#include <signal.h>
#include <stdio.h>

#include "base/nls.h"
#include "base/program.h"
#include "base/wipe.h"
#include "desk/desk.h"
#include "handover/handover.h"
#include "desk/opening.h"
#include "desk/request.h"
#include "handover/word.h"

static void
say(void *arg, const char *sentence)
{
	(void)arg;
	fprintf(stderr, "%s\n", sentence);
}

/* Says on standard error what was not shown, and why. */
static void
name_the_rest(const struct report *report)
{
	report_tell(report, say, NULL);
	fprintf(stderr, ngettext("%zu visit\n", "%zu visits\n", (size_t)report->visits),
		(size_t)report->visits);
}

static int
add(void *arg, const struct visit *visit, struct fail *why)
{
	return handover_add(arg, visit, why);
}

/* Says whether nobody wants to end the program: a file must not stay behind half written. */
static bool
go_on(void *arg, uint64_t done, uint64_t total)
{
	sigset_t pending;

	(void)arg;
	(void)done;
	(void)total;
	return sigpending(&pending) != 0 ||
		(!sigismember(&pending, SIGINT) && !sigismember(&pending, SIGTERM) &&
			!sigismember(&pending, SIGHUP));
}

/* Opens the visits into what is handed over. Returns 0, or -1 with why. */
static int
hand_over(struct desk *d, struct opening *o, const struct request *r, struct handover *h,
	struct fail *why)
{
	struct opening_taker taker = {.each = add, .arg = h};

	if (handover_begin(d, r->reference, r->from, r->to, o->report.entries, h, why) != 0)
		return -1;
	if (h->file)
		taker.progress = go_on;
	if (opening_each(o, &taker, why) != 0) {
		handover_abandon(h);
		return -1;
	}
	if (handover_end(h, why) != 0)
		return -1;
	if (h->passphrase != NULL && word_show(h->passphrase, why) != 0) {
		handover_abandon(h);
		return -1;
	}
	handover_free(h);
	return 0;
}

/* Writes the visits to where they are wanted. */
static int
write_out(struct desk *d, struct opening *o, const struct request *r, struct fail *why)
{
	struct handover h;
	sigset_t ends, before;
	int rc;

	if (d->options.output == NULL)
		return hand_over(d, o, r, &h, why);
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGHUP);
	sigprocmask(SIG_BLOCK, &ends, &before);
	rc = hand_over(d, o, r, &h, why);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return rc;
}

/* Opens what r asks for, once the ledger has it. */
static int
open_window(struct desk *d, const struct request *r, struct report *report, struct fail *why)
{
	struct opening o;
	int rc = opening_begin(d, r->from, r->to, &o, why);

	if (rc != 0)
		return rc;
	rc = request_note(d, r, o.report.entries, why);
	if (rc == 0)
		rc = write_out(d, &o, r, why);
	/* the keeper may have collected some meanwhile */
	if (o.report.opened > o.report.entries)
		rc = request_note(d, r, o.report.opened - o.report.entries, rc == 0 ? why : NULL) != 0 ? -1
																							   : rc;
	*report = o.report;
	opening_end(&o);
	return rc;
}

int
desk_trace(struct desk *d)
{
	struct report report;
	struct request r;
	struct fail why;
	int status;

	if (request_read(d, &r, &why) != 0) {
		program_warn(DESK_NAME, why.text);
		return program_wrong_use(DESK_NAME);
	}
	if (handover_check(d, &why) == 0 && desk_unlock(d, &why) == 0 &&
		request_check_age(d, &r, &why) == 0 && request_refer(d, &r, &why) == 0 &&
		open_window(d, &r, &report, &why) == 0) {
		name_the_rest(&report);
		status = d->incomplete || report_is_incomplete(&report) ? PROGRAM_FAILED : PROGRAM_DONE;
	} else {
		status = program_fail(DESK_NAME, &why);
	}
	desk_lock(d);
	wipe_stack();
	return status;
}

/* SPDX-License-Identifier: ISC */
/* trace: who came in a window, for a closed reason; the ledger knows before anyone reads. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/nls.h"
#include "base/program.h"
#include "base/shred.h"
#include "base/wipe.h"
#include "desk/desk.h"
#include "desk/opening.h"
#include "desk/request.h"
#include "desk/sheet.h"

/* Refuses a file that is there before anything is opened or written down. */
static int
check_output(struct desk *d, struct fail *why)
{
	if (d->options.output == NULL || access(d->options.output, F_OK) != 0)
		return 0;
	return fail_set(why, _("%s exists already; nothing is written over"), d->options.output);
}

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

/* Removes a list that was written in part, its bytes first. */
static void
take_back(const char *path)
{
	const char *name;
	int folder = folder_open_parent(path, &name);

	if (folder < 0 || shred_file(folder, name, 1) != 0)
		program_warn(DESK_NAME,
			_("warning: the unfinished file could not be removed; destroy it "
			  "by hand"));
	if (folder >= 0)
		close(folder);
}

static int
add(void *arg, const struct visit *visit, struct fail *why)
{
	return sheet_add(arg, visit, why);
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

/* Opens the visits into a list on fd. */
static int
write_list(struct desk *d, struct opening *o, int fd, struct fail *why)
{
	struct opening_taker taker = {.each = add};
	struct sheet *sheet = sheet_begin(fd, d->options.format, why);
	int rc;

	if (sheet == NULL)
		return -1;
	taker.arg = sheet;
	if (fd != STDOUT_FILENO)
		taker.progress = go_on;
	rc = opening_each(o, &taker, why);
	/* in any case: it wipes */
	return sheet_end(sheet, rc == 0 ? why : NULL) != 0 ? -1 : rc;
}

static int
write_file(struct desk *d, struct opening *o, struct fail *why)
{
	const char *path = d->options.output;
	int rc, fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		return fail_errno(why, errno, _("cannot make %s"), path);
	rc = write_list(d, o, fd, why);
	if (rc == 0 && fsync(fd) != 0)
		rc = fail_errno(why, errno, _("cannot write %s"), path);
	close(fd);
	if (rc != 0)
		take_back(path);
	return rc;
}

/* Writes the list to where it is wanted. */
static int
write_out(struct desk *d, struct opening *o, struct fail *why)
{
	sigset_t ends, before;
	int rc;

	if (d->options.output == NULL)
		return write_list(d, o, STDOUT_FILENO, why);
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGHUP);
	sigprocmask(SIG_BLOCK, &ends, &before);
	rc = write_file(d, o, why);
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
		rc = write_out(d, &o, why);
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
	if (check_output(d, &why) == 0 && desk_unlock(d, &why) == 0 &&
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

/* SPDX-License-Identifier: ISC */
/* trace: who came in a window, for a closed reason; the ledger knows before anyone reads. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/moment.h"
#include "base/nls.h"
#include "base/program.h"
#include "base/shred.h"
#include "base/wipe.h"
#include "desk/anchor.h"
#include "desk/desk.h"
#include "desk/sheet.h"
#include "desk/window.h"
#include "register/ledger.h"

static const char *const reasons[] = {
	"contact-tracing", "access", "erasure", "rectification", "objection", "drill", "incident"};

static bool
is_reason(const char *text)
{
	size_t i;

	for (i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
		if (strcmp(text, reasons[i]) == 0)
			return true;
	return false;
}

/* A reference is a closed form, so that no name gets into the ledger by this way. */
static bool
is_reference(const char *text)
{
	static const char allowed[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
								  "0123456789./-";
	size_t n = strlen(text);

	return n >= 1 && n < DESK_REFERENCE && strspn(text, allowed) == n &&
		strpbrk(text, "0123456789") != NULL;
}

/* Checks the command line. Returns 0, or -1 with why. */
static int
check_request(struct desk *d, struct window *w, struct fail *why)
{
	const struct desk_options *o = &d->options;

	if (o->key == NULL || o->from == NULL || o->to == NULL || o->reason == NULL)
		return fail_set(why, _("trace needs --key, --from, --to and --reason"));
	if (moment_parse(o->from, &w->from) != 0)
		return fail_set(why, _("--from: this is not a time like 2026-05-31T09:15"));
	if (moment_parse(o->to, &w->to) != 0)
		return fail_set(why, _("--to: this is not a time like 2026-05-31T09:15"));
	if (w->to <= w->from)
		return fail_set(why, _("--to must be later than --from"));
	if (w->to - w->from > WINDOW_MOST)
		return fail_set(why, _("a window is at most 24 hours; ask for each day on its own"));
	if (!is_reason(o->reason))
		return fail_set(why,
			_("--reason: one of contact-tracing, access, erasure, "
			  "rectification, objection, drill, incident"));
	if (o->reference != NULL && !is_reference(o->reference))
		return fail_set(why,
			_("--reference: up to 24 letters, digits and . / - with at "
			  "least one digit; never a name"));
	return 0;
}

/* Refuses a file that is there before anything is opened or written down. */
static int
check_output(struct desk *d, struct fail *why)
{
	if (d->options.output == NULL || access(d->options.output, F_OK) != 0)
		return 0;
	return fail_set(why, _("%s exists already; nothing is written over"), d->options.output);
}

/* Refuses a window of which all is older than may be shown. Returns 0, or -1 with why. */
static int
check_age(struct desk *d, const struct window *w, struct fail *why)
{
	int64_t hours = (w->to - 1) / MOMENT_HOUR + d->conf.retention_days * 24;
	char oldest[MOMENT_TEXT];

	if (hours * MOMENT_HOUR > d->shown)
		return 0;
	moment_print_local(d->shown - d->conf.retention_days * 24 * MOMENT_HOUR, oldest);
	return fail_set(why,
		_("nothing of this window may be shown any more: what is older than %s "
		  "is destroyed, or will be within minutes"),
		oldest);
}

/* The reference given, or R-year-number of the next ledger line. */
static int
make_reference(struct desk *d, char reference[static DESK_REFERENCE], struct fail *why)
{
	struct ledger_head head;
	time_t now = d->now.realtime;
	struct tm tm = {0};
	int64_t when;

	if (d->options.reference != NULL) {
		strcpy(reference, d->options.reference);
		return 0;
	}
	if (ledger_last(d->reg.state, &head, &when, why) != 0)
		return -1;
	localtime_r(&now, &tm);
	snprintf(reference, DESK_REFERENCE, "R-%04d-%03llu", tm.tm_year + 1900,
		(unsigned long long)head.n + 1);
	return 0;
}

static int
write_ledger(struct desk *d, const struct window *w, const char *reference, struct fail *why)
{
	char fields[LEDGER_FIELDS], from[MOMENT_TEXT], to[MOMENT_TEXT], print[9];
	struct ledger_head head;
	struct fail broken;
	uint8_t fingerprint[HOURFILE_PRINT];

	moment_print_utc(w->from, from);
	moment_print_utc(w->to, to);
	hourfile_print(d->key->pk, fingerprint);
	sodium_bin2hex(print, sizeof print, fingerprint, 4);
	snprintf(fields, sizeof fields, "reason=%s\treference=%s\tkey=%s\tfrom=%s\tto=%s\topened=%zu",
		d->options.reason, reference, print, from, to, w->n);
	if (ledger_append(d->reg.state, d->clock.trusted, "open", fields, &head, why) != 0)
		return -1;
	/* checked after the line, which cuts what a crash left unfinished */
	if (anchor_check(d, &broken) == 0) {
		anchor_keep(d, &head);
		return 0;
	}
	/* the old head stays: it is the evidence */
	d->incomplete = true;
	program_warn(DESK_NAME,
		_("ALARM: the ledger is not the one this key has seen. Tell the "
		  "privacy officer, and keep ledger.head beside the key as it is."));
	program_warn(DESK_NAME, broken.text);
	return 0;
}

static void
say(void *arg, const char *sentence)
{
	(void)arg;
	fprintf(stderr, "%s\n", sentence);
}

/* Says on standard error what was not shown, and why. */
static void
name_the_rest(const struct window *w)
{
	report_tell(&w->report, say, NULL);
	fprintf(stderr, ngettext("%zu visit\n", "%zu visits\n", w->n), w->n);
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
write_out(struct desk *d, const struct window *w, struct fail *why)
{
	int rc, fd = STDOUT_FILENO;

	if (d->options.output != NULL) {
		fd = open(d->options.output, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd < 0)
			return fail_errno(why, errno, _("cannot make %s"), d->options.output);
	}
	rc = sheet_write(fd, w, d->options.format, why);
	if (d->options.output != NULL) {
		if (rc == 0 && fsync(fd) != 0)
			rc = fail_errno(why, errno, _("cannot write %s"), d->options.output);
		close(fd);
		if (rc != 0)
			take_back(d->options.output);
	}
	return rc;
}

int
desk_trace(struct desk *d)
{
	char reference[DESK_REFERENCE];
	struct window w = {0};
	struct fail why;
	int status;

	if (check_request(d, &w, &why) != 0) {
		program_warn(DESK_NAME, why.text);
		return program_wrong_use(DESK_NAME);
	}
	if (check_output(d, &why) == 0 && desk_unlock(d, &why) == 0 && check_age(d, &w, &why) == 0 &&
		make_reference(d, reference, &why) == 0 && window_open(d, &w, &why) == 0 &&
		write_ledger(d, &w, reference, &why) == 0 && write_out(d, &w, &why) == 0) {
		name_the_rest(&w);
		status = d->incomplete || report_is_incomplete(&w.report) ? PROGRAM_FAILED : PROGRAM_DONE;
	} else {
		status = program_fail(DESK_NAME, &why);
	}
	window_free(&w);
	desk_lock(d);
	wipe_stack();
	return status;
}

/* SPDX-License-Identifier: ISC */
#include "register/timekeeping.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/clocktext.h"
#include "base/file.h"
#include "base/moment.h"
#include "base/nls.h"
#include "config.h"
#include "register/ledger.h"
#include "register/watch.h"

/* Returns 0, or -1 with why; errno is 0 when the file was read. */
static int
load(struct visit_register *r, struct clock_state *state, struct fail *why)
{
	char text[CLOCKTEXT_MAX];
	ssize_t n = file_read(r->state, "clock", text, sizeof text);

	if (n < 0)
		return fail_errno(why, errno, _("cannot read %s/state/clock"), r->path);
	if (clocktext_parse(text, (size_t)n, state) != 0) {
		fail_set(why, _("%s/state/clock is damaged"), r->path);
		errno = 0;
		return -1;
	}
	return 0;
}

/* The keeper's way of writing: the old file or the new one, whole. */
static int
save(struct visit_register *r, const struct clock_state *state, struct fail *why)
{
	char text[CLOCKTEXT_SIZE + 1];

	clocktext_print(state, text);
	if (file_refresh(r->state, "clock", 0664, text, CLOCKTEXT_SIZE) != 0)
		return fail_errno(why, errno, _("cannot write %s/state/clock"), r->path);
	return 0;
}

/* The desk's way: its account can write the file but make none beside it. The text is always as
 * long and fits in one sector; if it is torn all the same, it counts as lost. */
static int
save_in_place(struct visit_register *r, const struct clock_state *state, struct fail *why)
{
	char text[CLOCKTEXT_SIZE + 1];
	int error, fd = file_open(r->state, "clock", O_WRONLY, 1);

	if (fd < 0)
		return fail_errno(why, errno,
			_("cannot write %s/state/clock; the next run of welkom-purge makes it "
			  "anew, then try again"),
			r->path);
	clocktext_print(state, text);
	errno = EIO; /* where less than all was written */
	if (pwrite(fd, text, CLOCKTEXT_SIZE, 0) == CLOCKTEXT_SIZE &&
		ftruncate(fd, CLOCKTEXT_SIZE) == 0 && fsync(fd) == 0) {
		close(fd);
		return 0;
	}
	error = errno;
	close(fd);
	return fail_errno(why, error, _("cannot write %s/state/clock"), r->path);
}

/* The latest time that the register itself proves to have been. */
static int64_t
least_time(struct visit_register *r, int64_t realtime)
{
	struct ledger_head head;
	struct watch_record last;
	int64_t least = BUILD_DATE, when;
	sqlite3_int64 hour;
	char sql[96];

	if (watch_load(r, &last, NULL) == 0 && last.time > least)
		least = last.time;
	if (ledger_last(r->state, &head, &when, NULL) == 0 && when > least)
		least = when;
	snprintf(sql, sizeof sql, "SELECT max(hour) FROM hourkey WHERE hour<=%" PRId64,
		realtime / MOMENT_HOUR);
	if (r->store.db != NULL && database_number(r->store.db, sql, &hour, NULL) == 0 &&
		hour * MOMENT_HOUR > least)
		least = hour * MOMENT_HOUR;
	return least;
}

/* Says whether the state was written on another machine. An id that cannot be read is no sign of it:
 * a failed read must not close the kiosk until a person comes. */
static bool
is_elsewhere(const struct clock_state *state, const struct clock_reading *now)
{
	return strcmp(state->machine, now->machine) != 0 && strcmp(now->machine, CLOCK_UNKNOWN) != 0;
}

/* Reads the state for who is going to change it. One that is damaged, or of another machine, is
 * lost: its boottime and its hardware clock say nothing here. Returns 0, or -1 with why for one that
 * is there and could not be read: only a person's word is a reason to write over what stands in it. */
static int
take(struct visit_register *r, const struct clock_reading *now, struct clock_state *state,
	struct fail *why)
{
	int rc = 0;

	if (load(r, state, why) != 0)
		rc = file_may_come_back(errno) || errno == EACCES ? -1 : 0;
	else if (!is_elsewhere(state, now))
		return 0;
	clock_lost(state, now, least_time(r, now->realtime));
	return rc;
}

int
timekeeping_decide(struct visit_register *r, const struct clock_reading *now, bool confirmed,
	bool keep, struct clock_verdict *verdict, struct fail *why)
{
	struct clock_state state;
	int rc = take(r, now, &state, why);

	clock_decide(&state, now, confirmed, verdict);
	if (rc != 0 && !confirmed)
		return -1;
	return keep ? save(r, &state, why) : 0;
}

int
timekeeping_confirm(struct visit_register *r, const struct clock_reading *now,
	struct clock_verdict *verdict, struct fail *why)
{
	struct clock_state state;
	struct fail lost;

	(void)take(r, now, &state, &lost);
	clock_decide(&state, now, true, verdict);
	return save_in_place(r, &state, why);
}

int
timekeeping_follow(struct visit_register *r, const struct clock_reading *now,
	struct clock_verdict *verdict, struct fail *why)
{
	struct clock_state state;

	if (load(r, &state, why) == 0) {
		clock_follow(&state, now, verdict);
		return 0;
	}
	verdict->trusted = now->realtime;
	verdict->doubt = true;
	verdict->lower = false;
	return -1;
}

int
timekeeping_begin(struct visit_register *r, const struct clock_reading *now, struct fail *why)
{
	struct clock_reading here = *now;
	struct clock_verdict verdict;
	struct clock_state state = {.highest = 0};

	clock_machine(here.machine);
	clock_decide(&state, &here, true, &verdict);
	if (save(r, &state, why) != 0)
		return -1;
	if (fsync(r->state) != 0)
		return fail_errno(why, errno, _("cannot write %s/state/clock"), r->path);
	return 0;
}

enum timekeeping_typed
timekeeping_compare(const char *typed, const struct clock_reading *now, struct fail *why)
{
	char machine[MOMENT_TEXT];
	int64_t time;

	if (moment_parse(typed, &time) != 0)
		return TIMEKEEPING_NO_TIME;
	if (time - now->realtime >= -CLOCK_CONFIRM && time - now->realtime <= CLOCK_CONFIRM)
		return TIMEKEEPING_AGREES;
	moment_print_local(now->realtime, machine);
	fail_set(why,
		_("the machine's clock says %s: more than 10 minutes from what was "
		  "typed. Nothing was changed. Set the clock first (timedatectl "
		  "set-time)."),
		machine);
	return TIMEKEEPING_DIFFERS;
}

/* SPDX-License-Identifier: ISC */
#include "register/timekeeping.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/moment.h"
#include "base/nls.h"
#include "config.h"
#include "register/ledger.h"
#include "register/watch.h"

static int
load(struct visit_register *r, struct clock_state *state, struct fail *why)
{
	char text[CLOCK_STATE_MAX];
	ssize_t n = file_read(r->state, "clock", text, sizeof text);

	if (n < 0)
		return fail_errno(why, errno, _("cannot read %s/state/clock"), r->path);
	if (clock_parse(text, (size_t)n, state) != 0)
		return fail_set(why, _("%s/state/clock is damaged"), r->path);
	return 0;
}

static int
save(struct visit_register *r, const struct clock_state *state, struct fail *why)
{
	char text[CLOCK_STATE_MAX];
	size_t n = clock_print(state, text);

	if (file_refresh(r->state, "clock", 0664, text, n) != 0)
		return fail_errno(why, errno, _("cannot write %s/state/clock"), r->path);
	return 0;
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

int
timekeeping_decide(struct visit_register *r, const struct clock_reading *now, bool confirmed,
	bool keep, struct clock_verdict *verdict, struct fail *why)
{
	struct clock_state state;

	if (load(r, &state, NULL) != 0)
		clock_lost(&state, now, least_time(r, now->realtime));
	clock_decide(&state, now, confirmed, verdict);
	return keep ? save(r, &state, why) : 0;
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
	struct clock_state state = {.highest = now->realtime, .boottime = now->boottime};

	memcpy(state.boot, now->boot, sizeof state.boot);
	if (save(r, &state, why) != 0)
		return -1;
	if (fsync(r->state) != 0)
		return fail_errno(why, errno, _("cannot write %s/state/clock"), r->path);
	return 0;
}

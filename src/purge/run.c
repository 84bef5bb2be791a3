/* SPDX-License-Identifier: ISC */
#include "purge/run.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/nls.h"
#include "purge/certificate.h"
#include "register/deletion.h"
#include "register/ledger.h"
#include "register/purgeline.h"
#include "register/timekeeping.h"

/* Takes note of a step that failed. */
static void
step_failed(struct run *run, const char *step, const struct fail *why)
{
	char text[FAIL_TEXT + 64];

	run->failed = true;
	snprintf(text, sizeof text, "%s: %s", step, why->text);
	run->warn(text);
}

static void
note(void *arg, const char *sentence)
{
	struct run *run = arg;

	run->warn(sentence);
}

/* What time it is; after a clock that ran ahead, dues come down with it. */
static void
tell_time(struct run *run)
{
	struct ledger_head head;
	struct fail why;

	if (watch_load(&run->reg, &run->last, NULL) != 0)
		memset(&run->last, 0, sizeof run->last);
	if (timekeeping_follow(&run->reg, &run->now, &run->known, NULL) != 0)
		run->known.doubt = true;
	if (timekeeping_decide(&run->reg, &run->now, run->confirmed, !run->dry, &run->clock, &why) != 0)
		step_failed(run, _("clock"), &why);
	if (run->confirmed &&
		ledger_append(run->reg.state, run->clock.trusted, "clock", "confirmed=1", &head, &why) != 0)
		step_failed(run, _("ledger"), &why);
	if (!run->dry && run->clock.lower &&
		retention_lower(&run->reg.store, run->clock.trusted, &why) != 0)
		step_failed(run, _("dues"), &why);
}

/* Destroys the keys of side that are due; *found becomes what this look found. */
static void
shred(struct run *run, struct register_side *side, bool loud, struct retention *found)
{
	struct fail why;

	*found = (struct retention){.now = run->clock.trusted, .dry = run->dry, .arg = run};
	if (!run->clock.doubt)
		found->newest = (uint32_t)(run->clock.trusted / MOMENT_HOUR) + 1;
	if (loud)
		found->note = note;
	if (retention_shred(&run->reg, side, found, &why) != 0) {
		run->saw_all = false;
		step_failed(run, _("destroy keys"), &why);
	}
}

/* Adds what a look destroyed to what the run did. */
static void
count_destroyed(struct run *run, const struct retention *found)
{
	struct retention gone = {
		.keys = found->keys, .first = found->first, .leftovers = found->leftovers};

	retention_add(&run->retention, &gone);
}

/* The keys of the store that are due. */
static void
shred_stored(struct run *run, bool loud)
{
	shred(run, &run->reg.store, loud, &run->stored);
	count_destroyed(run, &run->stored);
}

/* The key files of the inbox that are due by their own headers or by a row of the store, whatever
 * becomes of the rest. */
static void
shred_inbox(struct run *run)
{
	struct retention found;

	shred(run, &run->reg.inbox, false, &found);
	count_destroyed(run, &found);
}

/* The rows of the store that are due. */
static void
delete_stored(struct run *run)
{
	struct fail why;

	if (deletion_delete(
			&run->reg.store, run->clock.trusted, &run->runs, run->dry, &run->entries, &why) != 0)
		step_failed(run, _("delete from the store"), &why);
}

/* The inbox and its database, in the other process. */
static void
work_on_inbox(struct run *run)
{
	struct inbox_order order = {.clock = run->clock, .dry = run->dry};
	struct fail why = {{0}};
	bool done;

	done = run->worker.pid != 0 && inbox_finish(&run->worker, &order, &run->inbox, &why) == 0;
	if (!done) {
		if (why.text[0] != '\0')
			step_failed(run, _("inbox"), &why);
		shred(run, &run->reg.inbox, true, &run->inbox.keys);
	}
	count_destroyed(run, &run->inbox.keys);
	run->failed |= run->inbox.failed;
	run->saw_all &= !done || run->inbox.saw_all;
	/* what came from there can be due already, and a process that was ended may have brought some */
	if (!run->dry && (!done || run->inbox.collected.entries + run->inbox.collected.keys > 0)) {
		shred_stored(run, false);
		delete_stored(run);
	}
}

/* What is left, as the last looks found it. */
static void
count_left(struct run *run)
{
	struct retention left[] = {run->stored, run->inbox.keys};
	size_t i;

	for (i = 0; i < 2; i++) {
		left[i].keys = left[i].leftovers = left[i].first = 0;
		retention_add(&run->retention, &left[i]);
	}
}

static void
checkpoint(struct run *run)
{
	struct fail why;

	if (register_check_side(&run->reg.store, &why) != 0 ||
		database_checkpoint(run->reg.store.db, &why) != 0)
		step_failed(run, _("empty the database log"), &why);
}

/* The lower of what was left before and what this run saw, when it could not see all: what is not
 * seen is not gone. 0 stands for none. */
static uint32_t
still_left(const struct run *run, uint32_t before, uint32_t now)
{
	if (run->saw_all || before == 0)
		return now;
	return now == 0 || before < now ? before : now;
}

static void
write_down(struct run *run)
{
	struct purgeline done = {.keys = run->retention.keys, .entries = run->inbox.entries};
	struct watch_record last = run->last;
	struct fail why;

	run->late = lateness_judge(
		run->clock.trusted, run->retention.first, &run->last, &run->known, run->now.boot);
	done.runs = run->runs;
	done.late = run->late.seconds;
	done.cause = run->late.cause;
	if (purgeline_write(&run->reg, run->clock.trusted, &done, &why) != 0)
		step_failed(run, _("ledger"), &why);
	if (certificate_write(&run->reg, run->clock.trusted, &why) != 0)
		step_failed(run, _("certificate"), &why);
	last.time = run->clock.trusted;
	if (!run->failed && run->retention.strange_in_store == 0)
		last.good = run->clock.trusted;
	memcpy(last.boot, run->now.boot, sizeof last.boot);
	last.oldest = still_left(run, last.oldest, run->retention.oldest);
	last.due = still_left(run, last.due, run->retention.due);
	if (watch_save(&run->reg, &last, &why) != 0)
		step_failed(run, _("last purge"), &why);
}

/* After a failure: what is gone, and what is left. */
static void
tell_failure(struct run *run)
{
	uint64_t rows = 0;
	struct fail line;

	if (deletion_delete(&run->reg.store, run->clock.trusted, NULL, true, &rows, &line) != 0)
		rows = 0;
	fail_set(&line,
		_("%" PRIu64
		  " hour keys were destroyed: nobody can read their entries any more. Left though "
		  "they are due: hour keys %" PRIu64 ", rows of entries %" PRIu64
		  ". The next run goes on."),
		run->retention.keys, run->retention.overdue, rows);
	run->warn(line.text);
}

/* What interrupted runs did is told by this one, and not twice; when that cannot be found out, by a
 * later one. */
static void
look_back(struct run *run)
{
	struct fail why;

	if (purgeline_told(&run->reg, run->last.good, run->clock.trusted, &run->runs, &why) != 0)
		step_failed(run, _("ledger"), &why);
}

static void
steps(struct run *run)
{
	run->saw_all = true;
	tell_time(run);
	shred_stored(run, true);
	/* before the rows: a crash in the middle of collecting leaves a copy of a key in the inbox, and
	 * where fewer days are kept only its row in the store says when it is due */
	if (!run->dry) {
		shred_inbox(run);
		look_back(run);
	}
	delete_stored(run);
	work_on_inbox(run);
	count_left(run);
	if (run->dry)
		return;
	checkpoint(run);
	write_down(run);
	if (run->failed)
		tell_failure(run);
}

int
run_all(struct run *run)
{
	enum register_role role = run->dry ? REGISTER_LOOK_STORE : REGISTER_STORE;
	struct fail why;
	int lock = -1;

	/* before any database is open: two processes must not share a connection */
	if (inbox_start(&run->worker, run->conf, run->dry, run->warn, &why) != 0)
		step_failed(run, _("inbox"), &why);
	if (register_open(&run->reg, run->conf->state_dir, role, &why) != 0)
		goto fail;
	if (!run->dry) {
		lock = register_lock(&run->reg, REGISTER_WAIT, &why);
		if (lock < 0)
			goto fail;
	}
	steps(run);
	if (lock >= 0)
		close(lock);
	register_close(&run->reg);
	return 0;
fail:
	inbox_cancel(&run->worker);
	run->warn(why.text);
	run->failed = true;
	register_close(&run->reg);
	return -1;
}

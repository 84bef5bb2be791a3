/* SPDX-License-Identifier: ISC */
#include "purge/run.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/nls.h"
#include "register/deletion.h"
#include "register/erasures.h"
#include "register/ledger.h"
#include "register/timekeeping.h"
#include "register/watch.h"

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

	if (timekeeping_decide(&run->reg, &run->now, run->confirmed, !run->dry, &run->clock, &why) != 0)
		step_failed(run, _("clock"), &why);
	if (run->confirmed &&
		ledger_append(run->reg.state, run->clock.trusted, "clock", "confirmed=1", &head, &why) != 0)
		step_failed(run, _("ledger"), &why);
	if (run->dry || !run->clock.lower)
		return;
	if (retention_lower(&run->reg.store, run->clock.trusted, &why) != 0)
		step_failed(run, _("dues"), &why);
	if (retention_lower(&run->reg.inbox, run->clock.trusted, &why) != 0)
		step_failed(run, _("dues"), &why);
}

static void
collect(struct run *run)
{
	struct fail why;

	if (collect_inbox(&run->reg, &run->collected, &why) != 0)
		step_failed(run, _("collect"), &why);
	if (run->collected.homeless > 0) {
		snprintf(why.text, sizeof why.text,
			_("%" PRIu64 " rows in the inbox belong to no "
			  "hour key that is there; left alone"),
			run->collected.homeless);
		run->warn(why.text);
	}
	if (erasures_carry_out(&run->reg, run->clock.trusted, &run->erasures, &why) != 0)
		step_failed(run, _("erasures"), &why);
}

/* Keys first, rows after. */
static void
destroy(struct run *run, uint64_t *unnoted)
{
	struct fail why;
	uint64_t stored = 0;

	run->retention.now = run->clock.trusted;
	run->retention.dry = run->dry;
	run->retention.note = note;
	run->retention.arg = run;
	run->saw_all = retention_shred(&run->reg, &run->retention, &why) == 0;
	if (!run->saw_all)
		step_failed(run, _("destroy keys"), &why);
	if (deletion_delete(&run->reg.store, run->clock.trusted, run->dry, &stored, &why) != 0)
		step_failed(run, _("delete from the store"), &why);
	if (deletion_delete(&run->reg.inbox, run->clock.trusted, run->dry, unnoted, &why) != 0)
		step_failed(run, _("delete from the inbox"), &why);
	run->entries = stored + *unnoted;
}

static void
checkpoint(struct run *run, struct register_side *side)
{
	struct fail why;

	if (register_check_side(side, &why) != 0 || database_checkpoint(side->db, &why) != 0)
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
write_down(struct run *run, uint64_t unnoted)
{
	struct watch_record last;
	struct fail why;

	if (deletion_write_down(&run->reg, run->clock.trusted, run->retention.keys, unnoted, &why) != 0)
		step_failed(run, _("ledger"), &why);
	if (watch_load(&run->reg, &last, NULL) != 0)
		memset(&last, 0, sizeof last);
	last.time = run->clock.trusted;
	if (!run->failed && run->retention.strange_in_store == 0)
		last.good = run->clock.trusted;
	memcpy(last.boot, run->now.boot, sizeof last.boot);
	last.oldest = still_left(run, last.oldest, run->retention.oldest);
	last.due = still_left(run, last.due, run->retention.due);
	if (watch_save(&run->reg, &last, &why) != 0)
		step_failed(run, _("last purge"), &why);
}

int
run_all(struct run *run)
{
	struct fail why;
	uint64_t unnoted = 0;
	int lock = -1;

	if (register_open(
			&run->reg, run->conf->state_dir, run->dry ? REGISTER_LOOK : REGISTER_KEEPER, &why) != 0)
		goto fail;
	if (!run->dry) {
		lock = register_lock(&run->reg, REGISTER_WAIT, &why);
		if (lock < 0)
			goto fail;
	}
	tell_time(run);
	if (!run->dry)
		collect(run);
	destroy(run, &unnoted);
	if (!run->dry) {
		checkpoint(run, &run->reg.store);
		checkpoint(run, &run->reg.inbox);
		write_down(run, unnoted);
		close(lock);
	}
	register_close(&run->reg);
	return 0;
fail:
	run->warn(why.text);
	run->failed = true;
	register_close(&run->reg);
	return -1;
}

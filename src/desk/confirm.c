/* SPDX-License-Identifier: ISC */
#include "desk/confirm.h"

#include <stdio.h>
#include <unistd.h>

#include "base/nls.h"
#include "base/program.h"
#include "register/ledger.h"
#include "register/timekeeping.h"
#include "register/watch.h"

/* Compares what the person typed with the machine's clock. Returns -1 to go on, or an exit status. */
static int
compare(const struct desk *d)
{
	struct fail why;

	switch (timekeeping_compare(d->options.word, &d->now, &why)) {
	case TIMEKEEPING_AGREES:
		return -1;
	case TIMEKEEPING_DIFFERS:
		return program_fail(DESK_NAME, &why);
	case TIMEKEEPING_NO_TIME:
		break;
	}
	program_warn(DESK_NAME, _("confirm-clock: this is not a time like 2026-05-31T09:15"));
	return PROGRAM_WRONG_USE;
}

/* Keeps it in state/clock, then in the ledger. Returns 0, or -1 with why. */
static int
keep(struct desk *d, struct fail *why)
{
	struct ledger_head head;
	int rc, lock = register_lock(&d->reg, REGISTER_WAIT, why);

	if (lock < 0)
		return -1;
	rc = timekeeping_confirm(&d->reg, &d->now, &d->clock, why);
	if (rc == 0)
		rc = ledger_append(d->reg.state, d->clock.trusted, "clock", "confirmed=1", &head, why);
	close(lock);
	return rc;
}

/* Says what the kiosk waits for now. */
static void
tell(struct desk *d)
{
	enum watch_alarm alarm = watch_check(&d->reg, &d->clock, &d->now, d->conf.review_time);

	puts(_("The clock is confirmed. The ledger notes it."));
	switch (alarm) {
	case WATCH_FINE:
		puts(_("The clock no longer keeps the kiosk closed."));
		break;
	case WATCH_BOOT:
	case WATCH_SILENT:
	case WATCH_OVERDUE:
		printf(_("The kiosk still waits (code %s) for the next run of welkom-purge, which comes\n"
				 "within 15 minutes. It then opens by itself.\n"),
			watch_code(alarm));
		break;
	default:
		printf(_("The kiosk is still closed for another reason: code %s, see welkom(7).\n"),
			watch_code(alarm));
	}
}

int
confirm_clock(struct desk *d)
{
	struct fail why;
	int status;

	/* not clock_read: what else vouches does not matter beside a person, and the desk's sandbox
	 * refuses adjtimex */
	clock_read_plain(&d->now);
	clock_machine(d->now.machine);
	status = compare(d);
	if (status >= 0)
		return status;
	if (register_open(&d->reg, d->conf.state_dir, REGISTER_KEEPER, &why) != 0 ||
		keep(d, &why) != 0) {
		desk_lock(d);
		return program_fail(DESK_NAME, &why);
	}
	tell(d);
	desk_lock(d);
	return PROGRAM_DONE;
}

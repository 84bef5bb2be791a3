/* SPDX-License-Identifier: ISC */
/* unlock: the reception key opened, the register ready, the newest visits collected. */
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/nls.h"
#include "base/program.h"
#include "desk/desk.h"
#include "keys/rewrapping.h"
#include "keys/rotation.h"
#include "open/keyfile.h"
#include "open/passphrase.h"
#include "register/collect.h"
#include "register/erasures.h"
#include "register/timekeeping.h"

void
desk_tell_time(struct desk *d)
{
	struct fail why;

	if (timekeeping_follow(&d->reg, &d->now, &d->clock, &why) != 0)
		program_warn(DESK_NAME, why.text);
	d->shown = d->clock.trusted > d->now.realtime ? d->clock.trusted : d->now.realtime;
}

/* What a power cut left of a change of the key file: over, now that the file is known to open. */
static void
finish_change(struct desk *d)
{
	struct fail why;

	if (keyfile_finish(d->options.key, &why) != 0)
		program_warn(DESK_NAME, why.text);
}

/* Opens the key: the passphrase is checked before anything is created, opened or shown. */
int
desk_open_key(struct desk *d, struct fail *why)
{
	struct passphrase *p = passphrase_new();
	bool exposed = false;
	int rc = -1;

	if (p == NULL)
		return fail_set(why, _("not enough memory"));
	if (d->given != NULL) {
		*p = *d->given;
		rc = 0;
	} else if (d->options.passphrase_file != NULL) {
		rc = passphrase_read(p, d->options.passphrase_file, why);
	} else {
		rc = passphrase_ask(p, _("Passphrase of the reception key: "), why) == 0 ? 0 : -1;
	}
	if (rc == 0)
		rc = reception_open(d->options.key, p, &d->key, &exposed, why);
	if (rc == 0) {
		finish_change(d);
		rotation_open(d, p);
	}
	if (rc == 0 && d->keep)
		d->kept = p;
	else
		passphrase_free(p);
	if (rc == 0 && exposed)
		program_warn(DESK_NAME,
			_("warning: others on this machine can read the key file; "
			  "only its passphrase protects it"));
	return rc;
}

static int
collect(struct desk *d, struct fail *why)
{
	struct collect_report report;
	uint64_t erased;
	int rc, lock = register_lock(&d->reg, REGISTER_WAIT, why);

	if (lock < 0)
		return -1;
	rc = collect_inbox(&d->reg, collect_due_most(&d->clock), &report, why);
	if (rc == 0 && report.homeless > 0)
		rc = fail_set(why,
			_("%" PRIu64 " rows in the inbox belong to no hour key that is there; left alone"),
			report.homeless);
	/* an entry that its visitor has erased must not be shown */
	if (erasures_carry_out(&d->reg, d->clock.trusted, &erased, why) != 0)
		rc = -1;
	close(lock);
	return rc;
}

int
desk_unlock(struct desk *d, struct fail *why)
{
	struct fail collecting;

	if (desk_open_key(d, why) != 0)
		return -1;
	if (register_open(&d->reg, d->conf.state_dir, REGISTER_KEEPER, why) != 0 ||
		register_check_side(&d->reg.store, why) != 0)
		return -1;
	desk_tell_time(d);
	/* a broken inbox must not keep reception from what the store has */
	if (collect(d, &collecting) != 0) {
		d->incomplete = true;
		program_warn(DESK_NAME, collecting.text);
		program_warn(DESK_NAME,
			_("ALARM: the inbox could not be collected: the newest visits may be missing, and an "
			  "entry that its visitor has just erased may still be shown."));
	}
	rewrapping_run(d);
	return 0;
}

void
desk_lock(struct desk *d)
{
	reception_free(d->key);
	reception_free(d->next);
	d->key = d->next = NULL;
	passphrase_free(d->kept);
	d->kept = NULL;
	register_close(&d->reg);
}

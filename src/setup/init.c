/* SPDX-License-Identifier: ISC */
/* init: a new installation on one account. Everything is looked at, asked and known before the
 * first thing is made. */
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/program.h"
#include "setup/ask.h"
#include "setup/command.h"
#include "setup/draft.h"
#include "setup/secret.h"
#include "setup/settle.h"
#include "setup/setup.h"

/* What is going to be made. */
struct plan {
	struct place place;
	struct conf conf;
	struct recipients recipients;
};

static int
check(const struct setup_options *o, struct plan *plan, const struct clock_reading *now,
	struct fail *why)
{
	/* the kiosk opens in the language of the person who sets it up */
	strcpy(plan->conf.language, nls_current());
	if (settle_check_clock(now, why) != 0 ||
		place_find(&plan->place, o->config, o->state, o->key, why) != 0 ||
		place_check(&plan->place, why) != 0)
		return -1;
	return draft_set_state(&plan->conf, plan->place.state, why);
}

/* Without a person to ask, what is unset stays so, and the date is taken as it is. */
static void
tell_clock(int64_t now)
{
	char local[MOMENT_TEXT];

	moment_print_local(now, local);
	printf(_("Date and time of this machine: %s. If this is wrong, stop now: the register forgets "
			 "by this clock.\n"),
		local);
	fflush(stdout);
}

static int
ask(const struct setup_options *o, struct plan *plan, const struct clock_reading *now,
	struct passphrase *p, struct fail *why)
{
	if (!ask_can()) {
		if (o->passphrase_file == NULL)
			return fail_set(why,
				_("there is no terminal to ask for a passphrase; use "
				  "--passphrase-file, or run it on a terminal"));
		tell_clock(now->realtime);
		return secret_read(p, o->passphrase_file, why);
	}
	if (ask_clock(now->realtime, why) != 0)
		return -1;
	/* a file that will not do is told before the questions */
	if (o->passphrase_file != NULL && secret_read(p, o->passphrase_file, why) != 0)
		return -1;
	if (ask_controller(&plan->conf, now->realtime, why) != 0)
		return -1;
	return o->passphrase_file != NULL ? 0 : secret_offer(p, why);
}

static void
tell_running(const struct plan *plan)
{
	static const char *const times[] = {"*/15 * * * *", "7 3 * * *", "@reboot"};
	size_t i;

	puts(_("\nThe register is ready. It forgets only when welkom-purge runs: every quarter of\n"
		   "an hour, at night and when the machine starts. Without it the kiosk takes no\n"
		   "entries. With cron, add these lines (crontab -e):\n"));
	for (i = 0; i < sizeof times / sizeof times[0]; i++) {
		printf("%s ", times[i]);
		command_print("welkom-purge", plan->place.config);
		puts(" --quiet");
	}
}

static void
tell_keeping(void)
{
	puts(_("\nWhat to keep, and where:"));
	puts(_("- The reception key and ledger.head belong on a USB stick that stays with its\n"
		   "  owner, not on the kiosk: move them there."));
	puts(_("- Keep the passphrase, but not beside the key."));
	puts(_("- Make a second copy of the key and lock it away. Without the key and its\n"
		   "  passphrase nobody can read the register."));
	puts(_("- Back up the configuration with recipients, state/ledger and the key. Never\n"
		   "  back up inbox/ and store/: what is destroyed must not live on in a copy."));
}

/* Last, because it is what should still be on a small screen. */
static void
tell_places(const struct plan *plan)
{
	char print[SETTLE_PRINT];

	settle_print_key(plan->recipients.list[0].pk, print);
	printf(_("\nReception key      %s\n"), plan->place.key);
	printf(_("  fingerprint      %s\n"), print);
	settle_print_list(&plan->recipients, print);
	printf(_("Recipients         %s\n"), plan->place.recipients);
	printf(_("  fingerprint      %s\n"), print);
	printf(_("Configuration      %s\n"), plan->place.config);
	printf(_("Register           %s\n"), plan->place.state);
	printf(_("Head of the ledger %s\n"), plan->place.head);
	if (conf_is_trial(&plan->conf))
		puts(_("\nThe screens say “Trial” until organisation, contact, basis and review_by\n"
			   "are in the configuration."));
	puts(_("\nNow open the kiosk:\n"));
	command_print("welkom-kiosk", plan->place.config);
	putchar('\n');
}

int
init_run(const struct setup_options *o)
{
	struct passphrase *p;
	struct plan plan = {.conf = {.state_dir = ""}};
	struct clock_reading now;
	struct fail why = {{0}};
	int rc;

	clock_read_plain(&now);
	if (check(o, &plan, &now, &why) != 0)
		return program_fail(SETUP_NAME, &why);
	p = passphrase_new();
	rc = p == NULL ? fail_set(&why, _("not enough memory")) : ask(o, &plan, &now, p, &why);
	if (rc == 0)
		rc = settle_make(&plan.place, p, &plan.conf, &plan.recipients, &why);
	passphrase_free(p);
	if (rc != 0) {
		program_fail(SETUP_NAME, &why);
		place_tell_made(&plan.place);
		return PROGRAM_FAILED;
	}
	tell_running(&plan);
	tell_keeping();
	tell_places(&plan);
	return PROGRAM_DONE;
}

/* SPDX-License-Identifier: ISC */
/* init: a new installation, on one account or for the whole machine. Everything is looked at, asked
 * and known before the first thing is made. */
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/program.h"
#include "open/secret.h"
#include "setup/ask.h"
#include "setup/command.h"
#include "setup/draft.h"
#include "setup/settle.h"
#include "setup/setup.h"
#include "setup/system.h"

/* What is going to be made. */
struct plan {
	struct place place;
	struct conf conf;
	struct recipients recipients;
	struct system system; /* of the whole machine */
};

static int
check(const struct setup_options *o, struct plan *plan, const struct clock_reading *now,
	struct fail *why)
{
	/* the kiosk opens in the language of the person who sets it up */
	strcpy(plan->conf.language, nls_current());
	if (settle_check_clock(now, why) != 0 ||
		place_find(&plan->place, o->config, o->state, o->key, why) != 0 ||
		(o->system && system_check(&plan->system, o, &plan->place, why) != 0) ||
		place_check(&plan->place, why) != 0)
		return -1;
	return draft_set_state(&plan->conf, plan->place.state, why);
}

/* Without a person to ask, what is unset stays so, and the date is taken as it is. */
static void
tell_clock(int64_t now)
{
	char local[MOMENT_ZONED];

	moment_print_zoned(now, local);
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
		if (o->system && system_ask(&plan->system, &plan->conf, why) != 0)
			return -1;
		tell_clock(now->realtime);
		return secret_read(p, o->passphrase_file, why);
	}
	if (ask_clock(now->realtime, why) != 0)
		return -1;
	/* a file that will not do is told before the questions */
	if (o->passphrase_file != NULL && secret_read(p, o->passphrase_file, why) != 0)
		return -1;
	if (ask_controller(&plan->conf, now->realtime, why) != 0 ||
		(o->system && system_ask(&plan->system, &plan->conf, why) != 0))
		return -1;
	return o->passphrase_file != NULL ? 0 : secret_offer(p, NULL, why);
}

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
}

static void
tell_keeping(const struct plan *plan)
{
	puts(_("- Move the reception key and ledger.head to a USB stick that its owner keeps."));
	puts(_("- Keep the passphrase, but not beside the key. Lock away a second copy of the\n"
		   "  key: without key and passphrase nobody can read the register."));
	puts(_("- Back up the configuration with recipients, state/ledger and the key, never\n"
		   "  inbox/ and store/: what is destroyed must not live on in a copy."));
	if (conf_is_trial(&plan->conf))
		puts(_("- The screens say “Trial” until welkom.conf has these settings: organisation,\n"
			   "  contact, basis and review_by."));
}

/* What is still to be done where one account has everything. Last, because it is what should still
 * be on a small screen: with short paths, all from the first line of tell_places on. */
static void
tell_one_account(const struct plan *plan)
{
	static const char *const times[] = {"*/15 * * * *", "7 3 * * *", "@reboot"};
	size_t i;

	puts(_("\nThe register is ready. It forgets only when welkom-purge runs: without that the\n"
		   "kiosk takes no entries. Now add these lines to cron (type crontab -e):"));
	for (i = 0; i < sizeof times / sizeof times[0]; i++) {
		printf("%s ", times[i]);
		command_print("welkom-purge", plan->place.config);
		puts(" --quiet");
	}
	puts(_("Then open the kiosk:"));
	command_print_rows("welkom-kiosk", plan->place.config);
}

/* Makes everything. Returns 0, or -1 with why. */
static int
make(const struct setup_options *o, struct plan *plan, const struct passphrase *p, struct fail *why)
{
	struct create_owners owners = {0};
	uid_t desk = 0;

	if (!o->system)
		return settle_make(&plan->place, p, &plan->conf, &plan->recipients, why);
	if (system_begin(&plan->system, &plan->place, &owners, &desk, why) != 0 ||
		settle_make(&plan->place, p, &plan->conf, &plan->recipients, why) != 0)
		return -1;
	return system_finish(&plan->system, &plan->place, &owners, desk, why);
}

/* Says what a failure left behind. */
static void
tell_made(const struct setup_options *o, const struct plan *plan)
{
	const struct install_list *list = &plan->system.list;
	size_t i;

	if (!o->system || list->n == 0) {
		place_tell_made(&plan->place);
		return;
	}
	fprintf(stderr, _("Until then this was made, or begun:\n"));
	for (i = 0; i < list->n; i++)
		fprintf(stderr, "  %s\n", list->items[i].name);
	fprintf(stderr, _("It is not finished and cannot be used. To take it back: %s init --undo\n"),
		SETUP_NAME);
}

static int
do_init(const struct setup_options *o, struct plan *plan)
{
	struct passphrase *p;
	struct clock_reading now;
	struct fail why = {{0}};
	int rc;

	clock_read_plain(&now);
	if (check(o, plan, &now, &why) != 0)
		return program_fail(SETUP_NAME, &why);
	p = passphrase_new();
	rc = p == NULL ? fail_set(&why, _("not enough memory")) : ask(o, plan, &now, p, &why);
	/* the list is of this run from here on */
	memset(&plan->system.list, 0, sizeof plan->system.list);
	if (rc == 0)
		rc = make(o, plan, p, &why);
	passphrase_free(p);
	if (rc != 0) {
		program_fail(SETUP_NAME, &why);
		tell_made(o, plan);
		return PROGRAM_FAILED;
	}
	tell_places(plan);
	tell_keeping(plan);
	if (o->system)
		system_tell(&plan->system, &plan->place);
	else
		tell_one_account(plan);
	return PROGRAM_DONE;
}

int
init_run(const struct setup_options *o)
{
	struct plan plan = {.conf = {.state_dir = ""}};

	if (!o->system && !o->undo && (o->schedule != NULL || o->desk != NULL || o->yes)) {
		program_warn(SETUP_NAME, _("--schedule, --desk and --yes go with --system or --undo"));
		return program_wrong_use(SETUP_NAME);
	}
	return o->undo ? install_undo_run(o) : do_init(o, &plan);
}

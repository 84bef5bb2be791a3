/* SPDX-License-Identifier: ISC */
/* welkom-kiosk: the entrance. Two screens, sealed, forgotten. It holds no secret key and calls no
 * opening function. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>

#include "base/nls.h"
#include "base/program.h"
#include "base/wipe.h"
#include "config.h"
#include "kiosk/frame.h"
#include "kiosk/gate.h"
#include "kiosk/kiosk.h"
#include "kiosk/screens.h"
#include "kiosk/walls.h"
#include "ui/blank.h"

static enum kiosk_step (*const screens[])(struct kiosk *k) = {
	[KIOSK_WELCOME] = welcome_screen,
	[KIOSK_NOTICE] = notice_view_first,
	[KIOSK_FULL_NOTICE] = notice_view_full,
	[KIOSK_NOTICE_QR] = notice_view_qr,
	[KIOSK_NO_THANKS] = notice_view_no_thanks,
	[KIOSK_ASK_NAME] = checkin_name,
	[KIOSK_ASK_PHONE] = checkin_phone,
	[KIOSK_ASK_COUNTRY] = number_ask_country,
	[KIOSK_DONE] = checkin_done,
	[KIOSK_NOT_STORED] = checkin_not_stored,
	[KIOSK_TOO_LATE] = checkin_too_late,
	[KIOSK_ASK_CODE] = takeback_code,
	[KIOSK_CONFIRM_ERASE] = takeback_confirm,
	[KIOSK_ERASED] = takeback_done,
	[KIOSK_NOT_ERASED] = takeback_failed,
};

static int
help(void)
{
	printf(_("Usage: %s [OPTION]...\n"), KIOSK_NAME);
	puts(_("The entrance: visitors type name and phone number, which are sealed at once.\n"));
	puts(_("      --config FILE   read FILE instead of the usual configuration"));
	puts(_("      --language xx   begin in this language, such as nl"));
	puts(_("      --help          print this help"));
	puts(_("      --version       print the version"));
	puts(_("\nIt ends on SIGTERM. Exit status: 0 done, 1 failed, 2 wrong use."));
	puts(_("10: the staff key was pressed."));
	return PROGRAM_DONE;
}

/* Reads the command line. Returns -1 to go on, or an exit status. */
static int
parse(struct kiosk *k, const char **config, int argc, char **argv)
{
	static const struct option longs[] = {
		{"config", required_argument, NULL, 'c'},
		{"language", required_argument, NULL, 'l'},
		{"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'V'},
		{NULL, 0, NULL, 0},
	};
	int c;

	while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
		switch (c) {
		case 'c':
			*config = optarg;
			break;
		case 'l':
			k->language = optarg;
			break;
		case 'h':
			return help();
		case 'V':
			return program_version(KIOSK_NAME);
		default:
			return program_wrong_use(KIOSK_NAME);
		}
	}
	if (optind < argc)
		return program_extra_argument(KIOSK_NAME, argv[optind]);
	if (k->language != NULL && !nls_speaks(k->language)) {
		program_warn(KIOSK_NAME, _("--language: this language is not spoken here"));
		return program_wrong_use(KIOSK_NAME);
	}
	return -1;
}

void
kiosk_forget_visitor(struct kiosk *k)
{
	field_clear(k->name);
	field_clear(k->phone);
	field_clear(k->code);
	wipe_bytes(k->visitor, sizeof *k->visitor);
	wipe_bytes(&k->notice, sizeof k->notice);
	k->error = NULL;
	k->country = NULL;
	k->arrival = 0;
	blank_screen(&k->screen);
	wipe_stack();
}

void
kiosk_forget(struct kiosk *k)
{
	kiosk_forget_visitor(k);
	k->screen.display = SCREEN_STANDARD;
	nls_choose(k->language);
}

/* Takes the locked memory and the terminal. Returns 0, or -1 with why. */
static int
start(struct kiosk *k, struct fail *why)
{
	k->name = field_new(VISITOR_NAME_MAX);
	k->phone = field_new(VISITOR_PHONE_MAX * 2);
	k->code = field_new(ERASURE_SHOWN * 2);
	k->visitor = wipe_alloc(sizeof *k->visitor);
	if (k->name == NULL || k->phone == NULL || k->code == NULL || k->visitor == NULL)
		return fail_set(why, "%s", _("not enough memory"));
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	if (screen_start(&k->screen, why) != 0)
		return -1;
	screen_take_clicks(&k->screen);
	frame_find_languages(k);
	nls_choose(k->language);
	gate_check(k); /* opens the register */
	return 0;
}

static void
stop(struct kiosk *k)
{
	screen_stop(&k->screen);
	gate_close(k);
	field_free(k->name);
	field_free(k->phone);
	field_free(k->code);
	wipe_free(k->visitor);
	wipe_stack();
}

int
main(int argc, char **argv)
{
	struct kiosk kiosk = {.alarm = WATCH_FINE, .amber = WATCH_FINE};
	const char *config = WELKOM_CONFIG;
	enum kiosk_step step = KIOSK_WELCOME;
	struct walls walls = {false, false};
	struct fail why = {{0}};
	int status;

	nls_start();
	status = parse(&kiosk, &config, argc, argv);
	if (status >= 0)
		return program_end(KIOSK_NAME, status);
	if (wipe_start() != 0) {
		program_warn(KIOSK_NAME, _("the library for keys cannot start; nothing was done"));
		return PROGRAM_FAILED;
	}
	wipe_shield_process();
	if (conf_read(&kiosk.conf, config, &why) != 0)
		return program_fail(KIOSK_NAME, &why);
	if (kiosk.language == NULL)
		kiosk.language = kiosk.conf.language;
	status = PROGRAM_DONE;
	if (start(&kiosk, &why) != 0)
		status = program_fail(KIOSK_NAME, &why);
	while (status == PROGRAM_DONE && step < KIOSK_LEAVE) {
		if (walls_raise(&walls, &kiosk, &why) == 0) {
			step = screens[step](&kiosk);
		} else {
			screen_stop(&kiosk.screen); /* the sentence must stay to be read */
			status = program_fail(KIOSK_NAME, &why);
		}
	}
	stop(&kiosk);
	return status == PROGRAM_DONE && step == KIOSK_TO_STAFF ? KIOSK_EXIT_STAFF : status;
}

/* SPDX-License-Identifier: ISC */
/* welkom-setup: a new register, for one account or for the whole machine, or a throw-away one to try
 * everything with; a new list of recipients; and the lock of the kiosk's console. It changes nothing
 * that exists but that list, and takes back only what it made. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "base/program.h"
#include "base/wipe.h"
#include "config.h"
#include "setup/setup.h"

struct verb {
	const char *name;
	int (*run)(const struct setup_options *o);
	const char *options;                                         /* the letters of those it takes */
	enum { ALONE, WITH_FOLDER, WITH_ACTION, WITH_FILE } further; /* further words */
};

static const struct verb verbs[] = {
	{"init", init_run, "cskpxuySD", ALONE},
	{"demo", demo_run, "P", WITH_FOLDER},
	{"console", console_run, "t", WITH_ACTION},
	{"doctor", doctor_run, "cj", ALONE},
	{"recipients", install_recipients_run, "cy", WITH_FILE},
};

static int
help(void)
{
	printf(_("Usage: %s init [OPTION]...\n"), SETUP_NAME);
	printf(_("       %s demo [--prepare] [DIR]\n"), SETUP_NAME);
	printf(_("       %s doctor [--config FILE] [--json]\n"), SETUP_NAME);
	printf(_("       %s recipients install FILE [--yes]\n"), SETUP_NAME);
	printf(_("       %s console lock|unlock --tty FILE\n\n"), SETUP_NAME);
	puts(_("init  makes a new, empty register, its configuration and a first reception key;\n"
		   "      asks what it needs to know when it is run on a terminal"));
	puts(_("demo  makes a throw-away register in DIR with two weeks of made-up visits, and\n"
		   "      starts the kiosk with it"));
	puts(_("doctor  looks whether this machine can forget: one line a check, and what to do"));
	puts(_("recipients install  puts FILE in the place of the list of those who can read\n"
		   "      visits, after showing what changes"));
	puts(_("console lock    brings the console FILE to the front, so that no key leads away\n"
		   "console unlock  lets keys such as Ctrl-Alt-F2 lead to other consoles again\n"));
	puts(_("      --config FILE           the configuration; recipients is made beside it"));
	puts(_("      --state DIR             the folder of the register"));
	puts(_("      --key FILE              the reception key to make; usually ./reception.key"));
	puts(_("      --passphrase-file FILE  read its passphrase from FILE (-: standard input)"));
	puts(_("      --system                init for the whole machine, as root: accounts, the\n"
		   "                              job, the desk, the console; asks what it must know"));
	puts(_("      --schedule cron|timer   what starts the job that forgets"));
	puts(_("      --desk ssh|staff-key|both\n"
		   "                              where reception opens the register"));
	puts(_("      --undo                  take back what init --system has made"));
	puts(_("      --yes                   do not ask whether it shall be done"));
	puts(_("      --tty FILE              the console, /dev/tty1 to /dev/tty63"));
	puts(_("      --json                  what the doctor found, as JSON"));
	puts(_("      --prepare               only make the demo; do not start the kiosk"));
	puts(_("      --help                  print this help"));
	puts(_("      --version               print the version"));
	puts(_("\nNothing else that exists is changed. Without DIR the demo lies in a new\n"
		   "folder among the temporary files."));
	puts(_("\nExit status: 0 done, 1 failed, 2 wrong use."));
	return PROGRAM_DONE;
}

/* Reads the options; the letters of those that were given are added to given. Returns -1 to go on,
 * or an exit status. */
static int
parse(struct setup_options *o, char given[static 256], int argc, char **argv)
{
	static const struct option longs[] = {
		{"config", required_argument, NULL, 'c'},
		{"state", required_argument, NULL, 's'},
		{"key", required_argument, NULL, 'k'},
		{"passphrase-file", required_argument, NULL, 'p'},
		{"prepare", no_argument, NULL, 'P'},
		{"tty", required_argument, NULL, 't'},
		{"json", no_argument, NULL, 'j'},
		{"system", no_argument, NULL, 'x'},
		{"undo", no_argument, NULL, 'u'},
		{"yes", no_argument, NULL, 'y'},
		{"schedule", required_argument, NULL, 'S'},
		{"desk", required_argument, NULL, 'D'},
		{"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'V'},
		{NULL, 0, NULL, 0},
	};
	int c;

	while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
		switch (c) {
		case 'c':
			o->config = optarg;
			break;
		case 's':
			o->state = optarg;
			break;
		case 'k':
			o->key = optarg;
			break;
		case 'p':
			o->passphrase_file = optarg;
			break;
		case 'P':
			o->prepare = true;
			break;
		case 't':
			o->tty = optarg;
			break;
		case 'j':
			o->json = true;
			break;
		case 'x':
			o->system = true;
			break;
		case 'u':
			o->undo = true;
			break;
		case 'y':
			o->yes = true;
			break;
		case 'S':
			o->schedule = optarg;
			break;
		case 'D':
			o->desk = optarg;
			break;
		case 'h':
			return help();
		case 'V':
			return program_version(SETUP_NAME);
		default:
			return program_wrong_use(SETUP_NAME);
		}
		given[c] = 1;
	}
	return -1;
}

/* Finds the verb that argv names, and checks that the options are its own. Returns NULL after
 * saying what is wrong. */
static const struct verb *
find_verb(struct setup_options *o, const char given[static 256], int argc, char **argv)
{
	const struct verb *verb = NULL;
	size_t i;
	int c;

	for (i = 0; optind < argc && i < sizeof verbs / sizeof verbs[0]; i++)
		if (strcmp(argv[optind], verbs[i].name) == 0)
			verb = &verbs[i];
	if (verb == NULL) {
		program_warn(
			SETUP_NAME, _("say what to do: init, demo, doctor, recipients install or console"));
		program_wrong_use(SETUP_NAME);
		return NULL;
	}
	optind++;
	for (c = 1; c < 256; c++) {
		if (given[c] && strchr(verb->options, c) == NULL) {
			fprintf(
				stderr, _("%s: “%s” does not take one of these options\n"), SETUP_NAME, verb->name);
			program_wrong_use(SETUP_NAME);
			return NULL;
		}
	}
	if (verb->further == WITH_FOLDER && optind < argc)
		o->folder = argv[optind++];
	if ((verb->further == WITH_ACTION || verb->further == WITH_FILE) && optind < argc)
		o->action = argv[optind++];
	if (verb->further == WITH_FILE && optind < argc)
		o->file = argv[optind++];
	if (optind < argc) {
		program_extra_argument(SETUP_NAME, argv[optind]);
		return NULL;
	}
	return verb;
}

static int
carry_out(int argc, char **argv)
{
	struct setup_options options = {
		.config = WELKOM_CONFIG, .state = WELKOM_STATE, .key = "reception.key"};
	const struct verb *verb;
	char given[256] = {0};
	int status;

	nls_start();
	status = parse(&options, given, argc, argv);
	if (status >= 0)
		return status;
	verb = find_verb(&options, given, argc, argv);
	if (verb == NULL)
		return PROGRAM_WRONG_USE;
	if (wipe_start() != 0) {
		program_warn(SETUP_NAME, _("the library for keys cannot start; nothing was done"));
		return PROGRAM_FAILED;
	}
	wipe_shield_process();
	return verb->run(&options);
}

int
main(int argc, char **argv)
{
	return program_end(SETUP_NAME, carry_out(argc, argv));
}

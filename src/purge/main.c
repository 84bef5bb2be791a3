/* SPDX-License-Identifier: ISC */
/* welkom-purge: the keeper. Collects, erases on request, destroys what is due, and writes down
 * that it did. It links no opening function and no curses. */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/conf.h"
#include "base/nls.h"
#include "base/program.h"
#include "base/wipe.h"
#include "config.h"
#include "purge/filing.h"
#include "purge/report.h"
#include "purge/run.h"
#include "purge/status.h"
#include "register/timekeeping.h"

#define NAME "welkom-purge"
#define UNKNOWN 2 /* what --status could not say counts as overdue */
#define IN_DOUBT 3

struct options {
	const char *config;
	const char *confirm;
	struct filing filing;
	bool dry, quiet, status, json;
};

static void
warn(const char *sentence)
{
	program_warn(NAME, sentence);
}

static int
help(void)
{
	printf(_("Usage: %s [OPTION]...\n"), NAME);
	puts(_("Destroys the entries of the register that are due, and writes down that it did.\n"));
	puts(_("      --config FILE      read FILE instead of the usual configuration"));
	puts(_("      --dry-run          say what would be destroyed; change nothing"));
	puts(_("      --quiet            print errors only"));
	puts(_("      --json             print JSON"));
	puts(_("      --status           say if all is well: 0 fine, 1 look at it, 2 overdue"));
	puts(_("      --confirm-clock T  say that it is T now (YYYY-MM-DDTHH:MM), then run"));
	puts(_("      --certificate M    print what the month M (YYYY-MM) destroyed and opened"));
	puts(_("      --output FILE      write the certificate to a new FILE"));
	puts(_("      --pdf FILE         write the certificate to a new FILE as a PDF"));
	puts(_("      --help             print this help"));
	puts(_("      --version          print the version"));
	puts(_("\nExit status: 0 done, 1 a step failed, 2 wrong use, 3 the clock is in doubt."));
	return PROGRAM_DONE;
}

/* Reads the command line. Returns -1 to go on, or an exit status. */
static int
parse(struct options *o, int argc, char **argv)
{
	static const struct option longs[] = {
		{"config", required_argument, NULL, 'c'},
		{"dry-run", no_argument, NULL, 'n'},
		{"quiet", no_argument, NULL, 'q'},
		{"json", no_argument, NULL, 'j'},
		{"status", no_argument, NULL, 's'},
		{"confirm-clock", required_argument, NULL, 't'},
		{"certificate", required_argument, NULL, 'C'},
		{"output", required_argument, NULL, 'o'},
		{"pdf", required_argument, NULL, 'p'},
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
		case 'n':
			o->dry = true;
			break;
		case 'q':
			o->quiet = true;
			break;
		case 'j':
			o->json = true;
			break;
		case 's':
			o->status = true;
			break;
		case 't':
			o->confirm = optarg;
			break;
		case 'C':
			o->filing.month = optarg;
			break;
		case 'o':
			o->filing.output = optarg;
			break;
		case 'p':
			o->filing.pdf = optarg;
			break;
		case 'h':
			return help();
		case 'V':
			return program_version(NAME);
		default:
			return program_wrong_use(NAME);
		}
	}
	if (optind < argc)
		return program_extra_argument(NAME, argv[optind]);
	if (o->filing.month != NULL ? o->dry || o->confirm != NULL || o->status || o->json || o->quiet
								: o->filing.output != NULL || o->filing.pdf != NULL) {
		warn(
			_("--output and --pdf belong to --certificate, and no other option does but --config"));
		return program_wrong_use(NAME);
	}
	if (o->dry && o->confirm != NULL) {
		warn(_("--dry-run changes nothing and --confirm-clock does; give one of them"));
		return PROGRAM_WRONG_USE;
	}
	return -1;
}

/* Compares what a person typed with the machine's clock. Returns 0, or an exit status. */
static int
confirm(const struct options *o, struct run *run)
{
	struct fail why;

	if (o->confirm == NULL)
		return 0;
	switch (timekeeping_compare(o->confirm, &run->now, &why)) {
	case TIMEKEEPING_AGREES:
		run->confirmed = true;
		return 0;
	case TIMEKEEPING_DIFFERS:
		return program_fail(NAME, &why);
	case TIMEKEEPING_NO_TIME:
		break;
	}
	warn(_("--confirm-clock: this is not a time like 2026-05-31T09:15"));
	return PROGRAM_WRONG_USE;
}

static int
carry_out(int argc, char **argv)
{
	struct options options = {.config = WELKOM_CONFIG};
	struct run run = {.warn = warn};
	struct conf conf;
	struct fail why;
	int status;

	nls_start();
	status = parse(&options, argc, argv);
	if (status >= 0)
		return status;
	if (wipe_start() != 0) {
		program_warn(NAME, _("the library for keys cannot start; nothing was done"));
		return PROGRAM_FAILED;
	}
	wipe_shield_process();
	/* the process that reads the inbox may end before it has its order: that must not end the run */
	signal(SIGPIPE, SIG_IGN);
	if (conf_read(&conf, options.config, &why) != 0) {
		if (options.status)
			status_unread(&why, options.json);
		return program_fail(NAME, &why);
	}
	if (options.filing.month != NULL)
		return filing_run(&options.filing, &conf, warn);
	if (options.status) {
		status = status_report(&conf, options.json);
		if (status < 0)
			program_unwritten(NAME);
		return status < 0 ? UNKNOWN : status;
	}
	run.conf = &conf;
	run.dry = options.dry;
	clock_read(&run.now);
	status = confirm(&options, &run);
	if (status != 0)
		return status;
	if (run_all(&run) == 0 && !options.quiet && report_run(&run, options.json) != 0)
		return program_unwritten(NAME);
	if (run.failed || run.retention.strange > 0)
		return PROGRAM_FAILED;
	return run.clock.doubt ? IN_DOUBT : PROGRAM_DONE;
}

int
main(int argc, char **argv)
{
	return program_end(NAME, carry_out(argc, argv));
}

/* SPDX-License-Identifier: ISC */
/* welkom-desk: reception. Shows how much there is, and, with an own key, a passphrase and a
 * reason, who came in one window of at most 24 hours. */
#include <ctype.h>
#include <getopt.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/nls.h"
#include "base/program.h"
#include "base/wipe.h"
#include "config.h"
#include "desk/anchor.h"
#include "desk/confirm.h"
#include "desk/desk.h"
#include "handover/handed.h"
#include "keys/drill.h"
#include "keys/keys.h"
#include "keys/passwd.h"
#include "keys/recover.h"
#include "desk/usage.h"
#include "desk/walls.h"
#include "view/view.h"

/* An option that is only kept: where, from beyond all characters on. */
#define TEXT_FIRST 256
#define TEXT(field) (TEXT_FIRST + (int)offsetof(struct desk_options, field))

struct verb {
	const char *name;
	int (*run)(struct desk *d);
	enum walls_register need;
	const char *extra; /* the one further word it takes (in capitals: any), NULL: none, "":
						* up to two of its own */
};

static const struct verb screen = {"", view_run, WALLS_OPENS, NULL};

static const struct verb verbs[] = {
	{"overview", desk_overview, WALLS_LOOKS, NULL},
	{"trace", desk_trace, WALLS_OPENS, NULL},
	{"find", desk_find, WALLS_OPENS, NULL},
	{"access", desk_access, WALLS_OPENS, NULL},
	{"erase", desk_erase, WALLS_OPENS, NULL},
	{"rectify", desk_rectify, WALLS_OPENS, NULL},
	{"incident", desk_incident, WALLS_OPENS, NULL},
	{"exports", handed_tell, WALLS_NOTES, NULL},
	{"drill", drill_run, WALLS_OPENS, NULL},
	{"keys", keys_run, WALLS_OPENS, ""},
	{"passwd", passwd_run, WALLS_LEAVES_IT, NULL},
	{"recover", recover_run, WALLS_LEAVES_IT, NULL},
	{"ledger", anchor_verify, WALLS_LOOKS, "verify"},
	{"confirm-clock", confirm_clock, WALLS_CONFIRMS, "YYYY-MM-DDTHH:MM"},
};

static int
set_format(struct desk_options *o, const char *value)
{
	if (strcmp(value, "text") == 0) {
		o->format = DESK_TEXT;
	} else if (strcmp(value, "csv") == 0) {
		o->format = DESK_CSV;
	} else if (strcmp(value, "json") == 0) {
		o->format = DESK_JSON;
	} else if (strcmp(value, "zip") == 0) {
		o->format = DESK_ZIP;
	} else {
		program_warn(DESK_NAME, _("--format: text, csv, json or zip"));
		return program_wrong_use(DESK_NAME);
	}
	return -1;
}

static int
set_idle_exit(struct desk_options *o, const char *value)
{
	char *end;

	o->idle_exit = strtol(value, &end, 10);
	if (end != value && *end == '\0' && o->idle_exit >= 10 && o->idle_exit <= 3600)
		return -1;
	program_warn(DESK_NAME, _("--idle-exit: 10 to 3600 seconds"));
	return program_wrong_use(DESK_NAME);
}

/* Reads the options. Returns -1 to go on, or an exit status. */
static int
parse(struct desk_options *o, int argc, char **argv)
{
	static const struct option longs[] = {
		{"config", required_argument, NULL, 'c'},
		{"key", required_argument, NULL, 'k'},
		{"passphrase-file", required_argument, NULL, 'p'},
		{"from", required_argument, NULL, 'f'},
		{"to", required_argument, NULL, 't'},
		{"reason", required_argument, NULL, 'r'},
		{"reference", required_argument, NULL, 'x'},
		{"format", required_argument, NULL, 'F'},
		{"output", required_argument, NULL, 'o'},
		{"confirm", required_argument, NULL, 'R'},
		{"head", required_argument, NULL, 'H'},
		{"count", required_argument, NULL, 'C'},
		{"new-key", required_argument, NULL, 'K'},
		{"new-passphrase-file", required_argument, NULL, 'P'},
		{"pk", required_argument, NULL, 'u'},
		{"secret-file", required_argument, NULL, 's'},
		{"query-file", required_argument, NULL, TEXT(query_file)},
		{"recognised", required_argument, NULL, TEXT(recognised)},
		{"language", required_argument, NULL, TEXT(language)},
		{"pick", required_argument, NULL, TEXT(pick)},
		{"received", required_argument, NULL, TEXT(received)},
		{"correction-file", required_argument, NULL, TEXT(correction_file)},
		{"known", required_argument, NULL, TEXT(known)},
		{"key-exposed", no_argument, NULL, TEXT(key_exposed)},
		{"yes", no_argument, NULL, TEXT(yes)},
		{"idle-exit", required_argument, NULL, 'I'},
		{"help", no_argument, NULL, 'h'},
		{"version", no_argument, NULL, 'V'},
		{NULL, 0, NULL, 0},
	};
	int c, status;

	while ((c = getopt_long(argc, argv, "", longs, NULL)) != -1) {
		switch (c) {
		case 'c':
			o->config = optarg;
			break;
		case 'k':
			o->key = optarg;
			break;
		case 'p':
			o->passphrase_file = optarg;
			break;
		case 'f':
			o->from = optarg;
			break;
		case 't':
			o->to = optarg;
			break;
		case 'r':
			o->reason = optarg;
			break;
		case 'x':
			o->reference = optarg;
			break;
		case 'o':
			o->output = optarg;
			break;
		case 'R':
			o->confirm = optarg;
			break;
		case 'H':
			o->head = optarg;
			break;
		case 'C':
			o->count = optarg;
			break;
		case 'K':
			o->new_key = optarg;
			break;
		case 'P':
			o->new_passphrase_file = optarg;
			break;
		case 'u':
			o->pk = optarg;
			break;
		case 'I':
			status = set_idle_exit(o, optarg);
			if (status >= 0)
				return status;
			break;
		case 's':
			o->secret_file = optarg;
			break;
		case 'F':
			status = set_format(o, optarg);
			if (status >= 0)
				return status;
			break;
		case 'h':
			return usage_print();
		case 'V':
			return program_version(DESK_NAME);
		default:
			if (c < TEXT_FIRST)
				return program_wrong_use(DESK_NAME);
			*(const char **)((char *)o + (c - TEXT_FIRST)) = optarg != NULL ? optarg : "";
		}
	}
	return -1;
}

/* Finds the verb that argv names. Returns NULL after saying what is wrong. */
static const struct verb *
find_verb(struct desk_options *o, int argc, char **argv)
{
	const struct verb *verb = NULL;
	size_t i;

	if (optind == argc && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO))
		return &screen;
	for (i = 0; optind < argc && i < sizeof verbs / sizeof verbs[0]; i++)
		if (strcmp(argv[optind], verbs[i].name) == 0)
			verb = &verbs[i];
	if (verb == NULL) {
		program_warn(DESK_NAME,
			_("say what to do: overview, trace, find, access, erase, rectify, incident, exports, drill, keys, passwd, recover, ledger "
			  "verify or confirm-clock"));
		program_wrong_use(DESK_NAME);
		return NULL;
	}
	optind++;
	if (verb->extra != NULL && *verb->extra == '\0') {
		for (i = 0; i < 2 && optind < argc; i++)
			o->words[i] = argv[optind++];
	} else if (verb->extra != NULL &&
		(optind >= argc ||
			(strcmp(argv[optind++], verb->extra) != 0 && !isupper((unsigned char)*verb->extra)))) {
		fprintf(stderr, _("%s: after “%s” comes “%s”\n"), DESK_NAME, verb->name, verb->extra);
		program_wrong_use(DESK_NAME);
		return NULL;
	}
	if (optind < argc) {
		program_extra_argument(DESK_NAME, argv[optind]);
		return NULL;
	}
	return verb;
}

static int
carry_out(int argc, char **argv)
{
	struct desk desk = {.options = {.config = WELKOM_CONFIG}};
	const struct verb *verb;
	struct fail why;
	int status;

	nls_start();
	status = parse(&desk.options, argc, argv);
	if (status >= 0)
		return status;
	verb = find_verb(&desk.options, argc, argv);
	if (verb == NULL)
		return PROGRAM_WRONG_USE;
	if (wipe_start() != 0) {
		program_warn(DESK_NAME, _("the library for keys cannot start; nothing was done"));
		return PROGRAM_FAILED;
	}
	wipe_shield_process();
	desk.options.word = argv[optind > 0 ? optind - 1 : 0];
	if (conf_read(&desk.conf, desk.options.config, &why) != 0)
		return program_fail(DESK_NAME, &why);
	clock_read_plain(&desk.now);
	register_start(&desk.reg);
	if (walls_raise(&desk, verb->need, verb == &screen, &why) != 0)
		return program_fail(DESK_NAME, &why);
	return verb->run(&desk);
}

int
main(int argc, char **argv)
{
	return program_end(DESK_NAME, carry_out(argc, argv));
}

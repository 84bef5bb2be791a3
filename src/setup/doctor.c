/* SPDX-License-Identifier: ISC */
#include "setup/doctor.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nls.h"
#include "base/program.h"
#include "base/text.h"
#include "setup/checks.h"
#include "setup/machine.h"
#include "setup/place.h"
#include "setup/setup.h"

#define WIDTH 80     /* columns of a line */
#define NARROWEST 30 /* columns for what was found, however long the words before it are */

struct check {
	const char *code; /* for programs; never translated, never changed */
	const char *title;
	void (*look)(const struct facts *facts, struct finding *f);
};

/* In the order in which a person would ask. A line without a code parts two groups. */
static const struct check checks[] = {
	{"configuration", N_("Configuration"), checkrules_configuration},
	{"controller", N_("Organisation"), checkrules_controller},
	{"review", N_("Review"), checkrules_review},
	{"recipients", N_("Readers"), checkrules_recipients},
	{NULL, NULL, NULL},
	{"register", N_("Register"), checkregister_databases},
	{"ledger", N_("Ledger"), checkregister_ledger},
	{"modes", N_("Files"), checkfiles_modes},
	{"secrets", N_("Secrets"), checkfiles_strangers},
	{"accounts", N_("Accounts"), checkaccounts_exist},
	{"groups", N_("Groups"), checkaccounts_groups},
	{"logins", N_("Logins"), checkaccounts_logins},
	{NULL, NULL, NULL},
	{"schedule", N_("Schedule"), checkschedule_start},
	{"scheduler", N_("Scheduler"), checkschedule_cron},
	{"last-purge", N_("Last purge"), checkschedule_last},
	{"off", N_("Switched off"), checkregister_off},
	{"clock", N_("Clock"), checkclock_source},
	{"hardware-clock", N_("Hardware clock"), checkclock_hardware},
	{"trusted-time", N_("Trusted time"), checkclock_trusted},
	{NULL, NULL, NULL},
	{"overwriting", N_("File system"), checkdisk_overwriting},
	{"snapshots", N_("Snapshots"), checkdevice_layers},
	{"flash", N_("Disk"), checkdevice_flash},
	{"space", N_("Room"), checkregister_space},
	{"swap", N_("Swap"), checkmemory_swap},
	{"core-files", N_("Core files"), checkmemory_core},
	{"locked-memory", N_("Locked memory"), checkmemory_lock},
	{"backup-marks", N_("Backup marks"), checkbackup_marks},
	{"backups", N_("Backups"), checkbackup_programs},
	{"sqlite", "SQLite", checklibraries_sqlite},
	{"sodium", "libsodium", checklibraries_sodium},
	{NULL, NULL, NULL},
	{"font", N_("Console font"), checkconsole_font},
	{"sysrq", N_("SysRq keys"), checkconsole_keys},
	{"restart", N_("Restart keys"), checkconsole_restart},
	{"consoles", N_("Other consoles"), checkconsole_logins},
};

#define CHECKS (sizeof checks / sizeof checks[0])

/* How wide the two columns before what was found are, and how many findings there were. */
struct sheet {
	int word, title;
	unsigned fine, notes, unseen, warnings, wrong;
};

static const char *
word_of(enum finding_result result)
{
	switch (result) {
	case FINDING_NOTE:
		return _("note");
	case FINDING_UNSEEN:
		return _("unseen");
	case FINDING_WARNING:
		return _("look");
	case FINDING_WRONG:
		return _("wrong");
	default:
		return _("fine");
	}
}

static const char *
title_of(const struct check *check)
{
	return check->title == NULL ? "" : _(check->title);
}

static void
measure(struct sheet *sheet)
{
	int result, width;
	size_t i;

	for (result = FINDING_FINE; result <= FINDING_WRONG; result++) {
		width = text_width(
			word_of((enum finding_result)result), strlen(word_of((enum finding_result)result)));
		sheet->word = width > sheet->word ? width : sheet->word;
	}
	for (i = 0; i < CHECKS; i++) {
		width = text_width(title_of(&checks[i]), strlen(title_of(&checks[i])));
		sheet->title = width > sheet->title ? width : sheet->title;
	}
}

/* Prints text and blanks up to width columns. */
static void
print_padded(const char *text, int width)
{
	fputs(text, stdout);
	printf("%*s", width - text_width(text, strlen(text)), "");
}

/* Prints text in as many lines as it takes from column at on; the first begins there already. */
static void
print_wrapped(const char *text, int at)
{
	int width = WIDTH - at < NARROWEST ? NARROWEST : WIDTH - at;
	size_t n = strlen(text), fits, skip;

	for (; n > 0; text += skip, n -= skip) {
		fits = text_line(text, n, width, &skip);
		printf("%.*s\n", (int)fits, text);
		if (skip < n)
			printf("%*s", at, "");
	}
}

static void
count(struct sheet *sheet, enum finding_result result)
{
	sheet->fine += result == FINDING_FINE;
	sheet->notes += result == FINDING_NOTE;
	sheet->unseen += result == FINDING_UNSEEN;
	sheet->warnings += result == FINDING_WARNING;
	sheet->wrong += result == FINDING_WRONG;
}

static void
print_finding(const struct sheet *sheet, const struct check *check, const struct finding *f)
{
	int at = sheet->word + sheet->title + 4;

	print_padded(word_of(f->result), sheet->word + 2);
	print_padded(title_of(check), sheet->title + 2);
	print_wrapped(f->found, at);
	if (*f->remedy == '\0' || f->result == FINDING_UNSEEN) /* said once, at the end */
		return;
	printf("%*s> ", at, "");
	print_wrapped(f->remedy, at + 2);
}

/* Makes the sentences safe to show: names of files may be in them. */
static void
neutralise(char text[static FINDING_TEXT])
{
	char safe[3 * FINDING_TEXT + 4];
	size_t n;

	if (text_neutralise(text, strlen(text), safe, sizeof safe) < 0)
		strcpy(safe, "?");
	n = strlen(safe);
	if (n >= FINDING_TEXT)
		for (n = FINDING_TEXT - 1; n > 0 && ((unsigned char)safe[n] & 0xC0) == 0x80; n--)
			;
	memcpy(text, safe, n);
	text[n] = '\0';
}

static void
look(const struct facts *facts, const struct check *check, struct finding *f)
{
	memset(f, 0, sizeof *f);
	check->look(facts, f);
	if (f->result == FINDING_UNSEEN && facts->uid == 0)
		finding_withheld(f);
	neutralise(f->found);
	neutralise(f->remedy);
}

/* Prints how many there are of one kind, when there are any. */
static void
print_part(unsigned n, const char *kind, bool *first)
{
	if (n == 0)
		return;
	printf("%s%u %s", *first ? "" : ", ", n, kind);
	*first = false;
}

static void
print_count(const struct sheet *s)
{
	bool first = true;

	print_part(s->fine, _("fine"), &first);
	print_part(s->notes, _("to note"), &first);
	print_part(s->unseen, _("unseen"), &first);
	print_part(s->warnings, _("to look at"), &first);
	print_part(s->wrong, _("wrong"), &first);
	puts(".");
	if (s->unseen > 0)
		puts(_("Run as root to see what this account may not."));
}

static int
print_text(const struct facts *facts)
{
	struct sheet sheet = {.word = 0};
	bool parted = true;
	struct finding f;
	size_t i;

	measure(&sheet);
	for (i = 0; i < CHECKS; i++) {
		if (checks[i].code == NULL) {
			if (!parted)
				putchar('\n');
			parted = true;
			continue;
		}
		look(facts, &checks[i], &f);
		count(&sheet, f.result);
		if (f.result == FINDING_NONE)
			continue;
		print_finding(&sheet, &checks[i], &f);
		parted = false;
	}
	if (!parted)
		putchar('\n');
	print_count(&sheet);
	if (fflush(stdout) != 0)
		return PROGRAM_FAILED;
	return sheet.warnings + sheet.wrong > 0 ? PROGRAM_FAILED : PROGRAM_DONE;
}

static int
print_json(const struct facts *facts)
{
	struct sheet sheet = {.word = 0};
	json_t *list = json_array();
	struct finding f;
	size_t i;
	int rc;

	for (i = 0; i < CHECKS; i++) {
		if (checks[i].code == NULL)
			continue;
		look(facts, &checks[i], &f);
		count(&sheet, f.result);
		json_array_append_new(list,
			json_pack("{ss ss ss ss}", "check", checks[i].code, "result", finding_word(f.result),
				"found", f.found, "remedy", f.remedy));
	}
	rc = list == NULL ? -1 : json_dumpf(list, stdout, JSON_INDENT(1));
	json_decref(list);
	if (rc != 0 || putchar('\n') == EOF || fflush(stdout) != 0)
		return PROGRAM_FAILED;
	return sheet.warnings + sheet.wrong > 0 ? PROGRAM_FAILED : PROGRAM_DONE;
}

int
doctor_print(const struct facts *facts, bool json)
{
	return json ? print_json(facts) : print_text(facts);
}

int
doctor_run(const struct setup_options *o)
{
	struct facts facts;
	struct fail why = {{0}};
	char config[PLACE_PATH];

	if (place_absolute(o->config, config, &why) != 0)
		return program_fail(SETUP_NAME, &why);
	machine_start(&facts, "");
	facts_configure(&facts, config);
	return doctor_print(&facts, o->json);
}

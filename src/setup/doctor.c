/* SPDX-License-Identifier: ISC */
#include "setup/doctor.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nls.h"
#include "base/program.h"
#include "base/text.h"
#include "doctor/chart.h"
#include "doctor/checks.h"
#include "doctor/machine.h"
#include "setup/place.h"
#include "setup/setup.h"

struct check {
	const char *code; /* for programs; never translated, never changed */
	const char *title;
	void (*look)(const struct facts *facts, struct finding *f);
	bool of_register; /* has nothing to say where there is none */
};

/* In the order in which a person would ask. A line without a code parts two groups. */
static const struct check checks[] = {
	{"configuration", N_("Configuration"), checkrules_configuration, false},
	{"controller", N_("Organisation"), checkrules_controller, false},
	{"review", N_("Review"), checkrules_review, false},
	{"recipients", N_("Recipients"), checkrules_recipients, false},
	{NULL, NULL, NULL, false},
	{"register", N_("Register"), checkregister_databases, false},
	{"ledger", N_("Ledger"), checkregister_ledger, true},
	{"modes", N_("Files"), checkfiles_modes, true},
	{"secrets", N_("Secrets"), checksecrets_beside, false},
	{"accounts", N_("Accounts"), checkaccounts_exist, true},
	{"groups", N_("Groups"), checkaccounts_groups, true},
	{"logins", N_("Logins"), checkaccounts_logins, true},
	{NULL, NULL, NULL, false},
	{"schedule", N_("Schedule"), checkschedule_start, true},
	{"scheduler", N_("Scheduler"), checkschedule_cron, true},
	{"last-purge", N_("Last purge"), checkschedule_last, true},
	{"off", N_("Switched off"), checkregister_off, true},
	{"clock", N_("Clock"), checkclock_source, false},
	{"hardware-clock", N_("Hardware clock"), checkclock_hardware, false},
	{"trusted-time", N_("Trusted time"), checkclock_trusted, true},
	{NULL, NULL, NULL, false},
	{"overwriting", N_("File system"), checkdisk_overwriting, true},
	{"snapshots", N_("Snapshots"), checkdevice_layers, true},
	{"flash", N_("Disk"), checkdevice_flash, true},
	{"space", N_("Room"), checkregister_space, true},
	{"swap", N_("Swap"), checkmemory_swap, false},
	{"core-files", N_("Core files"), checkmemory_core, false},
	{"locked-memory", N_("Locked memory"), checkmemory_lock, false},
	{"backup-marks", N_("Backup marks"), checkbackup_marks, true},
	{"backups", N_("Backups"), checkbackup_programs, false},
	{"sqlite", "SQLite", checklibraries_sqlite, false},
	{"sodium", "libsodium", checklibraries_sodium, false},
	{NULL, NULL, NULL, false},
	{"font", N_("Console font"), checkconsole_font, false},
	{"sysrq", N_("SysRq keys"), checkconsole_keys, false},
	{"restart", N_("Restart keys"), checkconsole_restart, false},
	{"consoles", N_("Other consoles"), checkconsole_logins, false},
};

#define CHECKS (sizeof checks / sizeof checks[0])

static const char *
title_of(const struct check *check)
{
	return check->title == NULL ? "" : _(check->title);
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
	if (check->of_register && facts->absent)
		finding_set(f, FINDING_NONE, _("there is no register %s"), facts->conf.state_dir);
	else
		check->look(facts, f);
	if (f->result == FINDING_UNSEEN && facts->uid == 0)
		finding_withheld(f);
	neutralise(f->found);
	neutralise(f->remedy);
}

static int
print_text(const struct facts *facts)
{
	struct chart chart = {.word = 0};
	bool parted = true;
	struct finding f;
	size_t i;

	for (i = 0; i < CHECKS; i++)
		chart_measure(&chart, title_of(&checks[i]));
	for (i = 0; i < CHECKS; i++) {
		if (checks[i].code == NULL) {
			if (!parted)
				putchar('\n');
			parted = true;
			continue;
		}
		look(facts, &checks[i], &f);
		if (!chart_print(&chart, title_of(&checks[i]), &f))
			continue;
		parted = false;
	}
	if (!parted)
		putchar('\n');
	chart_end(&chart);
	if (fflush(stdout) != 0)
		return PROGRAM_FAILED;
	return chart.warnings + chart.wrong > 0 ? PROGRAM_FAILED : PROGRAM_DONE;
}

static int
print_json(const struct facts *facts)
{
	bool sick = false;
	json_t *list = json_array();
	struct finding f;
	size_t i;
	char *text;
	int rc = 0;

	for (i = 0; i < CHECKS; i++) {
		if (checks[i].code == NULL)
			continue;
		look(facts, &checks[i], &f);
		sick = sick || f.result >= FINDING_WARNING;
		rc |= json_array_append_new(list,
			json_pack("{ss ss ss ss}", "check", checks[i].code, "result", finding_word(f.result),
				"found", f.found, "remedy", f.remedy));
	}
	text = rc != 0 ? NULL : json_dumps(list, JSON_INDENT(1));
	json_decref(list);
	rc = text == NULL || puts(text) == EOF || fflush(stdout) != 0 ? -1 : 0;
	free(text);
	if (rc != 0)
		return program_unwritten(SETUP_NAME);
	return sick ? PROGRAM_FAILED : PROGRAM_DONE;
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

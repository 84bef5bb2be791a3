/* SPDX-License-Identifier: ISC */
/* What the doctor prints, for people and for programs, and what it ends with. */
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/program.h"
#include "setup/doctor.h"
#include "unit/tree.h"

#define TEXT 16384
#define HEX "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define CONFIGURED "[register]\nstate_dir = /var/lib/welkom\n[controller]\n"

/* Reads what doctor_print says. Returns its exit status, or -1. */
static int
print(const struct facts *facts, bool json, char text[static TEXT])
{
	FILE *file = tmpfile();
	int rc = -1, saved = dup(STDOUT_FILENO);
	size_t n = 0;

	text[0] = '\0';
	fflush(stdout);
	if (file != NULL && saved >= 0 && dup2(fileno(file), STDOUT_FILENO) >= 0) {
		rc = doctor_print(facts, json);
		dup2(saved, STDOUT_FILENO);
		rewind(file);
		n = fread(text, 1, TEXT - 1, file);
		text[n] = '\0';
	}
	if (file != NULL)
		fclose(file);
	close(saved);
	return rc;
}

/* Finds its last lines. */
static void
look_at_end(const struct facts *facts, struct finding *f)
{
	char text[TEXT], *end;
	int rc = print(facts, false, text);

	end = strstr(text, "\n\n");
	while (end != NULL && strstr(end + 1, "\n\n") != NULL)
		end = strstr(end + 1, "\n\n");
	finding_set(
		f, rc == PROGRAM_DONE ? FINDING_FINE : FINDING_WRONG, "%s", end == NULL ? text : end);
}

/* Finds what begins at "Console font", or "none". */
static void
look_at_font(const struct facts *facts, struct finding *f)
{
	char text[TEXT], *line;

	print(facts, false, text);
	line = strstr(text, "    Console font");
	finding_set(f, FINDING_FINE, "%.120s", line == NULL ? "none" : line);
}

/* Finds what speaks against the JSON. */
static void
look_at_json(const struct facts *facts, struct finding *f)
{
	char text[TEXT], seen[TEXT] = " ", word[64];
	const char *check, *result, *found, *remedy;
	int rc = print(facts, true, text);
	json_t *list = json_loads(text, 0, NULL), *one;
	size_t i;

	finding_set(f, rc == PROGRAM_DONE ? FINDING_FINE : FINDING_WRONG, "%zu", json_array_size(list));
	json_array_foreach(list, i, one)
	{
		if (json_unpack_ex(one, NULL, JSON_STRICT, "{ss ss ss ss}", "check", &check, "result",
				&result, "found", &found, "remedy", &remedy) != 0) {
			finding_set(f, FINDING_WRONG, "number %zu has another form", i);
			break;
		}
		snprintf(word, sizeof word, " %s ", check);
		if (strstr(seen, word) != NULL || *found == '\0')
			finding_set(f, FINDING_WRONG, "%s is there twice, or says nothing", check);
		strcat(seen, word + 1);
		if (strcmp(result, "warning") == 0)
			finding_set(f, FINDING_WRONG, "warning: %s", check);
	}
	json_decref(list);
}

int
main(void)
{
	static const struct tree_case cases[] = {
		{"all is fine", look_at_end, FINDING_FINE, "\n33 fine.\n", NULL, {{0}}},
		{"a note does no harm", look_at_end, FINDING_FINE, "\n32 fine, 1 to note.\n", NULL,
			{{TREE_PUT, "/etc/welkom/recipients", HEX " reception\n", 0}}},
		{"a warning does", look_at_end, FINDING_WRONG, "\n32 fine, 1 to look at.\n", NULL,
			{{TREE_FONT, "/dev/tty1", "a", 0}}},
		{"what is wrong does", look_at_end, FINDING_WRONG, "\n32 fine, 1 wrong.\n", NULL,
			{{TREE_ADD, "/etc/cron.d/welkom", "#", 0}}},
		{"what may not be seen does not", look_at_end, FINDING_FINE,
			"\n32 fine, 1 unseen.\nRun as root to see what this account may not.\n", NULL,
			{{TREE_UID, NULL, NULL, 1000}, {TREE_DENY, HEALTHY_STATE "/store/", NULL, 0}}},
		{"what root may not see is a note", look_at_end, FINDING_FINE, "\n32 fine, 1 to note.\n",
			NULL, {{TREE_DENY, HEALTHY_STATE "/store/", NULL, 0}}},
		{"what does not concern the machine is left out", look_at_end, FINDING_FINE, "\n29 fine.\n",
			NULL,
			{{TREE_GONE, "/etc/systemd/system/getty.target.wants/welkom-kiosk@tty1.service", NULL,
				0}}},
		{"without a register nothing is said of its parts", look_at_end, FINDING_WRONG,
			"\n15 fine, 1 to look at, 1 wrong.\n", NULL,
			{{TREE_CONF, NULL, "[register]\nstate_dir = /var/lib/other\n", 0}}},
		{"a finding is beside its title", look_at_font, FINDING_FINE,
			"    Console font    has the letters of all languages\n", NULL, {{0}}},
		{"a long one goes on below itself", look_at_font, FINDING_FINE,
			"    Console font    lacks letters of: English, Nederlands, Français,\n"
			"                        Deutsch",
			NULL, {{TREE_FONT, "/dev/tty1", "a", 0}}},
		{"JSON has every check once", look_at_json, FINDING_FINE, "33", NULL, {{0}}},
		{"also those that do not concern the machine", look_at_json, FINDING_FINE, "33", NULL,
			{{TREE_SINGLE, NULL, NULL, 1000}, {TREE_OWNER, "/etc/cron.d/welkom", NULL, 0},
				{TREE_PUT, "/etc/cron.d/welkom", "7 3 * * * anna welkom-purge\n", 0}}},
		{"and its own words", look_at_json, FINDING_WRONG, "warning: font", NULL,
			{{TREE_FONT, "/dev/tty1", "a", 0}}},
		{"what others chose is made safe", look_at_json, FINDING_WRONG, "33", NULL,
			{{TREE_PUT, "/etc/welkom/\033[2J\xff.key", "", 0}}},
		{"everything at once", look_at_end, FINDING_WRONG, "wrong.\n", NULL,
			{{TREE_CONF, NULL, CONFIGURED, 0}, {TREE_FONT, "/dev/tty1", "a", 0},
				{TREE_SYNCED, NULL, NULL, 0}, {TREE_PUT, "/etc/cron.d/welkom", "", 0},
				{TREE_PUT, "/etc/systemd/logind.conf.d/50-welkom.conf", "", 0},
				{TREE_MODE, HEALTHY_STATE "/store", NULL, 0777}, {TREE_ROOM, NULL, NULL, 1 << 20},
				{TREE_ADD, "/proc/swaps", "/dev/sda3 partition 0 0 0\n", 0}}},
	};

	return tree_run(cases, sizeof cases / sizeof cases[0]);
}

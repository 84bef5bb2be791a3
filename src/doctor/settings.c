/* SPDX-License-Identifier: ISC */
#include "doctor/settings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FILES 64 /* of a folder, at most */

struct names {
	size_t n;
	char list[FILES][FACTS_NAME];
};

/* Reads the last value of key in the file path into value. Returns whether there was one. */
static bool
take_value(
	const struct facts *facts, const char *path, const char *key, char value[static SETTINGS_VALUE])
{
	char *text = facts_text(facts, path), *rest = text, *line;
	size_t n = strlen(key);
	bool found = false;

	while (rest != NULL && (line = strsep(&rest, "\n")) != NULL) {
		if (strncmp(line, key, n) != 0 || line[n] != '=')
			continue;
		snprintf(value, SETTINGS_VALUE, "%s", line + n + 1);
		found = true;
	}
	free(text);
	return found;
}

static bool
take_name(void *arg, const char *name)
{
	struct names *names = arg;
	size_t n = strlen(name);

	if (n > 5 && strcmp(name + n - 5, ".conf") == 0)
		snprintf(names->list[names->n++], FACTS_NAME, "%s", name);
	return names->n < FILES;
}

static int
compare(const void *a, const void *b)
{
	return strcmp(a, b);
}

int
settings_find(
	const struct facts *facts, const char *name, const char *key, char value[static SETTINGS_VALUE])
{
	static const char *const places[] = {"/usr/lib/systemd", "/etc/systemd"};
	struct names *names = malloc(sizeof *names);
	char folder[128], path[FACTS_PATH];
	bool found = false;
	size_t i, j;

	snprintf(path, sizeof path, "/etc/systemd/%s.conf", name);
	found = take_value(facts, path, key, value);
	for (i = 0; names != NULL && i < sizeof places / sizeof places[0]; i++) {
		names->n = 0;
		snprintf(folder, sizeof folder, "%s/%s.conf.d", places[i], name);
		facts_each(facts, folder, take_name, names);
		qsort(names->list, names->n, FACTS_NAME, compare);
		for (j = 0; j < names->n; j++) {
			snprintf(path, sizeof path, "%s/%s", folder, names->list[j]);
			found = take_value(facts, path, key, value) || found;
		}
	}
	free(names);
	return found ? 0 : -1;
}

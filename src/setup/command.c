/* SPDX-License-Identifier: ISC */
#include "setup/command.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define ROW 79 /* bytes of a row that a terminal of 80 columns does not break */

bool
command_find(const char *name, char out[static COMMAND_PATH])
{
	static const char *const folders[] = {".", "../bin", "../sbin"};
	char self[PATH_MAX], path[PATH_MAX + 64], real[PATH_MAX];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
	size_t i;

	snprintf(out, COMMAND_PATH, "%s", name);
	if (n <= 0)
		return false;
	self[n] = '\0';
	*(strrchr(self, '/') != NULL ? strrchr(self, '/') : self) = '\0';
	for (i = 0; i < sizeof folders / sizeof folders[0]; i++) {
		snprintf(path, sizeof path, "%s/%s/%s", self, folders[i], name);
		if (access(path, X_OK) == 0 && realpath(path, real) != NULL &&
			strlen(real) < COMMAND_PATH) {
			strcpy(out, real);
			return true;
		}
	}
	return false;
}

void
command_quote(const char *text, char out[static COMMAND_QUOTED])
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
								"0123456789/._-+:,@";
	char *p = out;

	if (*text != '\0' && strspn(text, plain) == strlen(text)) {
		strcpy(out, text);
		return;
	}
	*p++ = '\'';
	for (; *text != '\0'; text++) {
		if (*text == '\'') {
			memcpy(p, "'\\''", 4);
			p += 4;
		} else {
			*p++ = *text;
		}
	}
	*p++ = '\'';
	*p = '\0';
}

void
command_print(const char *name, const char *config)
{
	char path[COMMAND_PATH], quoted[COMMAND_QUOTED];

	command_find(name, path);
	command_quote(path, quoted);
	fputs(quoted, stdout);
	command_print_option("--config", config);
}

void
command_print_rows(const char *name, const char *config)
{
	char path[COMMAND_PATH], program[COMMAND_QUOTED], quoted[COMMAND_QUOTED];

	command_find(name, path);
	command_quote(path, program);
	command_quote(config, quoted);
	printf("%s%s --config %s\n", program,
		strlen(program) + strlen(" --config ") + strlen(quoted) > ROW ? " \\\n " : "", quoted);
}

void
command_print_option(const char *option, const char *value)
{
	char quoted[COMMAND_QUOTED];

	command_quote(value, quoted);
	printf(" %s %s", option, quoted);
}

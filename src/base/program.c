/* SPDX-License-Identifier: ISC */
#include "base/program.h"

#include <stdbool.h>
#include <stdio.h>

#include "base/nls.h"
#include "config.h"

void
program_warn(const char *name, const char *sentence)
{
	fflush(stdout);
	fprintf(stderr, "%s: %s\n", name, sentence);
}

int
program_fail(const char *name, const struct fail *why)
{
	program_warn(name, why->text);
	return PROGRAM_FAILED;
}

int
program_wrong_use(const char *name)
{
	fprintf(stderr, _("Try “%s --help”.\n"), name);
	return PROGRAM_WRONG_USE;
}

int
program_extra_argument(const char *name, const char *argument)
{
	fprintf(stderr, _("%s: “%s” is one argument too many\n"), name, argument);
	return program_wrong_use(name);
}

int
program_version(const char *name)
{
	printf("%s %s\n", name, PACKAGE_VERSION);
	return PROGRAM_DONE;
}

static void
warn_of_output(const char *name)
{
	program_warn(name, _("not all of the output could be written"));
}

int
program_unwritten(const char *name)
{
	if (fflush(stdout) == 0 && ferror(stdout) == 0)
		warn_of_output(name);
	return PROGRAM_FAILED;
}

int
program_end(const char *name, int status)
{
	bool lost = ferror(stdout) != 0;

	if (fflush(stdout) == 0 && !lost)
		return status;
	warn_of_output(name);
	return status == PROGRAM_DONE ? PROGRAM_FAILED : status;
}

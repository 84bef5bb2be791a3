/* SPDX-License-Identifier: ISC */
#include "setup/guide.h"

#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "setup/command.h"

/* The clock pretends, the uptime does not: the register goes by both. */
#define LATER "FAKETIME_DONT_FAKE_MONOTONIC=1 faketime -f +15d "

/* Prints a moment as local YYYY-MM-DDTHH:MM. */
static void
print_moment(const char *option, int64_t t)
{
	char text[MOMENT_TEXT];

	moment_print_local(t, text);
	text[strcspn(text, " ")] = 'T';
	printf(" %s %s", option, text);
}

static void
print_trace(const struct place *place, const char *passphrase, int64_t from, int64_t to)
{
	command_print("welkom-desk", place->config);
	fputs(" trace", stdout);
	command_print_option("--key", place->key);
	command_print_option("--passphrase-file", passphrase);
	print_moment("--from", from);
	print_moment("--to", to);
	puts(" --reason contact-tracing");
}

void
guide_print(
	const struct place *place, const char *folder, const char *passphrase, int64_t from, int64_t to)
{
	char quoted[COMMAND_QUOTED];

	puts(_("\nHow much there is, and until when (no name, no passphrase):\n"));
	command_print("welkom-desk", place->config);
	puts(" overview");
	puts(_("\nRead who came just now, with the reception key:\n"));
	print_trace(place, passphrase, from, to);
	puts(_("\nDestroy what is due now: visits of two weeks ago:\n"));
	command_print("welkom-purge", place->config);
	puts(_("\n\nPretend that two weeks have gone by (this needs the program faketime):\n"));
	fputs(LATER, stdout);
	command_print("welkom-purge", place->config);
	puts(" --confirm-clock \"$(faketime -f +15d date +%Y-%m-%dT%H:%M)\"");
	puts(_("\nTry to read it again. The keys are gone, so nobody can:\n"));
	print_trace(place, passphrase, from, to);
	puts(_("\nThrow the demo away:\n"));
	command_quote(folder, quoted);
	printf("rm -rf %s\n", quoted);
}

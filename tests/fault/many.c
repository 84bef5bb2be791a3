/* SPDX-License-Identifier: ISC */
/* many: several kiosks with visitors, two people of reception and the keeper at once on one register,
 * all of them the shipped programs, each killed at moments that a seed decides. Fails when anything
 * that was acknowledged is lost, or anything that was erased is read, or a program ends with a failure
 * of its own, or a visitor sees another screen than those of a visit.
 *
 * Usage: many --config FILE --key FILE --passphrase-file FILE --other-key FILE
 *        --other-passphrase-file FILE --machine FILE --scratch FOLDER --seconds N --kiosks N --seed N
 *
 * The programs are those in PATH; the clock is that of tests/shim/machine.c with the settings of
 * --machine. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/program.h"
#include "bench/arguments.h"
#include "fault/many-keeper.h"
#include "fault/many-kiosk.h"
#include "fault/many-reader.h"
#include "fault/many-rights.h"

#define KIOSKS_MOST 9
#define LONGER 40 /* s at most that a slow machine is given besides, until something was shown */

static void
start(struct many_board *b, int n, const char *name, void (*work)(struct many_role *))
{
	struct many_role role;

	if (fork() != 0)
		return;
	many_board_role(b, &role, n, name);
	work(&role);
	_exit(0);
}

static size_t
count_welcomed(const struct many_board *b)
{
	size_t i, n = 0;

	for (i = 0; i < b->visits; i++)
		n += b->visit[i].state == MANY_WELCOME;
	return n;
}

static size_t
count_killed(const struct many_board *b)
{
	size_t i, n = 0;

	for (i = 0; i < MANY_PROGRAMS; i++)
		n += b->kills[i];
	return n;
}

static bool
has_shown(const struct many_board *b)
{
	return count_welcomed(b) > 0 && b->erased > 0 && b->hours > 0 && count_killed(b) > 0;
}

static void
run(struct many_board *b)
{
	static const char *const kiosks[KIOSKS_MOST] = {"kiosk 1", "kiosk 2", "kiosk 3", "kiosk 4",
		"kiosk 5", "kiosk 6", "kiosk 7", "kiosk 8", "kiosk 9"};
	const struct timespec time = {b->seconds, 0}, more = {1, 0};
	int i, status;

	start(b, 0, "keeper", many_keeper_run);
	start(b, 1, "reader", many_reader_run);
	start(b, 2, "rights", many_rights_run);
	for (i = 0; i < b->kiosks; i++)
		start(b, 3 + i, kiosks[i], many_kiosk_run);
	nanosleep(&time, NULL);
	for (i = 0; i < LONGER && !has_shown(b); i++)
		nanosleep(&more, NULL);
	b->over = true;
	while (wait(&status) > 0)
		if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
			b->failures++;
}

static int
print(const struct many_board *b)
{
	static const char *const names[MANY_PROGRAMS] = {"welkom-kiosk", "welkom-purge", "trace",
		"erase", "rectify", "drill", "keys rotate", "cheap", "recipients install"};
	size_t i;

	for (i = 0; i < MANY_PROGRAMS; i++)
		printf("%-19s %6lu runs %6lu killed\n", names[i], b->runs[i], b->kills[i]);
	printf("seed %llu: %lu s, %lu hours; %zu visits begun, %zu welcomed, %lu told to begin again; "
		   "%lu erased, %lu corrected, %lu new keys; %lu entries read; %lu failures\n",
		(unsigned long long)b->seed, b->seconds, b->hours, b->visits, count_welcomed(b), b->again,
		b->erased, b->righted, b->rotated, b->read, b->failures);
	if (!has_shown(b) || b->read == 0) {
		fputs("many: nothing was shown\n", stderr);
		return PROGRAM_FAILED;
	}
	return b->failures == 0 ? PROGRAM_DONE : PROGRAM_FAILED;
}

int
main(int argc, char **argv)
{
	struct reading_desk reader, other;
	const char *machine, *scratch, *seconds, *kiosks, *seed;
	const struct argument list[] = {
		{"config", &reader.config},
		{"key", &reader.key},
		{"passphrase-file", &reader.passphrase_file},
		{"other-key", &other.key},
		{"other-passphrase-file", &other.passphrase_file},
		{"machine", &machine},
		{"scratch", &scratch},
		{"seconds", &seconds},
		{"kiosks", &kiosks},
		{"seed", &seed},
		{NULL, NULL},
	};
	struct many_role role;
	struct many_board *b;

	if (arguments_read(argc, argv, list) != 0)
		return PROGRAM_WRONG_USE;
	b = many_board_new();
	if (b == NULL || atol(kiosks) < 1 || atol(kiosks) > KIOSKS_MOST)
		return PROGRAM_WRONG_USE;
	other.config = reader.config;
	b->reader = reader;
	b->other = other;
	b->machine = machine;
	b->scratch = scratch;
	b->seconds = atol(seconds);
	b->kiosks = atol(kiosks);
	b->seed = strtoull(seed, NULL, 10);
	run(b);
	many_board_role(b, &role, -1, "afterwards");
	many_reader_sweep(&role);
	return print(b);
}

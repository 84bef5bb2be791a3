/* SPDX-License-Identifier: ISC */
/* together: a kiosk that takes a visitor every 3 ms, a desk that reads whole days, and a purge that
 * destroys hour after hour, at the same time on one register; beside them SQLite alone at the same
 * rhythm. Fails when an insert, a reading or a purge does; what they took is printed.
 *
 * Usage: together --config FILE --kiosk-config FILE --key FILE --passphrase-file FILE --machine FILE
 *        --bare FILE --seconds N --hours N --entries N
 *
 * The programs are those in PATH. The kiosk has a configuration of its own, so that it can keep visits
 * for a shorter time. The clock is that of tests/shim/machine.c with the settings of
 * --machine: N hours pass in N seconds. The register was just filled by fill-register with so many
 * entries. FILE of --bare is made. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/hourfile.h"
#include "base/program.h"
#include "bench/arguments.h"
#include "bench/together-bare.h"
#include "bench/together-desk.h"
#include "bench/together-keeper.h"
#include "bench/together-kiosk.h"

/* What was measured of some inserts, in ms. */
struct figures {
	size_t n;
	double median, p99, slowest;
};

static int
compare(const void *a, const void *b)
{
	const double *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

static struct figures
weigh(double *ms, size_t n)
{
	struct figures f = {n, 0, 0, 0};

	qsort(ms, n, sizeof ms[0], compare);
	if (n > 0)
		f = (struct figures){n, ms[n / 2], ms[n * 99 / 100], ms[n - 1]};
	return f;
}

static void
print_figures(const char *what, const struct figures *f)
{
	printf("%-28s %7zu  median %7.2f ms  p99 %7.2f ms  slowest %7.2f ms\n", what, f->n, f->median,
		f->p99, f->slowest);
}

/* The visits, or those of them with a new hour key. */
static struct figures
weigh_visits(const struct together_board *b, bool new_key)
{
	double *ms = calloc(b->most, sizeof *ms);
	struct figures f = {0, 0, 0, 0};
	size_t i, n = 0;

	for (i = 0; ms != NULL && i < b->visits; i++)
		if (b->visit[i].state == TOGETHER_DONE && (!new_key || b->visit[i].new_key))
			ms[n++] = b->visit[i].took;
	if (ms != NULL)
		f = weigh(ms, n);
	free(ms);
	return f;
}

static int
print(struct together_board *b)
{
	struct figures all = weigh_visits(b, false), made = weigh_visits(b, true);
	struct figures bare = weigh(b->bare_took, b->bares);

	print_figures("a visit is stored", &all);
	print_figures("of them with a new hour key", &made);
	print_figures("SQLite alone, a row", &bare);
	if (bare.n > 0)
		printf("%-28s %7s  median %7.2f     p99 %7.2f     slowest %7.2f\n", "ratio", "",
			all.median / bare.median, all.p99 / bare.p99, all.slowest / bare.slowest);
	printf("the kiosk waited for a lock %lu times, %.1f ms together, at most %.1f ms at a time\n",
		b->waits.n, b->waits.sum, b->waits.longest);
	printf(
		"failed inserts %lu; %lu readings of a day, %llu entries, failed %lu; %lu purges, %lu hours "
		"passed, failed %lu\n",
		b->failed_inserts, b->readings, (unsigned long long)b->read, b->failed_readings, b->purges,
		b->passed, b->failed_purges);
	if (all.n == 0 || made.n == 0 || b->readings == 0 || b->read == 0 || b->passed == 0 ||
		bare.n == 0) {
		fputs("together: nothing was shown\n", stderr);
		return PROGRAM_FAILED;
	}
	return b->failed_inserts + b->failed_bares + b->failed_readings + b->failed_purges == 0
		? PROGRAM_DONE
		: PROGRAM_FAILED;
}

/* Has all of them at work for the time that is set. Returns 0, or -1 when one could not go on. */
static int
run(struct together_board *b)
{
	int (*const works[])(struct together_board *) = {
		together_kiosk_run, together_bare_run, together_keeper_run, together_desk_run};
	const struct timespec time = {b->seconds, 0};
	int status, rc = 0;
	size_t i;

	for (i = 0; i < sizeof works / sizeof works[0]; i++)
		if (fork() == 0)
			_exit(works[i](b));
	nanosleep(&time, NULL);
	b->over = true;
	while (wait(&status) > 0)
		if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
			rc = -1;
	together_keeper_end(b);
	return rc;
}

int
main(int argc, char **argv)
{
	struct reading_desk desk;
	const char *config, *machine, *bare, *seconds, *hours, *entries;
	const struct argument list[] = {
		{"config", &desk.config},
		{"key", &desk.key},
		{"passphrase-file", &desk.passphrase_file},
		{"kiosk-config", &config},
		{"machine", &machine},
		{"bare", &bare},
		{"seconds", &seconds},
		{"hours", &hours},
		{"entries", &entries},
		{NULL, NULL},
	};
	struct together_board *b;
	int rc;

	if (arguments_read(argc, argv, list) != 0)
		return PROGRAM_WRONG_USE;
	b = together_board_new(atol(seconds));
	if (b == NULL)
		return PROGRAM_FAILED;
	b->desk = desk;
	b->config = config;
	b->machine = machine;
	b->bare = bare;
	b->hours = atol(hours);
	b->entries = strtoull(entries, NULL, 10);
	b->last = together_board_hour();
	b->first = b->last - HOURFILE_KEEP + 1;
	rc = run(b);
	together_desk_sweep(b);
	return print(b) == PROGRAM_DONE && rc == 0 ? PROGRAM_DONE : PROGRAM_FAILED;
}

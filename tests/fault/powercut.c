/* SPDX-License-Identifier: ISC */
/* powercut: what a power cut leaves of a register. The shipped programs run once each with
 * tests/shim/journal.c, which journals every effect on files, of SQLite's and of our own. Then, for each
 * effect, the disk is made as it can be when the power goes there (powercut_disk.h), and the shipped
 * code is asked what it makes of that (powercut_check.h). Equal disks are checked once.
 *
 *   powercut begin JOURNAL BASE FOLDER...   before: a picture of the folders in BASE
 *   powercut mark JOURNAL TEXT              step WORD | done | rewraps | clock T |
 *                                           passphrase FOLDER FILE
 *   powercut end JOURNAL BASE FOLDER...     afterwards
 *   powercut cut [-n CUTS (0: only count)] [-s SEED] [-i folders|files|keys] JOURNAL...
 * With -i syncs of those are taken for nothing: exit 0 when that is found out. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/wipe.h"
#include "fault/powercut_cuts.h"

static void
add(struct powercut_sum *sum, const struct powercut_sum *part)
{
	sum->effects += part->effects;
	sum->open += part->open;
	sum->cuts += part->cuts;
	sum->points += part->points;
	sum->states += part->states;
	sum->unnamed += part->unnamed;
	sum->violations += part->violations;
}

/* Cuts a journal in a process of its own: one that does not come back is a violation too. Returns 0,
 * or -1. */
static int
cut_one(const struct powercut_order *order, struct powercut_sum *sum)
{
	struct powercut_sum part = {0};
	int ends[2], status = -1, rc = 0;
	pid_t pid;

	if (pipe(ends) != 0 || (pid = fork()) < 0)
		return -1;
	if (pid == 0) {
		rc = powercut_cuts_run(order, &part);
		_exit(write(ends[1], &part, sizeof part) == sizeof part && rc == 0 ? 0 : 2);
	}
	close(ends[1]);
	if (read(ends[0], &part, sizeof part) != sizeof part)
		rc = -1;
	close(ends[0]);
	if (waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 0)
		rc = -1;
	if (rc != 0)
		fprintf(stderr, "%s: the simulation ended early (status %d)\n", order->journal, status);
	else if (!order->count && !order->first)
		printf("%-10s %6" PRIu64 " effects %8" PRIu64 " cuts %6" PRIu64 " points %7" PRIu64
			   " states %3" PRIu64 " violations\n",
			strrchr(order->journal, '-') == NULL ? order->journal
												 : strrchr(order->journal, '-') + 1,
			part.effects, part.cuts, part.points, part.states, part.violations);
	fflush(stdout);
	add(sum, &part);
	return rc;
}

static int
cut_each(struct powercut_order *order, char **journals, int n, struct powercut_sum *sum)
{
	int i;

	*sum = (struct powercut_sum){0};
	for (i = 0; i < n; i++) {
		order->journal = journals[i];
		if (cut_one(order, sum) != 0)
			return -1;
	}
	return 0;
}

static int
cut(struct powercut_order *order, uint64_t least, char **journals, int n)
{
	struct powercut_sum sum;

	/* as many by chance as are missing to what is asked for */
	order->mixed = 4;
	order->count = true;
	if (cut_each(order, journals, n, &sum) != 0 || sum.open == 0)
		return 2;
	if (least == 0)
		printf("%" PRIu64 " cuts, %" PRIu64 " of %" PRIu64 " effects open\n", sum.cuts, sum.open,
			sum.effects);
	if (least == 0)
		return 0;
	if (sum.cuts < least)
		order->mixed += (size_t)((least - sum.cuts) / sum.open + 1);
	order->count = false;
	order->first = order->ignore != POWERCUT_IGNORE_NOTHING;
	if (cut_each(order, journals, n, &sum) != 0)
		return 2;
	if (order->first) {
		printf("found: %" PRIu64 " of %d\n", sum.violations, n);
		return sum.violations > 0 ? 0 : 1;
	}
	printf("%" PRIu64 " cuts at %" PRIu64 " effects, %" PRIu64
		   " distinct points (program, step, call, tear), %" PRIu64
		   " distinct states checked, %" PRIu64 " violations\n",
		sum.cuts, sum.effects, sum.points, sum.states, sum.violations);
	if (sum.unnamed > 0)
		printf("in %" PRIu64 " states a copy of an hour key lay in blocks that never had a name\n",
			sum.unnamed);
	return sum.violations == 0 && sum.cuts >= least ? 0 : 1;
}

static int
wrong_use(void)
{
	fputs("usage: powercut begin|mark|end|cut ...\n", stderr);
	return 2;
}

int
main(int argc, char **argv)
{
	struct powercut_order order = {.seed = 1};
	uint64_t least = 50000;
	int c;

	if (argc >= 4 && strcmp(argv[1], "begin") == 0)
		return powercut_journal_begin(argv[2], argv[3], argv + 4, (size_t)argc - 4) != 0;
	if (argc >= 4 && strcmp(argv[1], "end") == 0)
		return powercut_journal_end(argv[2], argv[3], argv + 4, (size_t)argc - 4) != 0;
	if (argc == 4 && strcmp(argv[1], "mark") == 0)
		return powercut_journal_mark(argv[2], argv[3]) != 0;
	if (argc < 3 || strcmp(argv[1], "cut") != 0 || wipe_start() != 0)
		return wrong_use();
	optind = 2;
	while ((c = getopt(argc, argv, "n:s:i:")) != -1) {
		if (c == 'n')
			least = strtoull(optarg, NULL, 10);
		else if (c == 's')
			order.seed = strtoull(optarg, NULL, 10);
		else if (c == 'i')
			order.ignore = *optarg == 'k'      ? POWERCUT_IGNORE_KEYS
				: strcmp(optarg, "files") == 0 ? POWERCUT_IGNORE_FILES
											   : POWERCUT_IGNORE_FOLDERS;
		else
			return wrong_use();
	}
	return cut(&order, least, argv + optind, argc - optind);
}

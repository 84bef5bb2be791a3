/* SPDX-License-Identifier: ISC */
/* visits: many visitors sign in at one kiosk, one after the other, as fast as it goes. Prints a line
 * "visits resident-KiB anonymous-KiB peak-KiB seconds" whenever so many have passed, and at the end how the
 * resident memory compares with that after the first 1,000. While they come, the nightly job is run
 * now and then. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/answer.h"

#define PATIENCE 10000 /* ms for a screen to come */
#define FIRST 1000     /* visits after which memory should grow no more */

struct job {
	long visits, every, purge_every;
	const char *purge; /* a command of the shell; NULL: none */
};

/* What a visitor does, and what the kiosk must show then. */
static const struct step {
	const char *keys; /* NULL: the name; "": the number */
	const char *shows;
} steps[] = {
	{"\r", "Before you type anything"},
	{"\r", "Your name"},
	{NULL, "Your phone number"},
	{"", "You are signed in"},
	{"\r", "Please sign in"},
};

static int
stop(const char *what)
{
	fprintf(stderr, "visits: %s\n", what);
	return 1;
}

/* One visit, the n-th. Returns NULL, or the text that did not come. */
static const char *
visit(struct answer *a, long n)
{
	char keys[80];
	size_t i;

	for (i = 0; i < sizeof steps / sizeof steps[0]; i++) {
		if (steps[i].keys == NULL)
			snprintf(keys, sizeof keys, "Zo\303\253 Visitor-%c%c%c %c.\r", 'a' + (char)(n % 26),
				'a' + (char)(n / 26 % 26), 'a' + (char)(n / 676 % 26), 'A' + (char)(n % 7));
		else
			snprintf(keys, sizeof keys, "%s", steps[i].keys);
		if (*keys == '\0')
			snprintf(keys, sizeof keys, "+316%08ld\r", 10000000 + n % 80000000);
		if (answer_type(a, keys, strlen(keys)) < 0 || !answer_wait(a, steps[i].shows, PATIENCE))
			return steps[i].shows;
	}
	return NULL;
}

static void
print_line(const struct answer *a, long n, int64_t begin)
{
	printf("%ld %ld %ld %ld %.1f\n", n, answer_memory(a, "status", "VmRSS:"),
		answer_memory(a, "status", "RssAnon:"), answer_memory(a, "status", "VmHWM:"),
		(double)(answer_now() - begin) / 1e9);
	fflush(stdout);
}

/* The job of the keeper: 3 is a clock in doubt. */
static int
purge(const struct job *job)
{
	int status = job->purge != NULL ? system(job->purge) : 0;

	return WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 3) ? 0 : -1;
}

static int
run(struct answer *a, const struct job *job)
{
	long n, first = job->visits < FIRST ? job->visits : FIRST, after_first = 0, now;
	int64_t begin = answer_now();
	const char *missing;

	if (!answer_wait(a, "Please sign in", PATIENCE))
		return stop("the kiosk did not open");
	print_line(a, 0, begin);
	for (n = 1; n <= job->visits; n++) {
		missing = visit(a, n);
		if (missing != NULL) {
			fprintf(stderr, "visits: visit %ld: waited in vain for \"%s\"\n", n, missing);
			return 1;
		}
		if (n == first)
			after_first = answer_memory(a, "status", "VmRSS:");
		if (n == first || n % job->every == 0 || n == job->visits)
			print_line(a, n, begin);
		if (n % job->purge_every == 0 && purge(job) != 0)
			return stop("the nightly job failed");
	}
	now = answer_memory(a, "status", "VmRSS:");
	printf("# resident after %ld visits %ld KiB, after %ld %ld KiB: %+.2f %%\n", first, after_first,
		job->visits, now, 100.0 * (double)(now - after_first) / (double)after_first);
	return 0;
}

int
main(int argc, char **argv)
{
	struct job job = {.visits = 3000, .every = 10000, .purge_every = 1000};
	struct answer *a = malloc(sizeof *a);
	int c, result;

	while ((c = getopt(argc, argv, "+n:e:p:m:")) != -1) {
		if (c == 'n')
			job.visits = strtol(optarg, NULL, 10);
		else if (c == 'e')
			job.every = strtol(optarg, NULL, 10);
		else if (c == 'm')
			job.purge_every = strtol(optarg, NULL, 10);
		else if (c == 'p')
			job.purge = optarg;
		else
			return 2;
	}
	if (a == NULL || optind == argc || job.visits < 1 || job.every < 1 || job.purge_every < 1)
		return stop("usage: visits [-n VISITS] [-e EVERY] [-p COMMAND -m EVERY] PROGRAM...");
	if (answer_start(a, "xterm-256color", 24, 80, argv + optind) != 0)
		return stop("no terminal");
	result = run(a, &job);
	if (answer_end(a) != 0 && result == 0)
		result = stop("the kiosk did not end well");
	free(a);
	return result;
}

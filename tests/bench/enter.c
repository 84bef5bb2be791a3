/* SPDX-License-Identifier: ISC */
/* enter: a program on a terminal that asks, and the time from the last Enter to its answer, visit
 * after visit: the same visit at the kiosk and at another program.
 *
 * Usage: enter [-k] VISITS PROMPT ANSWER KEYS... -- PROGRAM ARGUMENT...
 * The program must write PROMPT; then each of KEYS is typed, "%d" in it being replaced by the number
 * of the visit, and "TEXT=" before it what must be written before it is typed. ANSWER must follow the
 * last of them: that is measured. Prints a line "enter microseconds" for each visit. The program is
 * started for each visit, with -k once: it must be back at PROMPT after one more Enter, and the first
 * visit is not printed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/answer.h"

#define PATIENCE 10000 /* ms */
#define QUIET 20       /* ms without a byte: the picture is whole */
#define KEYS 80

/* Writes the keys of step for visit n to out, with "\r" at their end, and waits for what must be
 * there. Returns whether it came. */
static bool
prepare(struct answer *a, const char *step, long n, char out[static KEYS])
{
	const char *keys = strchr(step, '='), *number;
	char text[KEYS];

	if (keys != NULL) {
		snprintf(text, sizeof text, "%.*s", (int)(keys - step), step);
		if (!answer_wait(a, text, PATIENCE)) {
			fprintf(stderr, "enter: waited in vain for \"%s\"\n", text);
			return false;
		}
		answer_whole(a, QUIET, QUIET);
	}
	keys = keys != NULL ? keys + 1 : step;
	number = strstr(keys, "%d");
	if (number == NULL)
		snprintf(out, KEYS, "%s\r", keys);
	else
		snprintf(out, KEYS, "%.*s%08ld%s\r", (int)(number - keys), keys, 10000000 + n, number + 2);
	return true;
}

/* One visit. Returns the us from the last key to the answer, or -1. */
static double
visit(struct answer *a, char **steps, int count, const char *answer, long n)
{
	char keys[KEYS];
	int64_t typed = 0;
	int i;

	for (i = 0; i < count; i++) {
		if (!prepare(a, steps[i], n, keys))
			return -1;
		/* the last Enter alone is what is answered to */
		if (strlen(keys) > 1 && answer_type(a, keys, strlen(keys) - 1) >= 0 &&
			!answer_whole(a, PATIENCE, QUIET))
			return -1;
		typed = answer_type(a, "\r", 1);
		if (typed < 0)
			return -1;
	}
	if (!answer_wait(a, answer, PATIENCE)) {
		fprintf(stderr, "enter: waited in vain for \"%s\"\n", answer);
		return -1;
	}
	return (double)(a->last - typed) / 1e3;
}

static bool
start(struct answer *a, const char *prompt, char **program)
{
	if (answer_start(a, "xterm-256color", 24, 80, program) != 0 ||
		!answer_wait(a, prompt, PATIENCE)) {
		fprintf(stderr, "enter: waited in vain for \"%s\"\n", prompt);
		return false;
	}
	answer_whole(a, QUIET, QUIET);
	return true;
}

/* Types the Enter after which the next can come. */
static bool
go_back(struct answer *a, const char *prompt)
{
	answer_whole(a, QUIET, QUIET);
	if (answer_type(a, "\r", 1) < 0 || !answer_wait(a, prompt, PATIENCE))
		return false;
	answer_whole(a, QUIET, QUIET);
	return true;
}

int
main(int argc, char **argv)
{
	struct answer *a = malloc(sizeof *a);
	bool keep = argc > 1 && strcmp(argv[1], "-k") == 0;
	char **arg = argv + keep, **steps = arg + 4;
	int count = 0;
	long n, visits = argc - keep > 4 ? strtol(arg[1], NULL, 10) : 0;
	double us;

	while (visits > 0 && steps[count] != NULL && strcmp(steps[count], "--") != 0)
		count++;
	if (a == NULL || visits < 1 || steps[count] == NULL || steps[count + 1] == NULL) {
		fputs("usage: enter [-k] VISITS PROMPT ANSWER KEYS... -- PROGRAM ARGUMENT...\n", stderr);
		return 2;
	}
	for (n = 0; n < visits + keep; n++) {
		if ((n == 0 || !keep) && !start(a, arg[2], steps + count + 1))
			return 1;
		us = visit(a, steps, count, arg[3], n);
		if (us < 0 || (keep && !go_back(a, arg[2])))
			return 1;
		if (n > 0 || !keep)
			printf("enter %.1f\n", us);
		if (!keep)
			answer_end(a);
	}
	if (keep)
		answer_end(a);
	free(a);
	return 0;
}

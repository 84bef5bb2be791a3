/* SPDX-License-Identifier: ISC */
/* key_to_repaint: types letters into the name field of the kiosk and into a bare curses program in
 * turn, on terminals of one size, and prints how long it takes from a key to the last byte of the
 * picture that follows it. Usage: key_to_repaint LETTERS ECHO KIOSK ARGUMENT... */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/answer.h"

#define LINE 40        /* letters typed before they are taken back */
#define PATIENCE 10000 /* ms for an answer at most */
#define QUIET 4        /* ms without a byte: the answer is over */
#define GOAL_RATIO 1.5
#define GOAL_P99 1000 /* us */

struct subject {
	const char *name;
	struct answer *a;
	double *us; /* what each key took */
	size_t n;
	size_t bytes; /* of all answers */
};

static _Noreturn void
stop(const char *what)
{
	fprintf(stderr, "key_to_repaint: %s\n", what);
	exit(1);
}

static struct answer *
start(char **argv)
{
	struct answer *a = malloc(sizeof *a);

	if (a == NULL || answer_start(a, "xterm-256color", 24, 80, argv) != 0)
		stop("no terminal");
	return a;
}

/* Goes to the name field. */
static struct answer *
start_kiosk(char **argv)
{
	static const char *const shows[] = {"Please sign in", "Before you type anything", "Your name"};
	struct answer *a = start(argv);
	size_t i;

	for (i = 0; i < sizeof shows / sizeof shows[0]; i++)
		if ((i > 0 && answer_type(a, "\r", 1) < 0) || !answer_wait(a, shows[i], PATIENCE))
			stop("the kiosk did not show what was waited for");
	answer_whole(a, QUIET, QUIET);
	return a;
}

/* Types a key. Returns the microseconds to the last byte of the answer. */
static double
type(struct subject *s, char key)
{
	int64_t begin = answer_type(s->a, &key, 1);

	if (begin < 0 || !answer_whole(s->a, PATIENCE, QUIET))
		stop("a key was not answered");
	return (double)(s->a->last - begin) / 1000;
}

/* Types a line of letters, of which the time is taken, and removes them. */
static void
type_line(struct subject *s)
{
	int i;

	for (i = 0; i < LINE; i++) {
		s->us[s->n++] = type(s, (char)('a' + i % 26));
		s->bytes += s->a->n;
		if (s->a->bytes[0] == '\0')
			stop("an answer without a byte");
	}
	for (i = 0; i < LINE; i++)
		type(s, 127);
}

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

static double
quantile(const struct subject *s, double q)
{
	size_t i = (size_t)(q * (double)s->n);

	return s->us[i < s->n ? i : s->n - 1];
}

static void
report(struct subject *s)
{
	qsort(s->us, s->n, sizeof *s->us, compare);
	printf("%-6s  median %7.1f us  p90 %7.1f us  p99 %7.1f us  most %7.1f us  %5.1f bytes a key\n",
		s->name, quantile(s, 0.5), quantile(s, 0.9), quantile(s, 0.99), s->us[s->n - 1],
		(double)s->bytes / (double)s->n);
}

int
main(int argc, char **argv)
{
	struct subject echo = {.name = "echo"}, kiosk = {.name = "kiosk"};
	long letters = argc < 4 ? 0 : strtol(argv[1], NULL, 10), i;
	char *echo_argv[] = {argc < 4 ? NULL : argv[2], NULL};

	if (letters < LINE)
		stop("usage: key_to_repaint LETTERS ECHO KIOSK ARGUMENT...");
	letters = letters / LINE * LINE;
	echo.us = calloc((size_t)letters, sizeof *echo.us);
	kiosk.us = calloc((size_t)letters, sizeof *kiosk.us);
	if (echo.us == NULL || kiosk.us == NULL)
		stop("not enough memory");
	echo.a = start(echo_argv);
	if (!answer_wait(echo.a, "echo:", PATIENCE))
		stop("echo did not start");
	kiosk.a = start_kiosk(argv + 3);
	for (i = 0; i < letters / LINE; i++) {
		type_line(&echo);
		type_line(&kiosk);
	}
	printf("%ld keys each, in turns of %d, 80x24\n", letters, LINE);
	report(&echo);
	report(&kiosk);
	printf("ratio of medians %.2f (goal: at most %.1f), of p99 %.2f\n",
		quantile(&kiosk, 0.5) / quantile(&echo, 0.5), GOAL_RATIO,
		quantile(&kiosk, 0.99) / quantile(&echo, 0.99));
	printf("p99 of the kiosk %.0f us (goal: under %d us)\n", quantile(&kiosk, 0.99), GOAL_P99);
	answer_end(kiosk.a);
	answer_end(echo.a);
	free(echo.us);
	free(kiosk.us);
	free(echo.a);
	free(kiosk.a);
	return 0;
}

/* SPDX-License-Identifier: ISC */
/* pty_bursts: the same bursts at a real kiosk, on a terminal of its own that changes its size. Usage:
 * pty_bursts SEED BURSTS KIOSK ARGUMENT... Every 100 bursts the whole picture must come again, with a
 * title of the kiosk in it; in the end it must end when it is asked to. */
#define _GNU_SOURCE
#include <curses.h>
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/nls.h"
#include "bench/answer.h"
#include "fuzz/burst.h"
#include "fuzz/titles.h"

/* Last: it defines words such as columns. */
#include <term.h>

#define TERMINAL "xterm-256color"
#define EVERY 100      /* bursts between two looks */
#define PATIENCE 20000 /* ms for a picture to come */

static _Noreturn void
stop(long n, const char *what)
{
	fprintf(stderr, "pty_bursts: burst %ld: %s\n", n, what);
	exit(1);
}

/* Gives the terminal another size: everything is painted anew. */
static void
resize(const struct answer *a, int height, int width)
{
	struct winsize size = {.ws_row = (unsigned short)height, .ws_col = (unsigned short)width};

	ioctl(a->fd, TIOCSWINSZ, &size);
}

static void
learn_keys(struct burst_source *source)
{
	static const char *const names[] = {"kcuu1", "kcud1", "kcuf1", "kcub1", "khome", "kend", "kpp",
		"knp", "kdch1", "kcbt", "kbs", "kf1", "kf2", "kf3", "kf4", "kf5", "kf6", "kf9", "kf10",
		"kf11", "kf12"};
	size_t i;

	if (setupterm(TERMINAL, STDOUT_FILENO, NULL) != OK)
		stop(0, "the terminal is not known");
	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		burst_add_key(source, tigetstr(names[i]));
}

/* Types all of it, however often the kiosk must read first. */
static void
type(struct answer *a, long n, const char *keys, size_t length)
{
	ssize_t done = 0;

	a->n = 0;
	while (length > 0) {
		done = write(a->fd, keys, length);
		if (done < 0 && errno != EAGAIN)
			stop(n, "the kiosk is gone");
		if (done > 0) {
			keys += done;
			length -= (size_t)done;
		}
		answer_whole(a, 0, 0);
	}
}

/* The size in which a title is never in big letters. Two sizes: a change is told, none is not. */
static void
look(struct answer *a, long n)
{
	int64_t until = answer_now() + PATIENCE * 1000000LL;

	resize(a, 15, 70);
	answer_whole(a, 1000, 20);
	a->n = 0;
	resize(a, 16, 70);
	while (titles_among(a->bytes, a->n) < 0) {
		if (answer_now() > until)
			stop(n, "no screen of the kiosk is shown");
		answer_whole(a, 100, 0);
	}
}

int
main(int argc, char **argv)
{
	long n, bursts = argc < 4 ? 0 : strtol(argv[2], NULL, 10);
	struct answer *a = malloc(sizeof *a);
	struct burst_source source;
	char bytes[BURST_MOST];
	int status;

	if (bursts < 1 || a == NULL)
		stop(0, "usage: pty_bursts SEED BURSTS KIOSK ARGUMENT...");
	nls_start();
	burst_start(&source, strtoull(argv[1], NULL, 10));
	learn_keys(&source);
	if (answer_start(a, TERMINAL, 24, 80, argv + 3) != 0)
		stop(0, "no terminal");
	look(a, 0); /* until its terminal is raw, a key can still end it */
	for (n = 1; n <= bursts; n++) {
		type(a, n, bytes, burst_make(&source, bytes));
		if (burst_number(&source, 3) == 0) /* often a picture comes between two bursts */
			answer_whole(a, 5, 1);
		if (burst_number(&source, 40) == 0)
			resize(a, 1 + (int)burst_number(&source, 50), 1 + (int)burst_number(&source, 150));
		if (n % EVERY == 0)
			look(a, n);
	}
	look(a, n);
	status = answer_end(a);
	printf("%ld bursts at a kiosk on a terminal; it ended with %d\n", bursts, status);
	free(a);
	return status == 0 ? 0 : 1;
}

/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE
#include "bench/answer.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "tty/pty.h"

int64_t
answer_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

int
answer_start(struct answer *a, const char *term, int rows, int columns, char **argv)
{
	struct pty_plan plan = {.cols = columns, .rows = rows, .term = term, .argv = argv};
	sigset_t mask;

	a->n = 0;
	a->bytes[0] = '\0';
	a->last = answer_now();
	a->pid = pty_start(&plan, &a->fd, &mask);
	return a->pid < 0 ? -1 : 0;
}

int64_t
answer_type(struct answer *a, const char *keys, size_t n)
{
	int64_t begin;

	a->n = 0;
	a->bytes[0] = '\0';
	begin = answer_now();
	return write(a->fd, keys, n) == (ssize_t)n ? begin : -1;
}

/* Takes what comes within ms. Returns whether anything came. */
static bool
take(struct answer *a, int ms)
{
	struct pollfd fd = {.fd = a->fd, .events = POLLIN};
	ssize_t got;

	if (poll(&fd, 1, ms) != 1)
		return false;
	if (a->n > ANSWER_MOST / 2) { /* the older half goes */
		memmove(a->bytes, a->bytes + a->n - ANSWER_MOST / 4, ANSWER_MOST / 4);
		a->n = ANSWER_MOST / 4;
	}
	got = read(a->fd, a->bytes + a->n, ANSWER_MOST - a->n);
	if (got <= 0)
		return false;
	a->last = answer_now();
	a->n += (size_t)got;
	a->bytes[a->n] = '\0';
	return true;
}

bool
answer_wait(struct answer *a, const char *text, int ms)
{
	int64_t until = answer_now() + ms * 1000000LL;

	while (memmem(a->bytes, a->n, text, strlen(text)) == NULL) {
		if (answer_now() > until)
			return false;
		if (!take(a, 1000) && waitpid(a->pid, NULL, WNOHANG) == a->pid)
			return false;
	}
	return true;
}

bool
answer_whole(struct answer *a, int ms, int quiet)
{
	if (!take(a, ms))
		return false;
	while (take(a, quiet))
		;
	return true;
}

int
answer_end(struct answer *a)
{
	int status;

	kill(a->pid, SIGTERM);
	while (waitpid(a->pid, &status, WNOHANG) == 0)
		take(a, 20);
	close(a->fd);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

long
answer_memory(const struct answer *a, const char *file, const char *line)
{
	char path[64], text[256];
	long value = -1;
	FILE *f;

	snprintf(path, sizeof path, "/proc/%ld/%s", (long)a->pid, file);
	f = fopen(path, "r");
	while (f != NULL && fgets(text, sizeof text, f) != NULL)
		if (strncmp(text, line, strlen(line)) == 0)
			value = strtol(text + strlen(line), NULL, 10);
	if (f != NULL)
		fclose(f);
	return value;
}

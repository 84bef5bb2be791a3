/* SPDX-License-Identifier: ISC */
#include "fault/nth/talk.h"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* Takes what has come, or comes within ms. Returns whether anything came. */
static bool
take(struct talk *t, int ms)
{
	struct pollfd fd = {.fd = t->master, .events = POLLIN};
	ssize_t got;
	int part;

	do {
		part = ms < 50 ? ms : 50;
		if (poll(&fd, 1, part) == 1) {
			got = read(t->master, t->seen + t->n, TALK_MOST - t->n);
			if (got <= 0)
				return false;
			t->n += (size_t)got;
			t->seen[t->n] = '\0';
			return true;
		}
		ms -= part;
	} while (ms > 0 && !__atomic_load_n(&t->over, __ATOMIC_ACQUIRE));
	return false;
}

/* Waits for text in what came after *from; *from becomes where it ends. Returns whether it came. */
static bool
wait_for(struct talk *t, const char *text, size_t *from)
{
	char *found;

	while ((found = memmem(t->seen + *from, t->n - *from, text, strlen(text))) == NULL)
		if (!take(t, t->patience))
			return false;
	*from = (size_t)(found - t->seen) + strlen(text);
	return true;
}

static void
send_signal(struct talk *t, int number)
{
	pid_t pid = __atomic_load_n(&t->pid, __ATOMIC_ACQUIRE);

	if (pid > 0)
		kill(pid, number);
}

static void *
person(void *arg)
{
	struct talk *t = arg;
	const struct talk_line *line;
	size_t from = 0;

	for (t->done = 0; t->done < t->count; t->done++) {
		line = &t->lines[t->done];
		if (line->what == TALK_WAIT && !wait_for(t, line->text, &from))
			break;
		if (line->what == TALK_TYPE &&
			write(t->master, line->text, strlen(line->text)) != (ssize_t)strlen(line->text))
			break;
		if (line->what == TALK_NOTED)
			t->noted++;
		if (line->what == TALK_SIGNAL)
			send_signal(t, line->number);
	}
	if (t->done < t->count)
		send_signal(t, SIGTERM);
	while (!__atomic_load_n(&t->over, __ATOMIC_ACQUIRE))
		if (!take(t, 20))
			poll(NULL, 0, 2); /* the other side may not be open */
	while (take(t, 1))
		;
	return NULL;
}

int
talk_begin(struct talk *t, const struct talk_line *lines, size_t count, int patience)
{
	struct winsize size = {.ws_row = 40, .ws_col = 100};
	sigset_t all, old;
	int slave;

	memset(t, 0, sizeof *t);
	t->lines = lines;
	t->count = count;
	t->patience = patience;
	if (openpty(&t->master, &slave, NULL, NULL, &size) != 0)
		return -1;
	fcntl(t->master, F_SETFD, FD_CLOEXEC);
	fcntl(slave, F_SETFD, FD_CLOEXEC);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	if (pthread_create(&t->thread, NULL, person, t) != 0) {
		close(t->master);
		close(slave);
		slave = -1;
	}
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return slave;
}

void
talk_started(pid_t pid, void *talk)
{
	struct talk *t = talk;

	__atomic_store_n(&t->pid, pid, __ATOMIC_RELEASE);
}

void
talk_end(struct talk *t)
{
	__atomic_store_n(&t->over, true, __ATOMIC_RELEASE);
	pthread_join(t->thread, NULL);
	close(t->master);
}

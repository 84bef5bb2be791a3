/* SPDX-License-Identifier: ISC */
#include "open/hold.h"

#include <errno.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

void
hold_begin(struct hold *h)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGQUIT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGTSTP);
	sigprocmask(SIG_BLOCK, &set, &h->before);
	/* never read, so that the signal is still there for hold_end */
	h->signals = signalfd(-1, &set, SFD_CLOEXEC);
}

bool
hold_wait(const struct hold *h, int tty)
{
	struct pollfd from[] = {{.fd = tty, .events = POLLIN}, {.fd = h->signals, .events = POLLIN}};

	while (poll(from, 2, -1) < 0)
		if (errno != EINTR)
			return true; /* reading finds out */
	return from[1].revents == 0;
}

void
hold_end(struct hold *h)
{
	int error = errno;

	if (h->signals >= 0)
		close(h->signals);
	sigprocmask(SIG_SETMASK, &h->before, NULL);
	errno = error;
}

/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE
#include "fault/victim.h"

#include <poll.h>
#include <signal.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

static void *
wait_and_kill(void *arg)
{
	struct victim *v = arg;
	struct pollfd fd = {.fd = v->reprieve, .events = POLLIN};

	if (poll(&fd, 1, v->delay) == 0)
		v->hit = syscall(SYS_pidfd_send_signal, v->process, SIGKILL, NULL, 0) == 0;
	return NULL;
}

int
victim_begin(struct victim *v, pid_t pid, int delay)
{
	sigset_t all, before;
	int rc;

	*v = (struct victim){.delay = delay};
	v->process = (int)syscall(SYS_pidfd_open, pid, 0);
	v->reprieve = eventfd(0, EFD_CLOEXEC);
	/* signals are for the thread that is already there */
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	rc = v->process < 0 || v->reprieve < 0 ? -1
										   : pthread_create(&v->thread, NULL, wait_and_kill, v);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	if (rc == 0)
		return 0;
	close(v->process);
	close(v->reprieve);
	v->process = -1;
	return -1;
}

void
victim_end(struct victim *v)
{
	if (v->process < 0)
		return;
	if (eventfd_write(v->reprieve, 1) == 0)
		pthread_join(v->thread, NULL);
	close(v->process);
	close(v->reprieve);
	v->process = -1;
}

/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE
#include "tty/pty.h"

#include <errno.h>
#include <fcntl.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static void
ignore_child(int number)
{
	/* its only purpose is to end ppoll */
	(void)number;
}

static void
watch_children(sigset_t *mask)
{
	struct sigaction act = {.sa_handler = ignore_child};
	sigset_t child;

	sigemptyset(&act.sa_mask);
	sigaction(SIGCHLD, &act, NULL);
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, mask);
	sigdelset(mask, SIGCHLD);
}

static void
be_program(const struct pty_plan *plan, const sigset_t *mask)
{
	static const int usual[] = {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGPIPE, SIGCHLD};
	struct termios t;
	size_t i;
	int n;

	/* whoever started play may have ignored some of these */
	for (i = 0; i < sizeof usual / sizeof usual[0]; i++)
		signal(usual[i], SIG_DFL);
	sigprocmask(SIG_SETMASK, mask, NULL);
	if (tcgetattr(STDIN_FILENO, &t) == 0) {
		t.c_iflag |= IUTF8;
		tcsetattr(STDIN_FILENO, TCSANOW, &t);
	}
	setenv("TERM", plan->term, 1);
	unsetenv("COLUMNS");
	unsetenv("LINES");
	for (n = 0; n < plan->envs; n++)
		putenv(plan->env[n]);
	execvp(plan->argv[0], plan->argv);
	fprintf(stderr, "%s: %s\n", plan->argv[0], strerror(errno));
	_exit(127);
}

/* The program's own copy of the pipe's other end closes when it begins, or cannot. Before that, it
 * may have no terminal yet, and a key such as Ctrl-C would be lost. */
static void
wait_closed(int fd)
{
	char c;

	while (read(fd, &c, 1) < 0 && errno == EINTR)
		;
}

pid_t
pty_start(const struct pty_plan *plan, int *fd, sigset_t *mask)
{
	struct winsize size = {
		.ws_row = (unsigned short)plan->rows, .ws_col = (unsigned short)plan->cols};
	int begun[2];
	pid_t pid;

	if (pipe2(begun, O_CLOEXEC) != 0)
		return -1;
	watch_children(mask);
	fflush(NULL);
	pid = forkpty(fd, NULL, NULL, &size);
	if (pid == 0)
		be_program(plan, mask);
	close(begun[1]);
	if (pid > 0) {
		wait_closed(begun[0]);
		fcntl(*fd, F_SETFD, FD_CLOEXEC);
		fcntl(*fd, F_SETFL, O_NONBLOCK);
	}
	close(begun[0]);
	return pid;
}

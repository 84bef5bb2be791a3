/* SPDX-License-Identifier: ISC */
/* pty: starts a program as the leader of a session on a terminal of its own. */
#ifndef TTY_PTY_H
#define TTY_PTY_H

#include <signal.h>
#include <sys/types.h>

/* How to start; all of it stays the caller's. */
struct pty_plan {
	int cols, rows;
	const char *term; /* TERM of the program; it has neither COLUMNS nor LINES */
	char **env;       /* NAME=VALUE, envs of them */
	int envs;
	char **argv; /* the program and its arguments, then NULL */
};

/* Starts the program, which ends with 127 when it cannot be. *fd becomes our side of the terminal,
 * non-blocking and not inherited. Blocks SIGCHLD in this process and has it end ppoll; *mask becomes
 * what ppoll, and any other child, is to have instead. Returns the process id, or -1 with errno set. */
pid_t pty_start(const struct pty_plan *plan, int *fd, sigset_t *mask)
	__attribute__((warn_unused_result));

#endif

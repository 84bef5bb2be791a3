/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE
#include "tty/act.h"
#include "tty/keys.h"
#include "tty/words.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/wait.h>
#include <unistd.h>

static bool
send_bytes(struct stage *st, const char *bytes, size_t n)
{
	long long until = vt_now() + st->limit, left;

	vt_drain(st->vt);
	if (st->vt->ended)
		return stage_fail(st, "the program has ended with %d", st->vt->status);
	vt_send(st->vt, bytes, n);
	while (st->vt->out.n != 0) {
		left = until - vt_now();
		if (left <= 0)
			return stage_fail_wait(st, "the program does not read its terminal");
		vt_pump(st->vt, (int)left);
	}
	return true;
}

bool
act_type(struct stage *st, char *text)
{
	return send_bytes(st, text, strlen(text));
}

bool
act_key(struct stage *st, char *text)
{
	size_t n = strcspn(text, " \t");
	char *count = text + n + strspn(text + n, " \t");
	struct buf sent = {0};
	long times = 1;
	bool done;

	text[n] = '\0';
	if (*count != '\0' && !words_number(count, 1, 10000, &times))
		return stage_fail(st, "the count is from 1 to 10000");
	while (times-- > 0) {
		if (!keys_find(text, &sent)) {
			buf_drop(&sent);
			return stage_fail(st, "no such key");
		}
	}
	done = send_bytes(st, sent.s, sent.n);
	buf_drop(&sent);
	return done;
}

bool
act_resize(struct stage *st, char *text)
{
	int cols, rows;

	if (!words_size(text, &cols, &rows))
		return stage_fail(st, "the size is COLSxROWS, each from 1 to 500");
	if (vt_resize(st->vt, cols, rows) != 0)
		return stage_fail(st, "%s", strerror(errno));
	return true;
}

bool
act_signal(struct stage *st, char *text)
{
	const char *name = strncasecmp(text, "SIG", 3) == 0 ? text + 3 : text;
	int i;

	vt_drain(st->vt);
	if (st->vt->ended)
		return stage_fail(st, "the program has ended with %d", st->vt->status);
	for (i = 1; i < NSIG; i++) {
		const char *known = sigabbrev_np(i);

		if (known == NULL || strcasecmp(known, name) != 0)
			continue;
		if (kill(st->vt->pid, i) != 0)
			return stage_fail(st, "%s", strerror(errno));
		return true;
	}
	return stage_fail(st, "no such signal");
}

bool
act_pid(struct stage *st, char *path)
{
	FILE *f = fopen(path, "we");

	if (f == NULL)
		return stage_fail(st, "%s", strerror(errno));
	fprintf(f, "%ld\n", (long)st->vt->pid);
	if (fclose(f) != 0)
		return stage_fail(st, "%s", strerror(errno));
	return true;
}

bool
act_record(struct stage *st, char *path)
{
	return vt_record(st->vt, path) == 0 || stage_fail(st, "%s", strerror(errno));
}

static pid_t
start_shell(const struct vt *vt, const char *command)
{
	pid_t pid;
	int fd;

	fflush(NULL);
	pid = fork();
	if (pid != 0)
		return pid;
	/* a group of its own, to be ended as a whole; so it must not read from the user's terminal */
	setpgid(0, 0);
	fd = open("/dev/null", O_RDONLY);
	if (fd >= 0)
		dup2(fd, STDIN_FILENO);
	signal(SIGCHLD, SIG_DFL);
	sigprocmask(SIG_SETMASK, &vt->mask, NULL);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(127);
}

bool
act_run(struct stage *st, char *command)
{
	long long until = vt_now() + st->limit, left;
	pid_t pid = start_shell(st->vt, command), got;
	int s;

	if (pid < 0)
		return stage_fail(st, "%s", strerror(errno));
	while ((got = waitpid(pid, &s, WNOHANG)) == 0 && (left = until - vt_now()) > 0)
		vt_pump(st->vt, (int)left);
	if (got == 0) {
		kill(-pid, SIGKILL);
		waitpid(pid, &s, 0);
		return stage_fail(st, "not done after %g s", st->limit / 1000.0);
	}
	if (WIFSIGNALED(s))
		return stage_fail(st, "ended by signal %d", WTERMSIG(s));
	return WEXITSTATUS(s) == 0 || stage_fail(st, "ended with %d", WEXITSTATUS(s));
}

bool
act_exit(struct stage *st, char *text)
{
	long long until = vt_now() + st->limit, left;
	long code;

	if (!words_number(text, 0, 255, &code))
		return stage_fail(st, "the code is from 0 to 255");
	vt_drain(st->vt);
	while (!st->vt->ended && (left = until - vt_now()) > 0)
		vt_pump(st->vt, (int)left);
	if (!st->vt->ended)
		return stage_fail_wait(st, "the program has not ended");
	vt_drain(st->vt);
	st->expected_end = true;
	return st->vt->status == code || stage_fail(st, "it ended with %d", st->vt->status);
}

bool
act_alive(struct stage *st, char *none)
{
	(void)none;
	vt_drain(st->vt);
	return !st->vt->ended || stage_fail(st, "the program has ended with %d", st->vt->status);
}

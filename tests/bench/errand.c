/* SPDX-License-Identifier: ISC */
#define _GNU_SOURCE
#include "bench/errand.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static FILE *
open_memory(const char *name)
{
	int fd = memfd_create(name, MFD_CLOEXEC);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "w+");

	if (f == NULL && fd >= 0)
		close(fd);
	return f;
}

static void __attribute__((noreturn)) become(const struct errand *e, char **argv)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	if (dup2(open("/dev/null", O_RDONLY), 0) == 0 && dup2(fileno(e->said), 1) == 1 &&
		dup2(fileno(e->complained), 2) == 2)
		execvp(argv[0], argv);
	_exit(127);
}

int
errand_start(struct errand *e, char **argv)
{
	e->said = open_memory("said");
	e->complained = open_memory("complained");
	if (e->said != NULL && e->complained != NULL)
		e->pid = fork();
	if (e->said == NULL || e->complained == NULL || e->pid < 0) {
		errand_drop(e);
		return -1;
	}
	if (e->pid == 0)
		become(e, argv);
	return 0;
}

void
errand_wait(const struct errand *e)
{
	siginfo_t info;

	while (waitid(P_PID, (id_t)e->pid, &info, WEXITED | WNOWAIT) != 0)
		;
}

void
errand_take(struct errand *e)
{
	int status = 0;

	while (waitpid(e->pid, &status, 0) != e->pid)
		;
	e->status = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
	rewind(e->said);
	rewind(e->complained);
}

void
errand_tell(struct errand *e, const char *who)
{
	char line[512];

	fprintf(stderr, "%s: status %d\n", who, e->status);
	rewind(e->complained);
	while (fgets(line, sizeof line, e->complained) != NULL)
		fprintf(stderr, "%s: %s", who, line);
}

void
errand_drop(struct errand *e)
{
	if (e->said != NULL)
		fclose(e->said);
	if (e->complained != NULL)
		fclose(e->complained);
	e->said = e->complained = NULL;
}

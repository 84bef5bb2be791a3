/* SPDX-License-Identifier: ISC */
#include "purge/pdf.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/file.h"
#include "base/nls.h"

#define NAME "welkom-pdf"
#define MOST (8 * 1024 * 1024) /* bytes of a PDF */

enum { TO, FROM, ENDS }; /* our ends of the two pipes */

/* Finds the program: beside this one where it is not installed, else where it is. */
static int
find(char path[static PATH_MAX], struct fail *why)
{
	char self[PATH_MAX], *slash;
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);

	self[n > 0 ? n : 0] = '\0';
	slash = strrchr(self, '/');
	if (slash != NULL) {
		slash[1] = '\0';
		if ((size_t)snprintf(path, PATH_MAX, "%s" NAME, self) < PATH_MAX && access(path, X_OK) == 0)
			return 0;
	}
	strcpy(path, WELKOM_LIBEXEC "/" NAME);
	if (access(path, X_OK) == 0)
		return 0;
	return fail_set(why,
		_("a PDF needs the program %s, which is built where libharu is: on Debian, apt-get install "
		  "libhpdf-dev and build again. The page as text needs nothing: leave --pdf out"),
		path);
}

/* Starts it with a pipe to and from it. Returns its process, or -1 with why. */
static pid_t
start(const char *path, int ends[static ENDS], struct fail *why)
{
	char name[] = NAME, *argv[] = {name, NULL};
	posix_spawn_file_actions_t actions;
	int to[2], from[2], error;
	pid_t child = -1;

	if (pipe2(to, O_CLOEXEC) != 0)
		return fail_errno(why, errno, _("cannot start %s"), path);
	if (pipe2(from, O_CLOEXEC) != 0) {
		fail_errno(why, errno, _("cannot start %s"), path);
		close(to[0]);
		close(to[1]);
		return -1;
	}
	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_adddup2(&actions, to[0], STDIN_FILENO);
	posix_spawn_file_actions_adddup2(&actions, from[1], STDOUT_FILENO);
	error = posix_spawn(&child, path, &actions, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&actions);
	close(to[0]);
	close(from[1]);
	ends[TO] = to[1];
	ends[FROM] = from[0];
	if (error == 0)
		return child;
	close(to[1]);
	close(from[0]);
	return fail_errno(why, error, _("cannot start %s"), path);
}

/* Writes the page to the program, which reads all of it before it writes. */
static int
send(int fd, const struct page *page, const char *title)
{
	char line[PAGE_LINE + 4];
	int rc, n = snprintf(line, sizeof line, "%s\n", title);
	size_t i;

	rc = file_write_all(fd, line, (size_t)n);
	for (i = 0; i < page->n && rc == 0; i++) {
		n = snprintf(line, sizeof line, "%c%s\n", page->lines[i].style == PAGE_STRONG ? '*' : ' ',
			page->lines[i].text);
		rc = file_write_all(fd, line, (size_t)n);
	}
	return rc;
}

int
pdf_make(const struct page *page, const char *title, uint8_t **bytes, size_t *n, struct fail *why)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	char path[PATH_MAX];
	int ends[ENDS] = {-1, -1}, status;
	ssize_t got = -1;
	pid_t child;

	*bytes = NULL;
	if (find(path, why) != 0)
		return -1;
	child = start(path, ends, why);
	if (child < 0)
		return -1;
	/* when it ends too early its status says so, not a signal to this process */
	sigaction(SIGPIPE, &ignore, &before);
	status = send(ends[TO], page, title);
	sigaction(SIGPIPE, &before, NULL);
	close(ends[TO]);
	*bytes = malloc(MOST);
	if (*bytes != NULL && status == 0)
		got = file_read_all(ends[FROM], *bytes, MOST);
	close(ends[FROM]);
	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	if (got > 0 && got < MOST && WIFEXITED(status) && WEXITSTATUS(status) == 0) {
		*n = (size_t)got;
		return 0;
	}
	free(*bytes);
	*bytes = NULL;
	return fail_set(why, _("%s made no PDF; nothing was written"), path);
}

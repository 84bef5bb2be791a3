/* SPDX-License-Identifier: ISC */
#include "setup/system_run.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/nls.h"

const char *
system_run_find(const char *name, char out[static 64])
{
	static const char *const folders[] = {"/usr/bin", "/usr/sbin", "/bin", "/sbin"};
	size_t i;

	for (i = 0; i < sizeof folders / sizeof folders[0]; i++) {
		snprintf(out, 64, "%s/%s", folders[i], name);
		if (access(out, X_OK) == 0)
			return out;
	}
	return NULL;
}

/* Waits for child. Returns its exit status, or -1. */
static int
wait_for(pid_t child)
{
	int status;

	while (waitpid(child, &status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int
system_run_program(const char *const words[static SYSTEM_RUN_WORDS], struct fail *why)
{
	char path[] = "PATH=/usr/sbin:/usr/bin:/sbin:/bin", language[] = "LC_ALL=C";
	char level[] = "SYSTEMD_LOG_LEVEL=warning"; /* what is made is said here already */
	char *const environment[] = {path, language, level, NULL};
	char *argv[SYSTEM_RUN_WORDS] = {NULL};
	posix_spawn_file_actions_t actions;
	char found[64];
	int rc, status;
	pid_t child;
	size_t i;

	if (system_run_find(words[0], found) == NULL)
		return fail_set(why, _("the program %s is not on this machine"), words[0]);
	/* the program does not write on its words, which the type cannot say */
	for (i = 0; i + 1 < SYSTEM_RUN_WORDS && words[i] != NULL; i++)
		memcpy(&argv[i], &words[i], sizeof argv[i]);
	rc = posix_spawn_file_actions_init(&actions);
	if (rc == 0) {
		rc = posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
		if (rc == 0)
			rc = posix_spawn(&child, found, &actions, NULL, argv, environment);
		posix_spawn_file_actions_destroy(&actions);
	}
	if (rc != 0)
		return fail_errno(why, rc, _("cannot start %s"), found);
	status = wait_for(child);
	if (status != 0)
		return fail_set(why, _("%s failed (exit status %d)"), found, status);
	return 0;
}

/* SPDX-License-Identifier: ISC */
/* console: a virtual console for a program under test, by LD_PRELOAD. The file that WELKOM_CONSOLE
 * names passes for /dev/tty7, and what is asked of it is written into it, a line each:
 * "activate 7", "wait 7", "lock", "unlock". WELKOM_CONSOLE_IS makes it another one:
 *   refuse   the caller is not root
 *   stuck    the console never comes to the front
 *   restless somebody switches away each time, before the lock */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/vt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#define NUMBER 7

static int
is(const char *kind)
{
	const char *set = getenv("WELKOM_CONSOLE_IS");

	return set != NULL && strcmp(set, kind) == 0;
}

/* Says whether fd is the file that passes for the console. */
static int
is_console(int fd)
{
	const char *path = getenv("WELKOM_CONSOLE");
	char link[64], target[4096];
	ssize_t n;

	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	n = readlink(link, target, sizeof target - 1);
	target[n < 0 ? 0 : n] = '\0';
	return path != NULL && strcmp(target, path) == 0;
}

int
fstat(int fd, struct stat *st)
{
	int rc = fstatat(fd, "", st, AT_EMPTY_PATH);

	if (rc == 0 && is_console(fd)) {
		st->st_mode = S_IFCHR | 0600;
		st->st_rdev = makedev(4, NUMBER);
	}
	return rc;
}

int
fstat64(int fd, struct stat64 *st)
{
	return fstat(fd, (struct stat *)st);
}

int
ioctl(int fd, unsigned long request, ...)
{
	struct vt_stat *state;
	va_list args;
	long argument;

	va_start(args, request);
	argument = va_arg(args, long);
	va_end(args);
	if (!is_console(fd))
		return (int)syscall(SYS_ioctl, fd, request, argument);
	if (is("refuse")) {
		errno = EPERM;
		return -1;
	}
	lseek(fd, 0, SEEK_END);
	switch (request) {
	case VT_ACTIVATE:
		dprintf(fd, "activate %ld\n", argument);
		return 0;
	case VT_WAITACTIVE:
		dprintf(fd, "wait %ld\n", argument);
		return is("stuck") ? pause() : 0;
	case VT_LOCKSWITCH:
		dprintf(fd, "lock\n");
		return 0;
	case VT_UNLOCKSWITCH:
		dprintf(fd, "unlock\n");
		return 0;
	case VT_GETSTATE:
		state = (struct vt_stat *)argument;
		*state = (struct vt_stat){.v_active = is("restless") ? NUMBER + 1 : NUMBER};
		return 0;
	default:
		dprintf(fd, "something else\n");
		errno = ENOTTY;
		return -1;
	}
}

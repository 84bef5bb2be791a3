/* SPDX-License-Identifier: ISC */
/* machine: another machine's clocks for a program under test, by LD_PRELOAD. WELKOM_SHIM names a
 * file of lines "name value", read at every call, so that a test can change it while programs run:
 *   offset N    seconds added to CLOCK_REALTIME
 *   up N        seconds added to CLOCK_BOOTTIME
 *   synced 0|1  what adjtimex says (-1: it fails)
 *   boot TEXT   the boot id
 *   hurry N     ppoll waits N times shorter: idle time passes quickly */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

#define BOOT_ID "/proc/sys/kernel/random/boot_id"

/* Finds the value of name. Returns its length, or 0. */
static size_t
setting(const char *name, char value[static 64])
{
	const char *path = getenv("WELKOM_SHIM");
	char text[512], *at;
	size_t n = 0, length = strlen(name);
	ssize_t got;
	int fd;

	value[0] = '\0';
	if (path == NULL)
		return 0;
	fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return 0;
	got = read(fd, text, sizeof text - 1);
	close(fd);
	if (got <= 0)
		return 0;
	text[got] = '\0';
	for (at = text; at != NULL && *at != '\0'; at = strchr(at, '\n'), at += at != NULL) {
		if (strncmp(at, name, length) != 0 || at[length] != ' ')
			continue;
		n = strcspn(at + length + 1, "\n");
		n = n < 63 ? n : 63;
		memcpy(value, at + length + 1, n);
		value[n] = '\0';
		break;
	}
	return n;
}

static long
number(const char *name)
{
	char value[64];

	return setting(name, value) == 0 ? 0 : strtol(value, NULL, 10);
}

int
clock_gettime(clockid_t id, struct timespec *t)
{
	int rc = (int)syscall(SYS_clock_gettime, id, t);

	if (rc == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE))
		t->tv_sec += number("offset");
	if (rc == 0 && id == CLOCK_BOOTTIME)
		t->tv_sec += number("up");
	return rc;
}

time_t
time(time_t *out)
{
	struct timespec t = {0};

	clock_gettime(CLOCK_REALTIME, &t);
	if (out != NULL)
		*out = t.tv_sec;
	return t.tv_sec;
}

int
gettimeofday(struct timeval *restrict tv, void *restrict zone)
{
	struct timespec t = {0};

	(void)zone;
	clock_gettime(CLOCK_REALTIME, &t);
	tv->tv_sec = t.tv_sec;
	tv->tv_usec = t.tv_nsec / 1000;
	return 0;
}

int
adjtimex(struct timex *tx)
{
	long synced = number("synced");

	memset(tx, 0, sizeof *tx);
	if (synced < 0) {
		errno = EPERM;
		return -1;
	}
	tx->status = synced == 1 ? 0 : STA_UNSYNC;
	return synced == 1 ? TIME_OK : TIME_ERROR;
}

int
ppoll(struct pollfd *fds, nfds_t n, const struct timespec *limit, const sigset_t *mask)
{
	long hurry = number("hurry");
	struct timespec shorter, *wait = NULL;
	long long ns;

	if (limit != NULL) {
		ns = (limit->tv_sec * 1000000000LL + limit->tv_nsec) / (hurry > 1 ? hurry : 1);
		shorter = (struct timespec){ns / 1000000000, ns % 1000000000};
		wait = &shorter;
	}
	/* the size is the kernel's, not the C library's */
	return (int)syscall(SYS_ppoll, fds, n, wait, mask, 8);
}

/* Opens what it is asked to, and another file for the boot id. */
int
open(const char *path, int flags, ...)
{
	char boot[64];
	va_list args;
	mode_t mode;
	int fd;

	va_start(args, flags);
	mode = (mode_t)va_arg(args, int);
	va_end(args);
	if (strcmp(path, BOOT_ID) != 0 || setting("boot", boot) == 0)
		return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
	fd = (int)syscall(SYS_memfd_create, "boot", 0);
	if (fd >= 0 && (write(fd, boot, strlen(boot)) < 0 || lseek(fd, 0, SEEK_SET) < 0))
		return -1;
	return fd;
}

int
open64(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = (mode_t)va_arg(args, int);
	va_end(args);
	return open(path, flags, mode);
}

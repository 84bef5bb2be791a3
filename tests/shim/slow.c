/* SPDX-License-Identifier: ISC */
/* slow: a disk that takes its time. Loaded before a program, each fsync and fdatasync of it takes
 * WELKOM_SYNC_US microseconds more than it does. For measurements only: what takes long on a disk
 * that is slower than that of this machine. */
#include <dlfcn.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static int
then_wait(int rc)
{
	const char *set = getenv("WELKOM_SYNC_US");
	long us = set != NULL ? strtol(set, NULL, 10) : 0;
	struct timespec t = {us / 1000000, us % 1000000 * 1000};

	nanosleep(&t, NULL);
	return rc;
}

int
fsync(int fd)
{
	int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");

	return then_wait(real(fd));
}

int
fdatasync(int fd)
{
	int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");

	return then_wait(real(fd));
}

/* SPDX-License-Identifier: ISC */
/* cut: the power goes, as far as one program is concerned. Loaded before a program, it kills it in
 * front of its step WELKOM_CUT (from 0) of those that change files below a folder whose path ends
 * with WELKOM_CUT_IN: linkat, renameat, unlinkat, write, fsync. Steps that were not cut off are
 * written to the file WELKOM_CUT_LOG, one word a line. */
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static long steps;

/* Says whether fd is that folder, or a file in it. */
static int
concerns(int fd)
{
	const char *in = getenv("WELKOM_CUT_IN");
	char link[64], path[4096];
	ssize_t n;
	const char *found;

	if (in == NULL)
		return 0;
	snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
	n = readlink(link, path, sizeof path - 1);
	if (n < 0)
		return 0;
	path[n] = '\0';
	found = strstr(path, in);
	return found != NULL && (found[strlen(in)] == '\0' || found[strlen(in)] == '/');
}

static void
step(int fd, const char *word)
{
	const char *cut = getenv("WELKOM_CUT"), *log = getenv("WELKOM_CUT_LOG");
	FILE *file;

	if (!concerns(fd))
		return;
	if (cut != NULL && steps == atol(cut))
		kill(getpid(), SIGKILL);
	steps++;
	file = log == NULL ? NULL : fopen(log, "a");
	if (file != NULL) {
		fprintf(file, "%s\n", word);
		fclose(file);
	}
}

int
linkat(int from, const char *a, int to, const char *b, int flags)
{
	int (*real)(int, const char *, int, const char *, int) = dlsym(RTLD_NEXT, "linkat");

	step(from, "link");
	return real(from, a, to, b, flags);
}

int
renameat(int from, const char *a, int to, const char *b)
{
	int (*real)(int, const char *, int, const char *) = dlsym(RTLD_NEXT, "renameat");

	step(from, "rename");
	return real(from, a, to, b);
}

int
unlinkat(int at, const char *name, int flags)
{
	int (*real)(int, const char *, int) = dlsym(RTLD_NEXT, "unlinkat");

	if (faccessat(at, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		step(at, "unlink");
	return real(at, name, flags);
}

int
fsync(int fd)
{
	int (*real)(int) = dlsym(RTLD_NEXT, "fsync");

	step(fd, "sync");
	return real(fd);
}

ssize_t
write(int fd, const void *buf, size_t n)
{
	ssize_t (*real)(int, const void *, size_t) = dlsym(RTLD_NEXT, "write");

	step(fd, n >= 7 && memcmp(buf, "WKGONE1", 7) == 0 ? "overwrite" : "write");
	return real(fd, buf, n);
}

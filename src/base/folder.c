/* SPDX-License-Identifier: ISC */
#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER (O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)

/* Closes fd without changing errno. */
static void
close_quietly(int fd)
{
	int error = errno;

	if (fd >= 0)
		close(fd);
	errno = error;
}

/* Opens the folder path as the two functions below do; the last part with flags, those on the way
 * only to go on from: they are neither read nor listed, and need not be readable. */
static int
walk(int at, const char *path, int flags)
{
	const char *first = *path == '/' ? "/" : ".";
	char part[256];
	size_t n;
	int fd, next;

	path += strspn(path, "/");
	fd = openat(at, first, *path == '\0' ? flags : FOLDER | O_PATH);
	while (fd >= 0 && *path != '\0') {
		n = strcspn(path, "/");
		if (n >= sizeof part) {
			errno = ENAMETOOLONG;
			next = -1;
		} else {
			memcpy(part, path, n);
			part[n] = '\0';
			path += n;
			path += strspn(path, "/");
			next = openat(fd, part, *path == '\0' ? flags : FOLDER | O_PATH);
		}
		close_quietly(fd);
		fd = next;
	}
	return fd;
}

int
folder_open(int at, const char *path)
{
	return walk(at, path, FOLDER);
}

int
folder_pass(int at, const char *path)
{
	return walk(at, path, FOLDER | O_PATH);
}

int
folder_open_parent(const char *path, const char **name)
{
	const char *slash = strrchr(path, '/');
	char folder[1024];
	size_t n = slash == NULL ? 0 : (size_t)(slash - path);

	*name = slash == NULL ? path : slash + 1;
	if (n >= sizeof folder) {
		errno = ENAMETOOLONG;
		return -1;
	}
	if (slash == NULL) {
		strcpy(folder, ".");
	} else {
		memcpy(folder, n == 0 ? "/" : path, n == 0 ? 1 : n);
		folder[n == 0 ? 1 : n] = '\0';
	}
	return open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

int
folder_make(int at, const char *path, mode_t mode)
{
	int fd;

	if (mkdirat(at, path, 0700) != 0)
		return -1;
	fd = openat(at, path, FOLDER);
	if (fd < 0)
		return -1;
	if (fchmod(fd, mode) != 0 || fsync(at) != 0) {
		close_quietly(fd);
		return -1;
	}
	return close(fd);
}

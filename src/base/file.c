/* SPDX-License-Identifier: ISC */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define LOCK_PAUSE 20000000 /* ns between two tries */

/* Closes fd without changing errno. */
static void
close_quietly(int fd)
{
	int error = errno;

	if (fd >= 0)
		close(fd);
	errno = error;
}

/* Opens as file_open does, with what fstat says in *st. */
static int
open_regular(int at, const char *name, int flags, unsigned links, struct stat *st)
{
	int fd = openat(at, name, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);

	if (fd < 0)
		return -1;
	if (fstat(fd, st) != 0) {
		close_quietly(fd);
		return -1;
	}
	if (!S_ISREG(st->st_mode) || st->st_nlink > links) {
		close(fd);
		errno = EINVAL;
		return -1;
	}
	return fd;
}

int
file_open(int at, const char *name, int flags, unsigned links)
{
	struct stat st;

	return open_regular(at, name, flags, links, &st);
}

ssize_t
file_read_head(int at, const char *name, unsigned links, void *buf, size_t n, off_t *size)
{
	struct stat st;
	int fd = open_regular(at, name, O_RDONLY, links, &st);
	ssize_t got;

	if (fd < 0)
		return -1;
	*size = st.st_size;
	got = file_read_all(fd, buf, n < (size_t)st.st_size ? n : (size_t)st.st_size);
	close_quietly(fd);
	return got;
}

int
file_write_all(int fd, const void *buf, size_t n)
{
	const char *p = buf;
	ssize_t done;

	while (n > 0) {
		done = write(fd, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return -1;
		p += done;
		n -= (size_t)done;
	}
	return 0;
}

ssize_t
file_read_all(int fd, void *buf, size_t n)
{
	size_t length = 0;
	ssize_t got;

	while (length < n) {
		got = read(fd, (char *)buf + length, n - length);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0)
			return -1;
		if (got == 0)
			break;
		length += (size_t)got;
	}
	return (ssize_t)length;
}

ssize_t
file_read(int at, const char *name, void *buf, size_t cap)
{
	int fd = file_open(at, name, O_RDONLY, 1);
	ssize_t n;
	char more;

	if (fd < 0)
		return -1;
	n = file_read_all(fd, buf, cap);
	if (n == (ssize_t)cap && read(fd, &more, 1) != 0) {
		errno = EFBIG;
		n = -1;
	}
	close_quietly(fd);
	return n;
}

/* Writes a new file and syncs it; its folder is not synced yet. */
static int
write_new(int at, const char *name, mode_t mode, const void *buf, size_t n)
{
	/* with its mode from the start: a crash before fchmod must not leave a file that the other
	 * accounts of the register cannot open to destroy it */
	int error, fd = openat(at, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode);

	if (fd < 0)
		return -1;
	if (fchmod(fd, mode) != 0 || file_write_all(fd, buf, n) != 0 || fsync(fd) != 0) {
		close_quietly(fd);
		goto fail;
	}
	if (close(fd) == 0)
		return 0;
fail:
	error = errno;
	unlinkat(at, name, 0);
	errno = error;
	return -1;
}

int
file_create(int at, const char *name, mode_t mode, const void *buf, size_t n)
{
	int error;

	if (write_new(at, name, mode, buf, n) != 0)
		return -1;
	if (fsync(at) == 0)
		return 0;
	error = errno;
	unlinkat(at, name, 0);
	errno = error;
	return -1;
}

/* Puts a new file in the place of name by way of tmp; the folder is not synced. */
static int
swap_in(int at, const char *tmp, const char *name, mode_t mode, const void *buf, size_t n)
{
	int error;

	if (unlinkat(at, tmp, 0) != 0 && errno != ENOENT)
		return -1;
	if (write_new(at, tmp, mode, buf, n) != 0)
		return -1;
	if (renameat(at, tmp, at, name) != 0) {
		error = errno;
		unlinkat(at, tmp, 0);
		errno = error;
		return -1;
	}
	return 0;
}

int
file_place(int at, const char *tmp, const char *name, mode_t mode, const void *buf, size_t n)
{
	return swap_in(at, tmp, name, mode, buf, n) == 0 ? fsync(at) : -1;
}

int
file_refresh(int at, const char *name, mode_t mode, const void *buf, size_t n)
{
	char tmp[256];

	if ((size_t)snprintf(tmp, sizeof tmp, "%s.tmp", name) >= sizeof tmp) {
		errno = ENAMETOOLONG;
		return -1;
	}
	return swap_in(at, tmp, name, mode, buf, n);
}

int
file_replace(int at, const char *name, mode_t mode, const void *buf, size_t n)
{
	return file_refresh(at, name, mode, buf, n) == 0 ? fsync(at) : -1;
}

int
file_lock(int at, const char *name, int wait)
{
	const struct timespec pause = {0, LOCK_PAUSE};
	struct timespec start, now;
	int fd = file_open(at, name, O_RDWR, 1);

	if (fd < 0)
		return -1;
	clock_gettime(CLOCK_MONOTONIC, &start);
	while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
		clock_gettime(CLOCK_MONOTONIC, &now);
		if ((errno != EWOULDBLOCK && errno != EINTR) || now.tv_sec - start.tv_sec >= wait) {
			close_quietly(fd);
			return -1;
		}
		nanosleep(&pause, NULL);
	}
	return fd;
}

bool
file_is_private_to(int fd, uid_t user)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return false;
	return (st.st_uid == 0 || st.st_uid == user) && (st.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

bool
file_may_come_back(int error)
{
	return error == EIO || error == EMFILE || error == ENFILE || error == ENOMEM || error == EINTR;
}

bool
file_is_private(int fd)
{
	return file_is_private_to(fd, geteuid());
}

/* SPDX-License-Identifier: ISC */
#include "base/exchange.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/shred.h"

/* Says whether the second name is one of the file itself. */
static bool
is_second(const struct exchange *x, const struct stat *old)
{
	struct stat st;

	return fstatat(x->at, x->name, &st, AT_SYMLINK_NOFOLLOW) == 0 && st.st_dev == old->st_dev &&
		st.st_ino == old->st_ino;
}

/* Removes the second name, as long as it is only that. */
static int
drop_second(const struct exchange *x)
{
	struct stat old;

	if (fstatat(x->at, x->old, &old, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? 0 : -1;
	if (!is_second(x, &old))
		return 0;
	return unlinkat(x->at, x->old, 0) == 0 ? fsync(x->at) : -1;
}

/* Overwrites the old file: a third name, of a backup made of links, goes with it. */
static int
destroy_old(const struct exchange *x)
{
	struct stat old, st;

	if (fstatat(x->at, x->old, &old, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? 0 : -1;
	if (fstatat(x->at, x->name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return -1;
	if (is_second(x, &old))
		return drop_second(x);
	return shred_file(x->at, x->old, UINT_MAX);
}

/* Keeps the old file within reach: by a second name, or open where there are no links. Returns 0 with
 * *fd -1 or open, or -1. */
static int
hold_old(const struct exchange *x, int *fd)
{
	*fd = -1;
	if (linkat(x->at, x->name, x->at, x->old, 0) == 0)
		return fsync(x->at);
	if (!x->stick || (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS))
		return -1;
	*fd = file_open(x->at, x->name, O_RDWR, 1);
	return *fd < 0 ? -1 : 0;
}

int
exchange_file(const struct exchange *x, const void *bytes, size_t n)
{
	int error, fd, rc;

	rc = hold_old(x, &fd);
	if (rc == 0)
		rc = file_place(x->at, x->tmp, x->name, x->mode, bytes, n);
	if (rc == 0)
		rc = fd < 0 ? destroy_old(x) : shred_open(fd);
	error = errno;
	if (rc != 0 && error != EEXIST && drop_second(x) != 0)
		error = errno;
	if (fd >= 0)
		close(fd);
	errno = error;
	return rc;
}

int
exchange_finish(const struct exchange *x)
{
	if (destroy_old(x) != 0)
		return -1;
	return shred_file(x->at, x->tmp, 1) == 0 || errno == ENOENT ? 0 : -1;
}

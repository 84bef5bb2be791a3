/* SPDX-License-Identifier: ISC */
#include "register/guard.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* SQLite's way to open a file: its log, index and journal stand in a folder that another account
 * may write, so a FIFO must not make it wait for ever, nor a link lead it to another file. */
static int
open_plain(const char *path, int flags, int mode)
{
	int fd = open(path, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, mode);
	struct stat st;

	if (fd < 0)
		return -1;
	if (fstat(fd, &st) == 0 &&
		((S_ISREG(st.st_mode) && st.st_nlink <= 1) || S_ISDIR(st.st_mode) || S_ISCHR(st.st_mode)))
		return fd;
	close(fd);
	errno = EINVAL;
	return -1;
}

/* Says whether path ends with suffix. */
static bool
ends_with(const char *path, const char *suffix)
{
	size_t n = strlen(path), m = strlen(suffix);

	return n >= m && strcmp(path + n - m, suffix) == 0;
}

/* A database with a write-ahead log has no rollback journal. One that another account put there is
 * not seen: it could name any file, which SQLite would then remove. */
static int
stat_no_journal(const char *path, struct stat *st)
{
	if (ends_with(path, "-journal")) {
		errno = ENOENT;
		return -1;
	}
	return stat(path, st);
}

/* SQLite removes its log and index, and nothing else. */
static int
unlink_log(const char *path)
{
	if (ends_with(path, "-wal") || ends_with(path, "-shm"))
		return unlink(path);
	errno = EPERM;
	return -1;
}

int
guard_calls(bool own)
{
	sqlite3_vfs *vfs = sqlite3_initialize() == SQLITE_OK ? sqlite3_vfs_find(NULL) : NULL;

	if (vfs == NULL || vfs->iVersion < 3)
		return -1;
	if (vfs->xSetSystemCall(vfs, "open", own ? (sqlite3_syscall_ptr)open_plain : NULL) ||
		vfs->xSetSystemCall(vfs, "stat", own ? (sqlite3_syscall_ptr)stat_no_journal : NULL) ||
		vfs->xSetSystemCall(vfs, "unlink", own ? (sqlite3_syscall_ptr)unlink_log : NULL))
		return -1;
	return 0;
}

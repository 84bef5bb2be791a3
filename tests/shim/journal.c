/* SPDX-License-Identifier: ISC */
/* journal: writes down what a program does to files, by LD_PRELOAD: each write, truncation, sync, new
 * name, link, rename, unlink, in the order in which they happened, appended to the file WELKOM_JOURNAL
 * (fault/powercut_record.h). The program itself is the shipped one and does all of it; SQLite inside it
 * calls the same functions of the C library. Files go by their inodes: a confined program can still ask
 * for those, where it could open nothing any more to look a path up. What SQLite maps (-shm) does not
 * outlive a power cut, and is nothing to journal. A call that changes files and is not known here is
 * written down as such, and makes the test fail. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "../fault/powercut_record.h"

#define HIGH 600 /* where the descriptor is out of a program's way */
#define MOST (256 * 1024)

#define REAL(type, name, ...) \
	static type (*real)(__VA_ARGS__); \
	if (real == NULL) \
	real = (type(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static int journal = -1;

/* Appends r with its n and m bytes, whole: other processes append too. errno stays as it is. */
static void
put(struct powercut_record *r, const void *a, const void *b)
{
	static char text[MOST];
	size_t size = sizeof *r + r->n + r->m;
	int error = errno;

	if (journal < 0)
		return;
	if (size > sizeof text)
		abort();
	memcpy(text, r, sizeof *r);
	if (r->n > 0)
		memcpy(text + sizeof *r, a, r->n);
	if (r->m > 0)
		memcpy(text + sizeof *r + r->n, b, r->m);
	if (syscall(SYS_write, journal, text, size) != (long)size)
		abort();
	errno = error;
}

static __attribute__((constructor)) void
start(void)
{
	struct powercut_record r = {.kind = POWERCUT_PROGRAM};
	const char *path = getenv("WELKOM_JOURNAL");
	int fd = path == NULL
		? -1
		: (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);

	if (fd < 0)
		return;
	journal = (int)syscall(SYS_fcntl, fd, F_DUPFD_CLOEXEC, HIGH);
	syscall(SYS_close, fd);
	r.n = (uint32_t)strlen(program_invocation_short_name);
	put(&r, program_invocation_short_name, NULL);
}

/* Says whether fd is a file or folder, with its inode. */
static int
is_kept(int fd, struct stat *st)
{
	int error = errno, rc = fstat(fd, st);

	errno = error;
	return rc == 0 && (S_ISREG(st->st_mode) || S_ISDIR(st->st_mode));
}

/* Finds the folder that path lies in, and its last name. Returns 0, or -1. */
static int
parent(int at, const char *path, uint64_t *folder, const char **name)
{
	const char *slash = strrchr(path, '/');
	char above[PATH_MAX];
	struct stat st;
	int rc, error = errno;

	*name = slash == NULL ? path : slash + 1;
	if (slash == NULL)
		rc = at == AT_FDCWD ? stat(".", &st) : fstat(at, &st);
	else if ((size_t)(slash - path) >= sizeof above)
		rc = -1;
	else {
		memcpy(above, path, (size_t)(slash - path));
		above[slash - path] = '\0';
		rc = fstatat(at, slash == path ? "/" : above, &st, 0);
	}
	errno = error;
	*folder = rc == 0 ? st.st_ino : 0;
	return rc;
}

static uint64_t
inode_of(int at, const char *path)
{
	struct stat st;
	int error = errno, rc = fstatat(at, path, &st, AT_SYMLINK_NOFOLLOW);

	errno = error;
	return rc == 0 ? st.st_ino : 0;
}

/* A name that path was given. */
static void
put_name(uint32_t kind, int at, const char *path)
{
	struct powercut_record r = {.kind = kind};
	const char *name;
	struct stat st;
	int error = errno;

	if (journal >= 0 && parent(at, path, &r.folder, &name) == 0 &&
		fstatat(at, path, &st, AT_SYMLINK_NOFOLLOW) == 0) {
		r.inode = st.st_ino;
		r.mode = st.st_mode & 07777;
		r.n = (uint32_t)strlen(name);
		put(&r, name, NULL);
	}
	errno = error;
}

static void
put_fd(uint32_t kind, int fd, int64_t at, const void *data, size_t n)
{
	struct powercut_record r = {.kind = kind, .at = at, .m = (uint32_t)n};
	struct stat st;

	if (journal < 0 || !is_kept(fd, &st))
		return;
	r.inode = st.st_ino;
	put(&r, NULL, data);
}

static void
put_unknown(const char *name)
{
	struct powercut_record r = {.kind = POWERCUT_UNKNOWN, .n = (uint32_t)strlen(name)};

	put(&r, name, NULL);
}

/* What open has done besides. */
static int
opened(int fd, int at, const char *path, int flags, int was)
{
	if (fd < 0)
		return fd;
	if (flags & O_CREAT && !was)
		put_name(POWERCUT_CREATE, at, path);
	else if (flags & O_TRUNC)
		put_fd(POWERCUT_TRUNCATE, fd, 0, NULL, 0);
	return fd;
}

static int
is_there(int at, const char *path, int flags)
{
	return journal >= 0 && flags & O_CREAT ? inode_of(at, path) != 0 : 1;
}

#define OPEN(name, at, parameters, arguments, types) \
	int name parameters \
	{ \
		REAL(int, #name, types, ...); \
		va_list args; \
		mode_t mode; \
		int was = is_there(at, path, flags); \
		va_start(args, flags); \
		mode = (mode_t)va_arg(args, int); \
		va_end(args); \
		return opened(real arguments, at, path, flags, was); \
	}
#define COMMA ,
OPEN(open, AT_FDCWD, (const char *path, int flags, ...), (path, flags, mode), const char *COMMA int)
OPEN(open64, AT_FDCWD, (const char *path, int flags, ...), (path, flags, mode),
	const char *COMMA int)
OPEN(openat, dir, (int dir, const char *path, int flags, ...), (dir, path, flags, mode),
	int COMMA const char *COMMA int)
OPEN(openat64, dir, (int dir, const char *path, int flags, ...), (dir, path, flags, mode),
	int COMMA const char *COMMA int)

ssize_t
write(int fd, const void *buf, size_t n)
{
	REAL(ssize_t, "write", int, const void *, size_t);
	ssize_t done = real(fd, buf, n);
	struct stat st;

	if (done > 0 && journal >= 0 && is_kept(fd, &st))
		put_fd(POWERCUT_WRITE, fd, lseek(fd, 0, SEEK_CUR) - done, buf, (size_t)done);
	return done;
}

#define PWRITE(name) \
	ssize_t name(int fd, const void *buf, size_t n, off_t at) \
	{ \
		REAL(ssize_t, #name, int, const void *, size_t, off_t); \
		ssize_t done = real(fd, buf, n, at); \
		if (done > 0) \
			put_fd(POWERCUT_WRITE, fd, at, buf, (size_t)done); \
		return done; \
	}
PWRITE(pwrite)
PWRITE(pwrite64)

#define FTRUNCATE(name) \
	int name(int fd, off_t size) \
	{ \
		REAL(int, #name, int, off_t); \
		int rc = real(fd, size); \
		if (rc == 0) \
			put_fd(POWERCUT_TRUNCATE, fd, size, NULL, 0); \
		return rc; \
	}
FTRUNCATE(ftruncate)
FTRUNCATE(ftruncate64)

#define SYNC(name) \
	int name(int fd) \
	{ \
		REAL(int, #name, int); \
		int rc = real(fd); \
		if (rc == 0) \
			put_fd(POWERCUT_SYNC, fd, 0, NULL, 0); \
		return rc; \
	}
SYNC(fsync)
SYNC(fdatasync)

int
syncfs(int fd)
{
	REAL(int, "syncfs", int);
	struct powercut_record r = {.kind = POWERCUT_SYNC_ALL};
	int rc = real(fd);

	if (rc == 0)
		put(&r, NULL, NULL);
	return rc;
}

void
sync(void)
{
	REAL(void, "sync", void);
	struct powercut_record r = {.kind = POWERCUT_SYNC_ALL};

	real();
	put(&r, NULL, NULL);
}

int
fchmod(int fd, mode_t mode)
{
	REAL(int, "fchmod", int, mode_t);
	int rc = real(fd, mode);

	if (rc == 0)
		put_fd(POWERCUT_MODE, fd, mode & 07777, NULL, 0);
	return rc;
}

int
mkdirat(int at, const char *path, mode_t mode)
{
	REAL(int, "mkdirat", int, const char *, mode_t);
	int rc = real(at, path, mode);

	if (rc == 0)
		put_name(POWERCUT_MKDIR, at, path);
	return rc;
}

int
mkdir(const char *path, mode_t mode)
{
	return mkdirat(AT_FDCWD, path, mode);
}

int
linkat(int from, const char *a, int to, const char *b, int flags)
{
	REAL(int, "linkat", int, const char *, int, const char *, int);
	int rc = real(from, a, to, b, flags);

	if (rc == 0)
		put_name(POWERCUT_LINK, to, b);
	return rc;
}

int
link(const char *a, const char *b)
{
	return linkat(AT_FDCWD, a, AT_FDCWD, b, 0);
}

int
unlinkat(int at, const char *path, int flags)
{
	REAL(int, "unlinkat", int, const char *, int);
	struct powercut_record r = {.kind = POWERCUT_UNLINK};
	const char *name;
	int rc;

	if (journal >= 0 && parent(at, path, &r.folder, &name) == 0)
		r.inode = inode_of(at, path);
	rc = real(at, path, flags);
	if (rc == 0 && r.inode != 0) {
		r.n = (uint32_t)strlen(name);
		put(&r, name, NULL);
	}
	return rc;
}

int
unlink(const char *path)
{
	return unlinkat(AT_FDCWD, path, 0);
}

int
rmdir(const char *path)
{
	return unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
}

int
renameat(int from, const char *a, int to, const char *b)
{
	REAL(int, "renameat", int, const char *, int, const char *);
	struct powercut_record r = {.kind = POWERCUT_RENAME};
	const char *one, *two;
	int known = journal >= 0 && parent(from, a, &r.folder, &one) == 0 &&
		parent(to, b, &r.to, &two) == 0;
	int rc;

	r.inode = known ? inode_of(from, a) : 0;
	rc = real(from, a, to, b);
	if (rc == 0 && known) {
		r.n = (uint32_t)strlen(one);
		r.m = (uint32_t)strlen(two);
		put(&r, one, two);
	}
	return rc;
}

int
rename(const char *a, const char *b)
{
	return renameat(AT_FDCWD, a, AT_FDCWD, b);
}

/* Closes them, but not the journal. */
int
close_range(unsigned first, unsigned last, int flags)
{
	REAL(int, "close_range", unsigned, unsigned, int);

	if (journal < 0 || (unsigned)journal < first || (unsigned)journal > last)
		return real(first, last, flags);
	if ((unsigned)journal > first && real(first, (unsigned)journal - 1, flags) != 0)
		return -1;
	return (unsigned)journal == last ? 0 : real((unsigned)journal + 1, last, flags);
}

#define UNKNOWN(name, parameters, types, arguments) \
	int name parameters \
	{ \
		REAL(int, #name, types); \
		put_unknown(#name); \
		return real arguments; \
	}
UNKNOWN(fallocate, (int fd, int mode, off_t at, off_t n), int COMMA int COMMA off_t COMMA off_t,
	(fd, mode, at, n))
UNKNOWN(fallocate64, (int fd, int mode, off_t at, off_t n), int COMMA int COMMA off_t COMMA off_t,
	(fd, mode, at, n))
UNKNOWN(posix_fallocate, (int fd, off_t at, off_t n), int COMMA off_t COMMA off_t, (fd, at, n))
UNKNOWN(posix_fallocate64, (int fd, off_t at, off_t n), int COMMA off_t COMMA off_t, (fd, at, n))
UNKNOWN(truncate, (const char *path, off_t n), const char *COMMA off_t, (path, n))
UNKNOWN(truncate64, (const char *path, off_t n), const char *COMMA off_t, (path, n))
UNKNOWN(renameat2, (int from, const char *a, int to, const char *b, unsigned flags),
	int COMMA const char *COMMA int COMMA const char *COMMA unsigned, (from, a, to, b, flags))

/* SPDX-License-Identifier: ISC */
#include "base/confine.h"

#include <asm/termbits.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/kd.h>
#include <linux/magic.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/nls.h"

/* Names and numbers as in linux/landlock.h; that of a system may be older than its kernel. */
#define RULE_PATH_BENEATH 1
#define CREATE_VERSION 1
#define FS_WRITE_FILE (1ULL << 1)
#define FS_READ_FILE (1ULL << 2)
#define FS_READ_DIR (1ULL << 3)
#define FS_REMOVE_FILE (1ULL << 5)
#define FS_MAKE_REG (1ULL << 8)
#define FS_TRUNCATE (1ULL << 14)

struct ruleset {
	uint64_t files;
	uint64_t network;
	uint64_t scoped;
};

/* What each version can refuse. A ruleset with all of it refuses all that no rule allows. */
static struct ruleset
everything(long version)
{
	struct ruleset all = {.files = (1ULL << 13) - 1};

	if (version >= 2)
		all.files |= 1ULL << 13; /* rename into another folder */
	if (version >= 3)
		all.files |= FS_TRUNCATE;
	if (version >= 4)
		all.network = 3; /* TCP: bind, connect */
	if (version >= 5)
		all.files |= 1ULL << 15; /* ioctl on devices */
	if (version >= 6)
		all.scoped = 3; /* abstract sockets, signals */
	return all;
}

/* Adds what is at path to rules. Returns 0, or -1 with errno. */
static int
allow_path(int rules, const struct confine_path *path, uint64_t possible)
{
	struct {
		uint64_t rights;
		int32_t fd;
	} __attribute__((packed)) rule = {.rights = FS_READ_FILE | FS_READ_DIR};
	struct statfs fs;
	struct stat st;
	int rc = -1;

	rule.fd = openat(path->at, path->path, O_PATH | O_CLOEXEC);
	if (rule.fd < 0)
		return errno == ENOENT || errno == ENOTDIR || errno == EACCES ? 0 : -1;
	if (path->right == CONFINE_WRITE)
		rule.rights |= FS_WRITE_FILE | FS_TRUNCATE | FS_MAKE_REG | FS_REMOVE_FILE;
	rule.rights &= possible;
	if (fstat(rule.fd, &st) == 0 && fstatfs(rule.fd, &fs) == 0) {
		if (!S_ISDIR(st.st_mode))
			rule.rights &= FS_READ_FILE | FS_WRITE_FILE | FS_TRUNCATE;
		rc = (int)syscall(SYS_landlock_add_rule, rules, RULE_PATH_BENEATH, &rule, 0);
		/* a rule holds on to an inode, of which procfs makes another when memory is short; not
		 * while a descriptor is open */
		if (rc == 0 && fs.f_type == PROC_SUPER_MAGIC)
			return 0;
	}
	close(rule.fd);
	return rc;
}

enum confine_result
confine_files(const struct confine_path *paths, size_t n, struct fail *why)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, CREATE_VERSION);
	struct ruleset all;
	size_t i;
	int rules;

	if (version < 1) {
		fail_errno(why, errno, _("this system cannot confine a program to its files (landlock)"));
		return CONFINE_NOT_HERE;
	}
	all = everything(version);
	rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
	if (rules < 0)
		goto fail;
	for (i = 0; i < n; i++)
		if (allow_path(rules, &paths[i], all.files) != 0)
			goto fail;
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	if (syscall(SYS_landlock_restrict_self, rules, 0) != 0)
		goto fail;
	close(rules);
	return CONFINE_DONE;
fail:
	fail_errno(why, errno, _("the program could not be confined to its files"));
	if (rules >= 0)
		close(rules);
	return CONFINE_FAILED;
}

/* Calls that are harmless whatever their arguments. Those of other machines' libraries stand beside
 * their like; a name that the kernel here does not have is passed over. */
static const int calls[] = {
	/* memory; executable memory is dealt with below */
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise), SCMP_SYS(mlock),
	SCMP_SYS(munlock),
	/* files: opened, read, written; landlock says which */
	SCMP_SYS(open), SCMP_SYS(openat), SCMP_SYS(close), SCMP_SYS(read), SCMP_SYS(readv),
	SCMP_SYS(pread64), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(pwrite64), SCMP_SYS(lseek),
	SCMP_SYS(_llseek), SCMP_SYS(ftruncate), SCMP_SYS(ftruncate64), SCMP_SYS(fsync),
	SCMP_SYS(fdatasync),
	/* files: looked at */
	SCMP_SYS(stat), SCMP_SYS(stat64), SCMP_SYS(lstat), SCMP_SYS(lstat64), SCMP_SYS(fstat),
	SCMP_SYS(fstat64), SCMP_SYS(newfstatat), SCMP_SYS(fstatat64), SCMP_SYS(statx),
	SCMP_SYS(fstatfs), SCMP_SYS(fstatfs64), SCMP_SYS(access), SCMP_SYS(faccessat),
	SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getcwd),
	/* an hour key written beside, put in its place; SQLite's log made with the database's owner
	 * (as root only) and mode, and removed */
	SCMP_SYS(fchmod), SCMP_SYS(fchown), SCMP_SYS(fchown32), SCMP_SYS(unlink), SCMP_SYS(unlinkat),
	SCMP_SYS(rename), SCMP_SYS(renameat), SCMP_SYS(renameat2),
	/* who am I: file_is_private, SQLite after a fork */
	SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getuid), SCMP_SYS(geteuid), SCMP_SYS(getgid),
	SCMP_SYS(getegid), SCMP_SYS(getuid32), SCMP_SYS(geteuid32), SCMP_SYS(getgid32),
	SCMP_SYS(getegid32),
	/* time, where it takes a call; one try of a code a second; SQLite waiting for a lock */
	SCMP_SYS(clock_gettime), SCMP_SYS(clock_gettime64), SCMP_SYS(gettimeofday), SCMP_SYS(time),
	SCMP_SYS(nanosleep), SCMP_SYS(clock_nanosleep), SCMP_SYS(clock_nanosleep_time64),
	/* waiting for a key or a signal, and curses' signal handlers */
	SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(ppoll_time64), SCMP_SYS(restart_syscall),
	SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn), SCMP_SYS(sigreturn),
	/* keys and codes */
	SCMP_SYS(getrandom),
	/* syslog(3) on the socket that is allowed below */
	SCMP_SYS(connect), SCMP_SYS(sendto), SCMP_SYS(send),
	/* once-only starts inside the C library */
	SCMP_SYS(futex), SCMP_SYS(futex_time64),
	/* confined further, when there is a register */
	SCMP_SYS(landlock_create_ruleset), SCMP_SYS(landlock_add_rule),
	SCMP_SYS(landlock_restrict_self),
	/* the end */
	SCMP_SYS(exit), SCMP_SYS(exit_group)};

#define INT 0xffffffffU /* the bits the kernel looks at */
#define IS(number, value) \
	{ \
		(number), SCMP_CMP_MASKED_EQ, INT, (value) \
	}
#define WITHOUT(number, bits) \
	{ \
		(number), SCMP_CMP_MASKED_EQ, (bits), 0 \
	}

/* Calls of which one argument (counted from 0) decides. */
static const struct {
	int call;
	struct scmp_arg_cmp only;
} some[] = {
	/* no memory becomes executable */
	{SCMP_SYS(mmap), WITHOUT(2, PROT_EXEC)},
	{SCMP_SYS(mmap2), WITHOUT(2, PROT_EXEC)},
	{SCMP_SYS(mprotect), WITHOUT(2, PROT_EXEC)},
	/* SQLite's locks, and flags; no signal by way of an owner */
	{SCMP_SYS(fcntl), IS(1, F_GETLK)},
	{SCMP_SYS(fcntl), IS(1, F_SETLK)},
	{SCMP_SYS(fcntl), IS(1, F_SETLKW)},
	{SCMP_SYS(fcntl), IS(1, F_GETFD)},
	{SCMP_SYS(fcntl), IS(1, F_SETFD)},
	{SCMP_SYS(fcntl), IS(1, F_GETFL)},
	{SCMP_SYS(fcntl64), IS(1, F_GETLK64)},
	{SCMP_SYS(fcntl64), IS(1, F_SETLK64)},
	{SCMP_SYS(fcntl64), IS(1, F_SETLKW64)},
	{SCMP_SYS(fcntl64), IS(1, F_GETFD)},
	{SCMP_SYS(fcntl64), IS(1, F_SETFD)},
	{SCMP_SYS(fcntl64), IS(1, F_GETFL)},
	/* the terminal: its modes, its size, what waits to be read, its font; not TIOCSTI */
	{SCMP_SYS(ioctl), IS(1, TCGETS)},
	{SCMP_SYS(ioctl), IS(1, TCSETS)},
	{SCMP_SYS(ioctl), IS(1, TCSETSW)},
	{SCMP_SYS(ioctl), IS(1, TCSETSF)},
#ifdef TCGETS2 /* glibc since 2.42 */
	{SCMP_SYS(ioctl), IS(1, TCGETS2)},
	{SCMP_SYS(ioctl), IS(1, TCSETS2)},
	{SCMP_SYS(ioctl), IS(1, TCSETSW2)},
	{SCMP_SYS(ioctl), IS(1, TCSETSF2)},
#endif
	{SCMP_SYS(ioctl), IS(1, TCFLSH)},
	{SCMP_SYS(ioctl), IS(1, TIOCGWINSZ)},
	{SCMP_SYS(ioctl), IS(1, FIONREAD)},
	{SCMP_SYS(ioctl), IS(1, GIO_UNIMAP)},
	/* syslog(3) */
	{SCMP_SYS(socket), IS(0, AF_UNIX)},
};

/* Fills filter. Returns 0, or an error as libseccomp has them, -errno. */
static int
allow_calls(scmp_filter_ctx filter)
{
	/* abort() ends this process, and only this one */
	const struct scmp_arg_cmp self = IS(0, (scmp_datum_t)getpid());
	size_t i;
	int rc = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1, &self);

	for (i = 0; rc == 0 && i < sizeof calls / sizeof calls[0]; i++)
		rc = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, calls[i], 0, NULL);
	for (i = 0; rc == 0 && i < sizeof some / sizeof some[0]; i++)
		rc = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, some[i].call, 1, &some[i].only);
	return rc;
}

enum confine_result
confine_calls(struct fail *why)
{
	scmp_filter_ctx filter;
	int rc = -ENOMEM;

	/* EFAULT where there are filters (seccomp(2)) */
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL, 0, 0) != 0 && errno != EFAULT) {
		fail_errno(why, errno, _("this system cannot confine a program to its calls (seccomp)"));
		return CONFINE_NOT_HERE;
	}
	/* calls of another architecture, which this machine may know too, end the program */
	filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	if (filter != NULL) {
		/* a tree, not a list: a call is judged sooner */
		seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
		rc = seccomp_attr_set(filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
		if (rc == 0)
			rc = allow_calls(filter);
		if (rc == 0)
			rc = seccomp_load(filter);
		seccomp_release(filter);
	}
	if (rc == 0)
		return CONFINE_DONE;
	fail_errno(why, -rc, _("the program could not be confined to its calls"));
	return CONFINE_FAILED;
}

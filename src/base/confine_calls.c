/* SPDX-License-Identifier: ISC */
#include "base/confine_calls.h"

#include <asm/termbits.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/kd.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/nls.h"

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
	/* once-only starts inside the C library */
	SCMP_SYS(futex), SCMP_SYS(futex_time64),
	/* confined further, when there is a register */
	SCMP_SYS(landlock_create_ruleset), SCMP_SYS(landlock_add_rule),
	SCMP_SYS(landlock_restrict_self),
	/* the end */
	SCMP_SYS(exit), SCMP_SYS(exit_group)};

/* syslog(3), on the socket that is allowed below */
static const int calls_of_kiosk[] = {SCMP_SYS(connect), SCMP_SYS(sendto), SCMP_SYS(send)};

static const int calls_of_desk[] = {
	/* threads: how many, their lists of locks and restartable sequences; made with clone below */
	SCMP_SYS(sched_getaffinity), SCMP_SYS(set_robust_list), SCMP_SYS(rseq),
	/* keys of all hours found by listing; the register and the ledger locked; a key changed with
	 * its old file beside it */
	SCMP_SYS(getdents64), SCMP_SYS(getdents), SCMP_SYS(flock), SCMP_SYS(link), SCMP_SYS(linkat),
	/* what is said meanwhile kept for a page of the screen, an archive for a pipe: no name */
	SCMP_SYS(dup), SCMP_SYS(dup2), SCMP_SYS(dup3), SCMP_SYS(memfd_create),
	/* signals that end the screen, or a list that is being written */
	SCMP_SYS(signalfd4), SCMP_SYS(signalfd), SCMP_SYS(rt_sigpending),
	/* how much memory there is: qsort(3) before glibc 2.37 */
	SCMP_SYS(sysinfo)};

#define INT 0xffffffffU /* the bits the kernel looks at */
#define IS(number, value) \
	{ \
		(number), SCMP_CMP_MASKED_EQ, INT, (value) \
	}
#define WITHOUT(number, bits) \
	{ \
		(number), SCMP_CMP_MASKED_EQ, (bits), 0 \
	}

#define ONLY(number, value, without) \
	{ \
		(number), SCMP_CMP_MASKED_EQ, INT & ~(without), (value) \
	}

struct some {
	int call;
	struct scmp_arg_cmp only;
};

/* Calls of which one argument (counted from 0) decides. */
static const struct some some[] = {
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
};

static const struct some some_of_kiosk[] = {
	/* syslog(3) */
	{SCMP_SYS(socket), IS(0, AF_UNIX)},
};

/* What a thread shares with its process, as glibc and musl ask for it. A process would share less, and
 * another kind of it is refused by the kernel. */
#define THREAD \
	((scmp_datum_t)(CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | \
		CLONE_SYSVSEM | CLONE_SETTLS | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID))
#ifdef __s390__
#define CLONE_FLAGS 1 /* which argument they are */
#else
#define CLONE_FLAGS 0
#endif

static const struct some some_of_desk[] = {
	{SCMP_SYS(clone), ONLY(CLONE_FLAGS, THREAD, CLONE_DETACHED)}, /* which means nothing any more */
};

#define ALL(table) (table), sizeof(table) / sizeof(table)[0]

static int
allow(scmp_filter_ctx filter, const int *table, size_t n)
{
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && i < n; i++)
		rc = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, table[i], 0, NULL);
	return rc;
}

static int
allow_some(scmp_filter_ctx filter, const struct some *table, size_t n)
{
	size_t i;
	int rc = 0;

	for (i = 0; rc == 0 && i < n; i++)
		rc = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, table[i].call, 1, &table[i].only);
	return rc;
}

static int
allow_desk(scmp_filter_ctx filter)
{
	int rc = allow(filter, ALL(calls_of_desk));

	if (rc == 0)
		rc = allow_some(filter, ALL(some_of_desk));
	/* no filter sees what clone3 is asked for: the C library then makes its threads with clone */
	if (rc == 0)
		rc = seccomp_rule_add_array(filter, SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0, NULL);
	return rc;
}

/* Fills filter. Returns 0, or an error as libseccomp has them, -errno. */
static int
allow_calls(scmp_filter_ctx filter, enum confine_program program)
{
	/* abort() ends this process, and only this one */
	const struct some self = {SCMP_SYS(tgkill), IS(0, (scmp_datum_t)getpid())};
	int rc = allow_some(filter, &self, 1);

	if (rc == 0)
		rc = allow(filter, ALL(calls));
	if (rc == 0)
		rc = allow_some(filter, ALL(some));
	if (rc == 0 && program == CONFINE_DESK)
		return allow_desk(filter);
	if (rc == 0)
		rc = allow(filter, ALL(calls_of_kiosk));
	return rc == 0 ? allow_some(filter, ALL(some_of_kiosk)) : rc;
}

enum confine_result
confine_calls_of(enum confine_program program, struct fail *why)
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
			rc = allow_calls(filter, program);
		if (rc == 0)
			rc = seccomp_load(filter);
		seccomp_release(filter);
	}
	if (rc == 0)
		return CONFINE_DONE;
	fail_errno(why, -rc, _("the program could not be confined to its calls"));
	return CONFINE_FAILED;
}

/* SPDX-License-Identifier: ISC */
#include "fault/nth/fault.h"

#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>

enum {
	FAILS = 1,     /* can fail with an error of its own */
	BREAKS = 2,    /* can be interrupted */
	WRITES = 4,    /* can do less than it was asked to */
	CHANGES = 8,   /* changes what is stored: worth a kill on both sides */
	ALLOCATES = 16 /* needs room on the disk, or may */
};

/* What the programs call, as seen; what is not here fails with EIO. No flag: never fails. */
static const struct {
	long nr;
	const char *name;
	int flags, error;
} calls[] = {
	{SYS_read, "read", FAILS | BREAKS, EIO},
	{SYS_pread64, "pread64", FAILS | BREAKS, EIO},
	{SYS_readv, "readv", FAILS | BREAKS, EIO},
	{SYS_write, "write", FAILS | BREAKS | WRITES | CHANGES | ALLOCATES, EIO},
	{SYS_pwrite64, "pwrite64", FAILS | BREAKS | WRITES | CHANGES | ALLOCATES, EIO},
	{SYS_writev, "writev", FAILS | BREAKS | CHANGES | ALLOCATES, EIO},
	{SYS_openat, "openat", FAILS | BREAKS | CHANGES | ALLOCATES, 0},
	{SYS_close, "close", FAILS | BREAKS, EIO},
	{SYS_close_range, "close_range", FAILS, ENOSYS},
	{SYS_fsync, "fsync", FAILS | BREAKS | CHANGES, EIO},
	{SYS_fdatasync, "fdatasync", FAILS | BREAKS | CHANGES, EIO},
	{SYS_ftruncate, "ftruncate", FAILS | BREAKS | CHANGES | ALLOCATES, EIO},
	{SYS_fallocate, "fallocate", FAILS | BREAKS | CHANGES | ALLOCATES, EIO},
	{SYS_rename, "rename", FAILS | CHANGES, EIO},
	{SYS_renameat, "renameat", FAILS | CHANGES, EIO},
	{SYS_renameat2, "renameat2", FAILS | CHANGES, EIO},
	{SYS_unlink, "unlink", FAILS | CHANGES, EIO},
	{SYS_unlinkat, "unlinkat", FAILS | CHANGES, EIO},
	{SYS_linkat, "linkat", FAILS | CHANGES | ALLOCATES, EIO},
	{SYS_mkdir, "mkdir", FAILS | CHANGES | ALLOCATES, EIO},
	{SYS_mkdirat, "mkdirat", FAILS | CHANGES | ALLOCATES, EIO},
	{SYS_fchmod, "fchmod", FAILS | CHANGES, EPERM},
	{SYS_fchmodat, "fchmodat", FAILS | CHANGES, EPERM},
	{SYS_fchown, "fchown", FAILS | CHANGES, EPERM},
	{SYS_flock, "flock", FAILS | BREAKS, ENOLCK},
	{SYS_fcntl, "fcntl", FAILS | BREAKS, ENOLCK},
	{SYS_mmap, "mmap", FAILS, ENOMEM},
	{SYS_mremap, "mremap", FAILS, ENOMEM},
	{SYS_mprotect, "mprotect", FAILS, ENOMEM},
	{SYS_munmap, "munmap", FAILS, ENOMEM},
	{SYS_madvise, "madvise", FAILS, ENOMEM},
	{SYS_mlock, "mlock", FAILS, ENOMEM},
	{SYS_munlock, "munlock", FAILS, ENOMEM},
	{SYS_brk, "brk", FAILS, 0},
	{SYS_memfd_create, "memfd_create", FAILS, EMFILE},
	{SYS_lseek, "lseek", FAILS, EIO},
	{SYS_ioctl, "ioctl", FAILS, EIO},
	{SYS_clone, "clone", FAILS, EAGAIN},
	{SYS_clone3, "clone3", FAILS, EAGAIN},
	{SYS_vfork, "vfork", FAILS, EAGAIN},
	{SYS_fork, "fork", FAILS, EAGAIN},
	{SYS_execve, "execve", FAILS, EIO},
	{SYS_pipe2, "pipe2", FAILS, EMFILE},
	{SYS_dup, "dup", FAILS, EMFILE},
	{SYS_dup2, "dup2", FAILS, EMFILE},
	{SYS_signalfd4, "signalfd4", FAILS, EMFILE},
	{SYS_syncfs, "syncfs", FAILS | CHANGES, EIO},
	{SYS_wait4, "wait4", FAILS | BREAKS, ECHILD},
	{SYS_waitid, "waitid", FAILS | BREAKS, ECHILD},
	{SYS_poll, "poll", FAILS | BREAKS, ENOMEM},
	{SYS_ppoll, "ppoll", FAILS | BREAKS, ENOMEM},
	{SYS_kill, "kill", FAILS, EPERM},
	{SYS_socket, "socket", FAILS, EMFILE},
	{SYS_connect, "connect", FAILS | BREAKS, ECONNREFUSED},
	{SYS_sendto, "sendto", FAILS | BREAKS, ENOBUFS},
	{SYS_nanosleep, "nanosleep", BREAKS, 0},
	{SYS_clock_nanosleep, "clock_nanosleep", BREAKS, 0},
	{SYS_access, "access", FAILS, EIO},
	{SYS_faccessat, "faccessat", FAILS, EIO},
	{SYS_faccessat2, "faccessat2", FAILS, EIO},
	{SYS_fstat, "fstat", FAILS, EIO},
	{SYS_newfstatat, "newfstatat", FAILS, EIO},
	{SYS_stat, "stat", FAILS, EIO},
	{SYS_lstat, "lstat", FAILS, EIO},
	{SYS_statx, "statx", FAILS, EIO},
	{SYS_statfs, "statfs", FAILS, EIO},
	{SYS_fstatfs, "fstatfs", FAILS, EIO},
	{SYS_getdents64, "getdents64", FAILS, EIO},
	{SYS_readlink, "readlink", FAILS, EIO},
	{SYS_readlinkat, "readlinkat", FAILS, EIO},
	{SYS_getcwd, "getcwd", FAILS, ENOENT},
	{SYS_prlimit64, "prlimit64", FAILS, EPERM},
	{SYS_prctl, "prctl", FAILS, EPERM},
	{SYS_seccomp, "seccomp", FAILS, ENOMEM},
	{444, "landlock_create_ruleset", FAILS, ENOMEM},
	{445, "landlock_add_rule", FAILS, ENOMEM},
	{446, "landlock_restrict_self", FAILS, E2BIG},
	{SYS_sysinfo, "sysinfo", FAILS, EFAULT},
	{SYS_sched_getaffinity, "sched_getaffinity", FAILS, EINVAL},
	{SYS_getxattr, "getxattr", FAILS, EIO},
	{SYS_utimensat, "utimensat", FAILS, EIO},
	/* once the kernel has its first random bytes these do not fail, nor do the rest ever */
	{SYS_getrandom, "getrandom", BREAKS, 0},
	{SYS_futex, "futex", 0, 0}, /* a C library ends the program at what the kernel never says */
	{SYS_rt_sigaction, "rt_sigaction", 0, 0},
	{SYS_rt_sigprocmask, "rt_sigprocmask", 0, 0},
	{SYS_rt_sigpending, "rt_sigpending", 0, 0},
	{SYS_rt_sigreturn, "rt_sigreturn", 0, 0},
	{SYS_set_tid_address, "set_tid_address", 0, 0},
	{SYS_set_robust_list, "set_robust_list", 0, 0},
	{SYS_rseq, "rseq", 0, 0},
	{SYS_arch_prctl, "arch_prctl", 0, 0},
	{SYS_getpid, "getpid", 0, 0},
	{SYS_gettid, "gettid", 0, 0},
	{SYS_getppid, "getppid", 0, 0},
	{SYS_getuid, "getuid", 0, 0},
	{SYS_geteuid, "geteuid", 0, 0},
	{SYS_getgid, "getgid", 0, 0},
	{SYS_getegid, "getegid", 0, 0},
	{SYS_umask, "umask", 0, 0},
	{SYS_uname, "uname", 0, 0},
	{SYS_sched_yield, "sched_yield", 0, 0},
	{SYS_clock_gettime, "clock_gettime", 0, 0},
	{SYS_restart_syscall, "restart_syscall", 0, 0},
	{SYS_exit, "exit", 0, 0},
	{SYS_exit_group, "exit_group", 0, 0},
};

#define CALLS (sizeof calls / sizeof calls[0])

static size_t
find(long nr)
{
	size_t i = 0;

	while (i < CALLS && calls[i].nr != nr)
		i++;
	return i;
}

const char *
fault_name(enum fault_kind kind)
{
	static const char *const names[FAULT_KINDS] = {"nothing", "an error", "EINTR", "a short write",
		"a full disk", "killed before", "killed after", "no memory"};

	return names[kind];
}

const char *
fault_call(long nr, char room[static 16])
{
	size_t i = find(nr);

	if (i < CALLS)
		return calls[i].name;
	snprintf(room, 16, "%ld", nr);
	return room;
}

bool
fault_fits(enum fault_kind kind, long nr)
{
	size_t i = find(nr);
	int flags = i < CALLS ? calls[i].flags : FAILS;

	switch (kind) {
	case FAULT_ERROR:
		return (flags & FAILS) != 0;
	case FAULT_EINTR:
		return (flags & BREAKS) != 0;
	case FAULT_SHORT:
		return (flags & WRITES) != 0;
	case FAULT_FULL:
		return (flags & ALLOCATES) != 0;
	case FAULT_KILL_BEFORE:
	case FAULT_KILL_AFTER:
		return (flags & CHANGES) != 0;
	default:
		return false;
	}
}

bool
fault_changes(long nr)
{
	size_t i = find(nr);

	return i < CALLS && (calls[i].flags & CHANGES) != 0;
}

long
fault_result(const struct fault *fault)
{
	static const int open_errors[] = {EIO, EMFILE, EACCES};
	/* where a disk is shared, has quotas or a policy, or memory is short */
	static const int writing[] = {ENOSPC, EDQUOT}, other[] = {ENOMEM, EACCES};
	size_t i = find(fault->nr);
	int flags = i < CALLS ? calls[i].flags : FAILS;

	if (fault->nr == SYS_brk)
		return 0;
	if (fault->nr == SYS_openat)
		return -open_errors[(fault->n + fault->way) % FAULT_WAYS];
	if (fault->way > 0)
		return -(flags & CHANGES ? writing : other)[fault->way - 1];
	return -(i < CALLS && calls[i].error != 0 ? calls[i].error : EIO);
}

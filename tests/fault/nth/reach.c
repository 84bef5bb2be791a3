/* SPDX-License-Identifier: ISC */
#include "fault/nth/reach.h"

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

bool
reach_needs_room(pid_t pid, long nr, const struct user_regs_struct *regs)
{
	unsigned long long end = regs->rdx;
	char path[64], text[256];
	long long position = 0;
	unsigned flags = 0;
	struct stat st;
	ssize_t n;
	int fd;

	if (nr == SYS_mkdir || nr == SYS_mkdirat || nr == SYS_linkat || nr == SYS_fallocate)
		return true;
	if (nr == SYS_openat)
		return (regs->rdx & (O_CREAT | O_EXCL)) == (O_CREAT | O_EXCL);
	if ((nr != SYS_write && nr != SYS_pwrite64 && nr != SYS_writev) || (int)regs->rdi <= 2)
		return false;
	snprintf(path, sizeof path, "/proc/%d/fd/%d", (int)pid, (int)regs->rdi);
	if (stat(path, &st) != 0 || !S_ISREG(st.st_mode))
		return false;
	if (nr == SYS_pwrite64)
		return regs->r10 + end > (unsigned long long)st.st_size;
	snprintf(path, sizeof path, "/proc/%d/fdinfo/%d", (int)pid, (int)regs->rdi);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	n = fd < 0 ? -1 : read(fd, text, sizeof text - 1);
	if (fd >= 0)
		close(fd);
	text[n < 0 ? 0 : n] = '\0';
	sscanf(text, "pos: %lld flags: %o", &position, &flags);
	if ((flags & O_APPEND) != 0 || nr == SYS_writev)
		return true;
	return (unsigned long long)position + end > (unsigned long long)st.st_size;
}

bool
reach_unlocks(pid_t pid, long nr, const struct user_regs_struct *regs)
{
	struct flock lock;
	struct iovec here = {&lock, sizeof lock}, there = {(void *)regs->rdx, sizeof lock};

	if (nr == SYS_flock)
		return (regs->rsi & LOCK_UN) != 0;
	if (nr != SYS_fcntl || (regs->rsi != F_SETLK && regs->rsi != F_SETLKW))
		return false;
	return process_vm_readv(pid, &here, 1, &there, 1, 0) != sizeof lock || lock.l_type == F_UNLCK;
}

int
reach_stop_at(const struct fault *f)
{
	static const int room[] = {SYS_write, SYS_pwrite64, SYS_writev, SYS_openat, SYS_mkdir,
		SYS_mkdirat, SYS_linkat, SYS_fallocate};
	const size_t rooms = f->kind == FAULT_FULL ? sizeof room / sizeof room[0] : 0;
	struct sock_filter code[16];
	struct sock_fprog program = {.filter = code};
	size_t i, n = 0, last = rooms + 3;

	code[n++] = (struct sock_filter)BPF_STMT(
		BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
	for (i = 0; i <= rooms; i++, n++)
		code[n] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
			(uint32_t)(i < rooms ? room[i] : f->nr), (uint8_t)(last - n - 1), 0);
	code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRACE);
	program.len = (unsigned short)n;
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0)
		return 0;
	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 /* not root */
		? prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)
		: -1;
}

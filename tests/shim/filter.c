/* SPDX-License-Identifier: ISC */
/* filter: runs a program with the system calls of allowed.h only, a list of __NR_ numbers made by
 * the test. Any other ends it with SIGSYS (a unit would only refuse it, and nobody would notice).
 * Memory that can be written and run, and sockets, are refused as in the unit. */
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static const int allowed[] = {
#include "allowed.h"
};

#define COUNT (sizeof allowed / sizeof allowed[0])
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define SKIP_UNLESS(value, n) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (n))
#define RETURN(what) BPF_STMT(BPF_RET | BPF_K, (what))

int
main(int argc, char **argv)
{
	static const struct sock_filter head[] = {
		LOAD(nr),
		/* mprotect: not PROT_EXEC; mmap: not PROT_EXEC with PROT_WRITE */
		SKIP_UNLESS(__NR_mprotect, 4),
		LOAD(args[2]),
		BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, PROT_EXEC, 0, 1),
		RETURN(SECCOMP_RET_KILL_PROCESS),
		LOAD(nr),
		SKIP_UNLESS(__NR_mmap, 5),
		LOAD(args[2]),
		BPF_STMT(BPF_ALU | BPF_AND | BPF_K, PROT_EXEC | PROT_WRITE),
		SKIP_UNLESS(PROT_EXEC | PROT_WRITE, 1),
		RETURN(SECCOMP_RET_KILL_PROCESS),
		LOAD(nr),
		SKIP_UNLESS(__NR_socket, 1),
		RETURN(SECCOMP_RET_KILL_PROCESS),
	};
	struct sock_filter code[sizeof head / sizeof head[0] + 2 * COUNT + 1];
	struct sock_fprog program = {.filter = code};
	size_t n = sizeof head / sizeof head[0], i;

	if (argc < 2)
		return 2;
	memcpy(code, head, sizeof head);
	for (i = 0; i < COUNT; i++) {
		code[n++] = (struct sock_filter)SKIP_UNLESS((unsigned)allowed[i], 1);
		code[n++] = (struct sock_filter)RETURN(SECCOMP_RET_ALLOW);
	}
	code[n++] = (struct sock_filter)RETURN(SECCOMP_RET_KILL_PROCESS);
	program.len = (unsigned short)n;
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
		prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
		fprintf(stderr, "filter: %s\n", strerror(errno));
		return 77;
	}
	execvp(argv[1], argv + 1);
	fprintf(stderr, "filter: %s: %s\n", argv[1], strerror(errno));
	return 1;
}

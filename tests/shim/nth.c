/* SPDX-License-Identifier: ISC */
/* nth: what the tests of failing calls load into a program (tests/fault/nth). By LD_PRELOAD:
 * - the clock stands still: WELKOM_NTH_NOW is the time, WELKOM_NTH_UP the time since the machine was
 *   started, in seconds; so two runs do the same. CLOCK_MONOTONIC goes on: waiting has an end;
 * - Argon2id costs nothing: every run with this shim makes and reads keys of the same cheap kind;
 * - an allocation fails: the file WELKOM_NTH_PAGE is a struct nth_page, which says which;
 * - a call with NTH_MARK tells a tracer that the libraries are loaded and the program begins.
 * It makes no other call, so a program that confines itself does not meet this shim. */
#define _GNU_SOURCE
#include "shim/nth.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

extern void *__libc_malloc(size_t n);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *p, size_t n);

#define OWN_REALLOC 256 /* bytes of code, at most */
#define STACK_WORDS 40
#define OTHERS 64

static struct nth_page *page;
static uintptr_t own_realloc; /* of the program, where it has one */
static time_t now, up;
static struct {
	uintptr_t begin, end;
} program, libc, others[OTHERS]; /* where they lie; of the others all but this one */
static size_t other_count;

/* Notes where an object lies that is loaded. */
static int
place(struct dl_phdr_info *info, size_t size, void *first)
{
	bool *is_first = first;
	uintptr_t begin, end;
	int i;

	(void)size;
	for (i = 0; i < info->dlpi_phnum; i++) {
		if (info->dlpi_phdr[i].p_type != PT_LOAD || (info->dlpi_phdr[i].p_flags & PF_X) == 0)
			continue;
		begin = info->dlpi_addr + info->dlpi_phdr[i].p_vaddr;
		end = begin + info->dlpi_phdr[i].p_memsz;
		if (*is_first)
			program.begin = begin, program.end = end;
		else if (strstr(info->dlpi_name, "/libc.so") != NULL)
			libc.begin = begin, libc.end = end;
		else if (other_count < OTHERS && !((uintptr_t)place >= begin && (uintptr_t)place < end))
			others[other_count].begin = begin, others[other_count++].end = end;
	}
	*is_first = false;
	return 0;
}

static __attribute__((constructor)) void
begin(void)
{
	const char *path = getenv("WELKOM_NTH_PAGE"), *text;
	struct nth_page *p;
	bool first = true;
	int fd;

	if ((text = getenv("WELKOM_NTH_NOW")) != NULL)
		now = (time_t)strtoll(text, NULL, 10);
	if ((text = getenv("WELKOM_NTH_UP")) != NULL)
		up = (time_t)strtoll(text, NULL, 10);
	if (path != NULL && (fd = open(path, O_RDWR | O_CLOEXEC)) >= 0) {
		p = mmap(NULL, sizeof *p, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
		close(fd);
		dl_iterate_phdr(place, &first);
		own_realloc = (uintptr_t)dlsym(RTLD_DEFAULT, "realloc");
		if (own_realloc < program.begin || own_realloc >= program.end)
			own_realloc = 0;
		page = p != MAP_FAILED ? p : NULL;
	}
	syscall(SYS_getppid, NTH_MARK);
}

/* Says whether an address lies in code that is none of the program and the C library. */
static bool
is_elsewhere(uintptr_t at)
{
	size_t i;

	for (i = 0; i < other_count; i++)
		if (at >= others[i].begin && at < others[i].end)
			return true;
	return false;
}

/* Who asked: behind a realloc of the program (base/forget.c) somebody else stands, whose address is
 * among the next words on the stack. */
static uintptr_t
find_caller(uintptr_t caller, const uintptr_t *stack)
{
	int i;

	if (caller < own_realloc || caller >= own_realloc + OWN_REALLOC)
		return caller;
	for (i = 0; i < STACK_WORDS; i++) {
		if (stack[i] >= program.begin && stack[i] < program.end &&
			!(stack[i] >= own_realloc && stack[i] < own_realloc + OWN_REALLOC))
			return stack[i];
		if (is_elsewhere(stack[i]))
			return stack[i];
	}
	return caller;
}

/* Counts an allocation. Returns whether it is the one that fails. */
static int
fails(const void *caller, const uintptr_t *stack)
{
	uintptr_t from;
	const char *name;
	Dl_info where;
	uint64_t n;

	if (page == NULL)
		return 0;
	n = __atomic_add_fetch(&page->count, 1, __ATOMIC_RELAXED);
	if (page->fail != 0 && n != page->fail)
		return 0;
	from = find_caller((uintptr_t)caller, stack);
	if (page->fail == 0 && n < NTH_MOST)
		page->caller[n] = from >= program.begin && from < program.end ? NTH_PROGRAM
			: from >= libc.begin && from < libc.end                   ? NTH_LIBC
																	  : NTH_LIBRARY;
	if (n != page->fail)
		return 0;
	page->failed++;
	if (dladdr((void *)from, &where) != 0 && where.dli_fname != NULL) {
		name = strrchr(where.dli_fname, '/');
		strncpy(page->module, name != NULL ? name + 1 : where.dli_fname, sizeof page->module - 1);
		page->offset = from - (uintptr_t)where.dli_fbase;
	}
	errno = ENOMEM;
	return 1;
}

void *
malloc(size_t n)
{
	return fails(__builtin_return_address(0), __builtin_frame_address(0)) ? NULL : __libc_malloc(n);
}

void *
calloc(size_t n, size_t size)
{
	return fails(__builtin_return_address(0), __builtin_frame_address(0)) ? NULL
																		  : __libc_calloc(n, size);
}

/* Only of programs that bring none of their own. */
void *
realloc(void *p, size_t n)
{
	return fails(__builtin_return_address(0), __builtin_frame_address(0)) ? NULL
																		  : __libc_realloc(p, n);
}

int
clock_gettime(clockid_t id, struct timespec *t)
{
	static int (*real)(clockid_t, struct timespec *);

	if (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE || id == CLOCK_BOOTTIME) {
		*t = (struct timespec){.tv_sec = id == CLOCK_BOOTTIME ? up : now};
		return 0;
	}
	if (real == NULL)
		real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
	return real(id, t);
}

time_t
time(time_t *out)
{
	if (out != NULL)
		*out = now;
	return now;
}

int
gettimeofday(struct timeval *restrict tv, void *restrict zone)
{
	(void)zone;
	*tv = (struct timeval){.tv_sec = now};
	return 0;
}

int
adjtimex(struct timex *tx)
{
	memset(tx, 0, sizeof *tx);
	tx->status = STA_UNSYNC;
	return TIME_ERROR;
}

int
crypto_pwhash(unsigned char *out, unsigned long long n, const char *password,
	unsigned long long length, const unsigned char *salt, unsigned long long ops, size_t mem,
	int alg)
{
	static int (*real)(unsigned char *, unsigned long long, const char *, unsigned long long,
		const unsigned char *, unsigned long long, size_t, int);

	(void)ops;
	(void)mem;
	if (real == NULL)
		*(void **)&real = dlsym(RTLD_NEXT, "crypto_pwhash");
	return real(out, n, password, length, salt, 1, 8192, alg);
}

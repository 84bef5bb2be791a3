/* SPDX-License-Identifier: ISC */
/* coverage: linked into every program of maint/coverage. Its counters (gcov's, which maint/coverage.ld
 * puts side by side) lie in a file that all runs of the program have mapped, so that they count
 * together, whatever becomes of a run: killed, confined, its calls failing, in a tree of its own.
 * Nothing is written down at the end, and nothing is called after the first instruction of the
 * program. The file is named by the program's build id; it is in the folder that is open as the
 * descriptor COUNTS_FD, or else in COUNTS. WELKOM_COVERAGE=make makes the file, and =write has gcov
 * write down what is in it. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define ID_BEGINS 16 /* behind the head of the note and "GNU" */
#define ID_SIZE 20

extern char coverage_begin[], coverage_end[];
extern const uint8_t coverage_id[];
void __gcov_dump(void);
void __wrap___gcov_exit(void);
int coverage_open(const char *path, int flags, ...);

/* What gcov does at the end of a program. */
void
__wrap___gcov_exit(void)
{
}

/* The open of gcov alone: a test may have put another in the place of the C library's. */
int
coverage_open(const char *path, int flags, ...)
{
	return (int)syscall(SYS_openat, AT_FDCWD, path, flags, 0666);
}

static const char *
wanted(char **env)
{
	const char name[] = "WELKOM_COVERAGE=";

	for (; *env != NULL; env++)
		if (strncmp(*env, name, sizeof name - 1) == 0)
			return *env + sizeof name - 1;
	return "";
}

static void
make(const char *path)
{
	int fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);

	/* each account that a test makes may count */
	if (fd < 0 || fchmod(fd, 0666) != 0 ||
		syscall(SYS_ftruncate, fd, coverage_end - coverage_begin) != 0) {
		perror(path);
		_exit(1);
	}
	_exit(0);
}

/* Before all constructors, those of libraries too. The calls go past the functions that a test puts in
 * the place of the C library's. It may have the calls fail, too; then this run is not counted. */
static void
begin(int argc, char **argv, char **env)
{
	static const char digits[] = "0123456789abcdef";
	char path[sizeof COUNTS + 1 + 2 * ID_SIZE] = COUNTS "/", *name = path + sizeof COUNTS,
									  *p = name;
	size_t size = (size_t)(coverage_end - coverage_begin);
	int fd, i;

	(void)argc;
	(void)argv;
	for (i = 0; i < ID_SIZE; i++) {
		*p++ = digits[coverage_id[ID_BEGINS + i] >> 4];
		*p++ = digits[coverage_id[ID_BEGINS + i] & 15];
	}
	*p = '\0';
	if (size == 0)
		return;
	if (strcmp(wanted(env), "make") == 0)
		make(path);
	fd = (int)syscall(SYS_openat, COUNTS_FD, name, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		fd = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC);
	if (fd >= 0) {
		syscall(
			SYS_mmap, coverage_begin, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_FIXED, fd, 0);
		syscall(SYS_close, fd);
	} else if (strcmp(wanted(env), "write") == 0) {
		perror(path);
		_exit(1);
	}
}

__attribute__((section(".preinit_array"), used)) static void (*first)(
	int, char **, char **) = begin;

/* After the constructors by which gcov learns of each object (priority 100), before main. */
static __attribute__((constructor(101))) void
write_down(void)
{
	const char *what = getenv("WELKOM_COVERAGE");

	if (what == NULL || strcmp(what, "write") != 0)
		return;
	__gcov_dump();
	_exit(0);
}

/* SPDX-License-Identifier: ISC */
/* machine: another machine for a program under test, by LD_PRELOAD. WELKOM_SHIM names a file of
 * lines "name value", read at every call, so that a test can change it while programs run:
 *   offset N    seconds added to CLOCK_REALTIME
 *   up N        seconds added to CLOCK_BOOTTIME
 *   synced 0|1  what adjtimex says (-1: it fails)
 *   boot TEXT   the boot id
 *   hurry N     ppoll and nanosleep wait N times shorter: idle time passes quickly, and so does
 *               CLOCK_MONOTONIC by what was left out of a nanosleep
 * The file is opened once, when the program starts, since a confined program can open it no more:
 * it is written over, never replaced. It has HALF bytes, filled up with blanks, and the same HALF
 * bytes again, so that one that is just being written is noticed.
 *
 * Without it the clocks are the real ones.
 *
 * A program that confines itself ends with SIGSYS at a system call it has not asked for, where it
 * would only be refused otherwise. WELKOM_SHIM_LOOSE=1: its calls are not confined at all, and the
 * kernel has no landlock, for tools that make calls of their own in its process. WELKOM_SHIM_TRY
 * names files, one a line: one that the program can open when it has confined its calls, it names on
 * standard error, as "reads FILE" and "writes FILE". WELKOM_SHIM_ATTEMPT is something else that it tries
 * then: execve, fork, socket or ptrace.
 *
 * WELKOM_SHIM_CHEAP=1: a passphrase is made a key at once, not in a second and with 256 MiB. Who reads
 * a key file that was written so needs it too.
 *
 * With WELKOM_SHIM_OPEN in its environment the program can be read by the tests: it stays dumpable,
 * and stops itself (SIGSTOP) at its very end, after everything that it does to forget; that needs
 * WELKOM_SHIM_LOOSE too. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

#define BOOT_ID "/proc/sys/kernel/random/boot_id"
#define HALF 256
#define HIGH 500 /* where descriptors are out of a program's way */

static int settings = -1; /* the file */
static int boot_file = -1;
static _Atomic long long left_out; /* ns */

/* Moves fd up. Returns where it is, or -1. */
static int
move_up(int fd)
{
	int high = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, HIGH);

	if (fd >= 0)
		close(fd);
	return high;
}

static __attribute__((constructor)) void
open_files(void)
{
	const char *path = getenv("WELKOM_SHIM");

	if (path == NULL)
		return;
	settings = move_up((int)syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC));
	boot_file = move_up((int)syscall(SYS_memfd_create, "boot", 0));
}

/* Reads the settings. Returns whether there are some. */
static int
read_settings(char text[static 2 * HALF])
{
	long tries;

	for (tries = 0; settings >= 0 && tries < 10000000; tries++) {
		if (syscall(SYS_pread64, settings, text, 2 * HALF, 0) != 2 * HALF)
			return 0;
		if (memcmp(text, text + HALF, HALF) == 0)
			return 1;
	}
	return 0;
}

/* Finds the value of name. Returns its length, or 0. */
static size_t
setting(const char *name, char value[static 64])
{
	char text[2 * HALF], *at;
	size_t n = 0, length = strlen(name);

	value[0] = '\0';
	if (!read_settings(text))
		return 0;
	text[HALF] = '\0';
	for (at = text; at != NULL && *at != '\0'; at = strchr(at, '\n'), at += at != NULL) {
		if (strncmp(at, name, length) != 0 || at[length] != ' ')
			continue;
		n = strcspn(at + length + 1, "\n");
		n = n < 63 ? n : 63;
		memcpy(value, at + length + 1, n);
		value[n] = '\0';
		break;
	}
	return n;
}

static long
number(const char *name)
{
	char value[64];

	return setting(name, value) == 0 ? 0 : strtol(value, NULL, 10);
}

int
clock_gettime(clockid_t id, struct timespec *t)
{
	int rc = (int)syscall(SYS_clock_gettime, id, t);

	if (rc == 0 && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE))
		t->tv_sec += number("offset");
	if (rc == 0 && id == CLOCK_BOOTTIME)
		t->tv_sec += number("up");
	if (rc == 0 && id == CLOCK_MONOTONIC)
		t->tv_sec += left_out / 1000000000;
	return rc;
}

int
nanosleep(const struct timespec *wanted, struct timespec *left)
{
	long hurry = number("hurry");
	long long all = wanted->tv_sec * 1000000000LL + wanted->tv_nsec, ns = all;
	struct timespec shorter;

	if (hurry > 1)
		ns /= hurry;
	left_out += all - ns;
	shorter = (struct timespec){ns / 1000000000, ns % 1000000000};
	return (int)syscall(SYS_nanosleep, &shorter, left);
}

time_t
time(time_t *out)
{
	struct timespec t = {0};

	clock_gettime(CLOCK_REALTIME, &t);
	if (out != NULL)
		*out = t.tv_sec;
	return t.tv_sec;
}

int
gettimeofday(struct timeval *restrict tv, void *restrict zone)
{
	struct timespec t = {0};

	(void)zone;
	clock_gettime(CLOCK_REALTIME, &t);
	tv->tv_sec = t.tv_sec;
	tv->tv_usec = t.tv_nsec / 1000;
	return 0;
}

int
adjtimex(struct timex *tx)
{
	long synced = number("synced");

	if (settings < 0)
		return (int)syscall(SYS_adjtimex, tx);
	memset(tx, 0, sizeof *tx);
	if (synced < 0) {
		errno = EPERM;
		return -1;
	}
	tx->status = synced == 1 ? 0 : STA_UNSYNC;
	return synced == 1 ? TIME_OK : TIME_ERROR;
}

int
ppoll(struct pollfd *fds, nfds_t n, const struct timespec *limit, const sigset_t *mask)
{
	long hurry = number("hurry");
	struct timespec shorter, *wait = NULL;
	long long ns;

	if (limit != NULL) {
		ns = (limit->tv_sec * 1000000000LL + limit->tv_nsec) / (hurry > 1 ? hurry : 1);
		shorter = (struct timespec){ns / 1000000000, ns % 1000000000};
		wait = &shorter;
	}
	/* the size is the kernel's, not the C library's */
	return (int)syscall(SYS_ppoll, fds, n, wait, mask, 8);
}

/* Opens what it is asked to, and another file for the boot id: without a call that a confined
 * program has no need of. */
int
open(const char *path, int flags, ...)
{
	char boot[64];
	va_list args;
	mode_t mode;
	size_t n;

	va_start(args, flags);
	mode = (mode_t)va_arg(args, int);
	va_end(args);
	if (strcmp(path, BOOT_ID) != 0 || boot_file < 0 || (n = setting("boot", boot)) == 0)
		return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
	if (ftruncate(boot_file, 0) != 0 || pwrite(boot_file, boot, n, 0) != (ssize_t)n ||
		lseek(boot_file, 0, SEEK_SET) != 0)
		return -1;
	return fcntl(boot_file, F_DUPFD_CLOEXEC, 0);
}

int
open64(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = (mode_t)va_arg(args, int);
	va_end(args);
	return open(path, flags, mode);
}

/* Closes them, but not the two of this file. */
int
close_range(unsigned first, unsigned last, int flags)
{
	const int kept[] = {settings, boot_file};
	size_t i;

	for (i = 0; i < 2; i++) {
		if (kept[i] < 0 || (unsigned)kept[i] < first || (unsigned)kept[i] > last)
			continue;
		if ((unsigned)kept[i] > first &&
			syscall(SYS_close_range, first, (unsigned)kept[i] - 1, flags) != 0)
			return -1;
		first = (unsigned)kept[i] + 1;
	}
	return first > last ? 0 : (int)syscall(SYS_close_range, first, last, flags);
}

/* Argon2id of libsodium, or the least of it. */
int
crypto_pwhash(unsigned char *out, unsigned long long out_n, const char *passphrase,
	unsigned long long n, const unsigned char *salt, unsigned long long ops, size_t memory, int alg)
{
	int (*hash)(unsigned char *, unsigned long long, const char *, unsigned long long,
		const unsigned char *, unsigned long long, size_t,
		int) = (int (*)(unsigned char *, unsigned long long, const char *, unsigned long long,
		const unsigned char *, unsigned long long, size_t, int))dlsym(RTLD_NEXT, __func__);

	if (getenv("WELKOM_SHIM_CHEAP") != NULL) {
		ops = 1;
		memory = 8192;
	}
	return hash(out, out_n, passphrase, n, salt, ops, memory, alg);
}

/* Whether nothing is to be confined. */
static int
is_loose(void)
{
	return getenv("WELKOM_SHIM_LOOSE") != NULL;
}

/* As the kernel does; without landlock where nothing is to be confined. */
long
syscall(long number, ...)
{
	static long (*call)(long, ...);
	long arg[6];
	va_list args;
	size_t i;

	if (number == SYS_landlock_create_ruleset && is_loose()) {
		errno = ENOSYS;
		return -1;
	}
	va_start(args, number);
	for (i = 0; i < 6; i++)
		arg[i] = va_arg(args, long);
	va_end(args);
	if (call == NULL)
		call = (long (*)(long, ...))dlsym(RTLD_NEXT, "syscall");
	return call(number, arg[0], arg[1], arg[2], arg[3], arg[4], arg[5]);
}

scmp_filter_ctx
seccomp_init(uint32_t action)
{
	scmp_filter_ctx (*init)(uint32_t) = (scmp_filter_ctx(*)(uint32_t))dlsym(RTLD_NEXT, __func__);
	static char nothing;

	if (is_loose())
		return &nothing;
	return init(action == SCMP_ACT_ALLOW ? action : SCMP_ACT_KILL_PROCESS);
}

int
seccomp_attr_set(scmp_filter_ctx filter, enum scmp_filter_attr name, uint32_t value)
{
	int (*set)(scmp_filter_ctx, enum scmp_filter_attr, uint32_t) = (int (*)(
		scmp_filter_ctx, enum scmp_filter_attr, uint32_t))dlsym(RTLD_NEXT, __func__);

	return is_loose() ? 0 : set(filter, name, value);
}

int
seccomp_rule_add_array(scmp_filter_ctx filter, uint32_t action, int number, unsigned n,
	const struct scmp_arg_cmp *args)
{
	int (*add)(scmp_filter_ctx, uint32_t, int, unsigned, const struct scmp_arg_cmp *) = (int (*)(
		scmp_filter_ctx, uint32_t, int, unsigned, const struct scmp_arg_cmp *))dlsym(RTLD_NEXT,
		__func__);

	return is_loose() ? 0 : add(filter, action, number, n, args);
}

/* Says which of the files in WELKOM_SHIM_TRY can be opened now. */
static void
try_files(void)
{
	const char *name = getenv("WELKOM_SHIM_TRY");
	char path[1024];
	size_t n;

	for (; name != NULL && *name != '\0'; name += n, name += *name == '\n') {
		n = strcspn(name, "\n");
		if (n >= sizeof path)
			abort();
		memcpy(path, name, n);
		path[n] = '\0';
		if (syscall(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC) >= 0)
			dprintf(STDERR_FILENO, "reads %s\n", path);
		if (syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CLOEXEC) >= 0)
			dprintf(STDERR_FILENO, "writes %s\n", path);
	}
}

/* Attempts what WELKOM_SHIM_ATTEMPT says, as code would that came in from outside. */
static void
attempt(void)
{
	const char *what = getenv("WELKOM_SHIM_ATTEMPT");
	char *const none[] = {NULL};

	if (what == NULL)
		return;
	if (strcmp(what, "execve") == 0)
		syscall(SYS_execve, "/bin/true", none, none);
	else if (strcmp(what, "fork") == 0)
		syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, 0UL);
	else if (strcmp(what, "socket") == 0)
		syscall(SYS_socket, AF_UNIX, SOCK_DGRAM, 0);
	else if (strcmp(what, "ptrace") == 0)
		syscall(SYS_ptrace, 0L, 0L, NULL, NULL);
	dprintf(STDERR_FILENO, "could %s\n", what);
}

/* Adds the one call that open() above needs. */
int
seccomp_load(const scmp_filter_ctx filter)
{
	int (*load)(const scmp_filter_ctx) = (int (*)(const scmp_filter_ctx))dlsym(RTLD_NEXT, __func__);
	const struct scmp_arg_cmp copy = {1, SCMP_CMP_EQ, F_DUPFD_CLOEXEC, 0};
	int result;

	if (is_loose())
		return 0;
	if (settings >= 0 &&
		seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1, &copy) != 0)
		return -EINVAL;
	result = load(filter);
	try_files();
	attempt();
	return result;
}

void
seccomp_release(scmp_filter_ctx filter)
{
	void (*release)(scmp_filter_ctx) = (void (*)(scmp_filter_ctx))dlsym(RTLD_NEXT, __func__);

	if (!is_loose())
		release(filter);
}

/* Leaves the process open to be read, by those who may trace it, when that is asked for. */
int
prctl(int what, ...)
{
	unsigned long with[4];
	va_list args;
	int i;

	va_start(args, what);
	for (i = 0; i < 4; i++)
		with[i] = va_arg(args, unsigned long);
	va_end(args);
	if (what == PR_SET_DUMPABLE && getenv("WELKOM_SHIM_OPEN") != NULL)
		return (int)syscall(SYS_prctl, PR_SET_PTRACER, PR_SET_PTRACER_ANY, 0, 0, 0);
	return (int)syscall(SYS_prctl, what, with[0], with[1], with[2], with[3]);
}

__attribute__((destructor)) static void
stop_at_the_end(void)
{
	if (getenv("WELKOM_SHIM_OPEN") != NULL)
		syscall(SYS_kill, getpid(), SIGSTOP);
}

/* SPDX-License-Identifier: ISC */
/* The C library's checked variants of these calls would hide that they are defined here. */
#undef _FORTIFY_SOURCE
#define _GNU_SOURCE
#include "fuzz/world.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <term.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "fuzz/burst.h"

#define DAY_ENDS (20 * 3600) /* s that the clock may be ahead: no night job comes by here */

static struct {
	struct burst_source source;
	uint64_t bursts, most, drawn;
	char bytes[BURST_MOST]; /* the burst, of which [at, n) is still to be read */
	size_t at, n;
	int signals;  /* the descriptor of signals, once there is one; 0: not yet */
	bool resized; /* SIGWINCH is waiting */
	int ticks;    /* how many times more nothing happens */
	long ahead;   /* s that both clocks are ahead */
	struct winsize size;
	bool keyed; /* the terminal's keys are known */
	char code[32];
} world;

void
world_begin(uint64_t seed, uint64_t bursts)
{
	memset(&world, 0, sizeof world);
	burst_start(&world.source, seed);
	world.most = bursts;
	world.size.ws_row = 24;
	world.size.ws_col = 80;
}

uint64_t
world_bursts(void)
{
	return world.bursts;
}

bool
world_is_over(void)
{
	return world.bursts >= world.most && world.at == world.n;
}

uint64_t
world_drawn(void)
{
	return world.drawn;
}

unsigned
world_number(unsigned below)
{
	return burst_number(&world.source, below);
}

void
world_show_code(const char *code)
{
	if (strlen(code) < sizeof world.code)
		strcpy(world.code, code);
	world.source.code = world.code;
}

void
world_nobody(void)
{
	if (world.ahead > DAY_ENDS)
		world.ahead = 0;
}

/* The keys that this terminal has, F10 and the staff key among them: neither means anything here. */
static void
learn_keys(void)
{
	static const char *const names[] = {"kcuu1", "kcud1", "kcuf1", "kcub1", "khome", "kend", "kpp",
		"knp", "kdch1", "kich1", "kcbt", "kbs", "kent", "kf1", "kf1", "kf2", "kf2", "kf3", "kf3",
		"kf4", "kf4", "kf4", "kf5", "kf5", "kf6", "kf7", "kf8", "kf9", "kf10", "kf11", "kf12",
		"kf13", "kLFT5", "kRIT5", "kLFT3", "kUP5", "kmous"};
	size_t i;

	for (i = 0; i < sizeof names / sizeof names[0]; i++)
		burst_add_key(&world.source, tigetstr(names[i]));
	world.keyed = true;
}

static void
next_burst(void)
{
	if (!world.keyed)
		learn_keys();
	world.n = burst_make(&world.source, world.bytes);
	world.at = 0;
	world.bursts++;
}

static void
resize(void)
{
	static const struct winsize usual[] = {
		{.ws_row = 24, .ws_col = 80}, {.ws_row = 12, .ws_col = 40}, {.ws_row = 50, .ws_col = 132}};
	unsigned which = world_number(8);

	if (which < 3)
		world.size = usual[which];
	else if (which < 6)
		world.size.ws_row = world.size.ws_col = 0;
	if (world.size.ws_row == 0 || which >= 6) {
		world.size.ws_row = (unsigned short)(which == 3 ? 0 : 1 + world_number(60));
		world.size.ws_col = (unsigned short)(1 + world_number(160));
	}
	world.resized = true;
}

/* Somebody goes away for a while, or the machine sleeps. */
static void
pass_time(void)
{
	switch (world_number(12)) {
	case 0:
	case 1:
	case 2:
		world.ahead += 3601;
		break;
	case 3:
		world.ticks = 200; /* longer than any screen waits */
		break;
	default:
		world.ticks = 1 + (int)world_number(world_number(4) == 0 ? 90 : 3);
	}
}

/* Makes something happen where a program waits. Returns whether that is something to read. */
static bool
happen(int timeout)
{
	if (world.at < world.n || world.resized)
		return true;
	if (world.bursts >= world.most)
		return false;
	if (world.ticks == 0 && world_number(40) == 0)
		pass_time();
	if (world.ticks > 0) {
		world.ticks--;
		world.ahead += timeout / 1000;
		return false;
	}
	if (world_number(60) == 0) {
		resize();
		return true;
	}
	next_burst();
	return true;
}

/* What can be read of fds. */
static int
ready(struct pollfd *fds, nfds_t n)
{
	nfds_t i;
	int count = 0;

	for (i = 0; i < n; i++) {
		fds[i].revents = 0;
		if (fds[i].fd == STDIN_FILENO && world.at < world.n)
			fds[i].revents = POLLIN;
		if (fds[i].fd == STDIN_FILENO && world_is_over())
			fds[i].revents = POLLHUP;
		if (world.signals != 0 && fds[i].fd == world.signals && world.resized)
			fds[i].revents = POLLIN;
		count += fds[i].revents != 0;
	}
	return count;
}

/* --- the calls ------------------------------------------------------------------------------- */

int
ppoll(struct pollfd *fds, nfds_t n, const struct timespec *limit, const sigset_t *mask)
{
	(void)mask;
	if (!happen(limit == NULL ? 1000 : (int)(limit->tv_sec * 1000 + limit->tv_nsec / 1000000)) &&
		!world_is_over())
		return 0;
	if (world_number(500) == 0) {
		errno = EINTR;
		return -1;
	}
	return ready(fds, n);
}

/* Waits for the rest of a key: sometimes there is one, in a burst of its own. */
int
poll(struct pollfd *fds, nfds_t n, int timeout)
{
	if (world.at == world.n && timeout > 0 && world.bursts < world.most && world_number(10) == 0)
		next_burst();
	return ready(fds, n);
}

ssize_t
read(int fd, void *out, size_t n)
{
	struct signalfd_siginfo info = {.ssi_signo = SIGWINCH};
	size_t waiting = world.n - world.at;

	if (fd == STDIN_FILENO && waiting > 0) {
		n = n < waiting ? n : waiting;
		memcpy(out, world.bytes + world.at, n);
		world.at += n;
		return (ssize_t)n;
	}
	if (fd == world.signals && world.signals != 0 && world.resized && n == sizeof info) {
		world.resized = false;
		memcpy(out, &info, sizeof info);
		return (ssize_t)n;
	}
	if (fd == STDIN_FILENO || (fd == world.signals && world.signals != 0)) {
		errno = EAGAIN;
		return -1;
	}
	return syscall(SYS_read, fd, out, n);
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
	if (fd != STDOUT_FILENO)
		return syscall(SYS_write, fd, bytes, n);
	world.drawn += n;
	return (ssize_t)n;
}

int
ioctl(int fd, unsigned long request, ...)
{
	va_list args;
	void *out;

	va_start(args, request);
	out = va_arg(args, void *);
	va_end(args);
	if (request != TIOCGWINSZ || fd > STDERR_FILENO)
		return (int)syscall(SYS_ioctl, fd, request, out);
	*(struct winsize *)out = world.size;
	return 0;
}

int
signalfd(int fd, const sigset_t *mask, int flags)
{
	(void)fd, (void)mask, (void)flags;
	world.signals = (int)syscall(SYS_openat, AT_FDCWD, "/dev/null", O_RDONLY | O_CLOEXEC);
	return world.signals;
}

int
isatty(int fd)
{
	return fd < STDERR_FILENO;
}

int
tcgetattr(int fd, struct termios *t)
{
	(void)fd;
	memset(t, 0, sizeof *t);
	t->c_cflag = CS8; /* or curses would take the eighth bit off every byte */
	cfsetospeed(t, B38400);
	return 0;
}

int
tcsetattr(int fd, int when, const struct termios *t)
{
	(void)fd, (void)when, (void)t;
	return 0;
}

int
tcflush(int fd, int queue)
{
	(void)fd; /* curses names the terminal by its other descriptor */
	if (queue != TCOFLUSH)
		world.at = world.n;
	return 0;
}

int
nanosleep(const struct timespec *length, struct timespec *left)
{
	(void)left;
	world.ahead += length->tv_sec;
	return 0;
}

int
clock_gettime(clockid_t id, struct timespec *t)
{
	int rc = (int)syscall(SYS_clock_gettime, id, t);

	if (rc == 0 && (id == CLOCK_REALTIME || id == CLOCK_BOOTTIME))
		t->tv_sec += world.ahead;
	return rc;
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

/* SPDX-License-Identifier: ISC */
/* Passphrases asked on a terminal that fails. Those that a person types are in tty/17. */
#include "open/passphrase.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/wipe.h"
#include "unit/scratch.h"

static struct passphrase *p;

/* What stands in for /dev/tty, and which of its calls fails: the first is 1. */
static const char *terminal;
static int bad_read, bad_write, bad_set, bad_alloc;
static int read_error;
static int keyboard = -1; /* where something is typed once the prompt is there */

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
ssize_t __real_read(int fd, void *bytes, size_t n);
ssize_t __wrap_read(int fd, void *bytes, size_t n);
int __real_tcsetattr(int fd, int when, const struct termios *t);
int __wrap_tcsetattr(int fd, int when, const struct termios *t);
int __real_file_write_all(int fd, const void *bytes, size_t n);
int __wrap_file_write_all(int fd, const void *bytes, size_t n);
void *__real_wipe_alloc(size_t n);
void *__wrap_wipe_alloc(size_t n);

/* Says whether this is the call that fails. */
static bool
is_bad(int *calls)
{
	return *calls > 0 && --*calls == 0;
}

int
__wrap_open(const char *path, int flags, ...)
{
	mode_t mode = 0;
	va_list args;

	va_start(args, flags);
	if ((flags & O_CREAT) != 0)
		mode = va_arg(args, mode_t);
	va_end(args);
	return __real_open(
		terminal != NULL && strcmp(path, "/dev/tty") == 0 ? terminal : path, flags, mode);
}

ssize_t
__wrap_read(int fd, void *bytes, size_t n)
{
	if (!is_bad(&bad_read))
		return __real_read(fd, bytes, n);
	errno = read_error;
	return -1;
}

int
__wrap_tcsetattr(int fd, int when, const struct termios *t)
{
	return is_bad(&bad_set) ? -1 : __real_tcsetattr(fd, when, t);
}

int
__wrap_file_write_all(int fd, const void *bytes, size_t n)
{
	int rc = is_bad(&bad_write) ? -1 : __real_file_write_all(fd, bytes, n);

	if (keyboard >= 0 && n > 1)
		assert_int_equal(write(keyboard, "typed\n", 6), 6);
	return rc;
}

void *
__wrap_wipe_alloc(size_t n)
{
	return is_bad(&bad_alloc) ? NULL : __real_wipe_alloc(n);
}

static void
without_memory_nothing_is_read(void **state)
{
	struct fail why = {{0}};

	(void)state;
	bad_alloc = 1;
	assert_int_equal(passphrase_read(p, "/dev/null", &why), -1);
	assert_non_null(strstr(why.text, "memory"));
	bad_alloc = 1;
	assert_null(passphrase_new());
}

/* Asks at the terminal. Nothing else is left of the question, whatever it comes to: the echo is on, no
 * signal is held back, no descriptor is open. */
static int
ask(int master, struct fail *why)
{
	size_t before = scratch_descriptors();
	struct termios t;
	sigset_t held;
	int rc;

	why->text[0] = '\0';
	rc = passphrase_ask(p, "Say it: ", why);
	assert_int_equal(rc != 0, why->text[0] != '\0');
	assert_int_equal(scratch_descriptors(), before);
	assert_int_equal(tcgetattr(master, &t), 0);
	assert_true((t.c_lflag & ECHO) != 0);
	assert_int_equal(sigprocmask(SIG_BLOCK, NULL, &held), 0);
	assert_int_equal(sigismember(&held, SIGINT) + sigismember(&held, SIGTERM), 0);
	return rc;
}

static void
a_terminal_that_fails_is_left_as_it_was(void **state)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	struct fail why;
	int slave;

	(void)state;
	if (master < 0 || grantpt(master) != 0 || unlockpt(master) != 0)
		skip(); /* there are no terminals here */
	terminal = ptsname(master);
	slave = __real_open(terminal, O_RDWR | O_NOCTTY | O_CLOEXEC); /* so that it stays */
	assert_true(slave >= 0);

	bad_alloc = 1;
	assert_int_equal(ask(master, &why), -1);
	assert_non_null(strstr(why.text, "memory"));
	bad_set = 1; /* what cannot be hidden is not asked */
	assert_int_equal(ask(master, &why), -1);
	bad_write = 1;
	assert_int_equal(ask(master, &why), -1);
	keyboard = master;
	bad_read = 1;
	read_error = EIO;
	assert_int_equal(ask(master, &why), -1);
	assert_string_equal(why.text, "no passphrase was given");

	bad_write = 2; /* the end of the line */
	assert_int_equal(ask(master, &why), -1);
	bad_read = 3;
	read_error = EINTR;
	assert_int_equal(ask(master, &why), 0);
	assert_int_equal(p->n, 5);
	assert_memory_equal(p->text, "typed", 5);
	keyboard = -1;

	terminal = "/dev/null"; /* none at all */
	assert_int_equal(ask(slave, &why), -1);
	assert_non_null(strstr(why.text, "no terminal"));
	terminal = NULL;
	close(slave);
	close(master);
}

static int
start(void **state)
{
	(void)state;
	if (wipe_start() != 0)
		return -1;
	p = passphrase_new();
	return p != NULL ? 0 : -1;
}

static int
end(void **state)
{
	(void)state;
	passphrase_free(p);
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(without_memory_nothing_is_read),
		cmocka_unit_test(a_terminal_that_fails_is_left_as_it_was),
	};

	return cmocka_run_group_tests(tests, start, end);
}

/* SPDX-License-Identifier: ISC */
/* What the machine is read from may be missing or refuse, as in a container: then nothing vouches
 * for the clock, and nothing else goes wrong. The calls of the C library are ours here. */
#include "base/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/timex.h>
#include <unistd.h>

#include <cmocka.h>

/* What there is: errno of the call that fails, or 0; the bytes of the files, or NULL. */
static struct {
	int refused;
	int state, status;
	const char *boot, *hardware, *machine;
} world;

int
adjtimex(struct timex *tx)
{
	assert_int_equal(tx->modes, 0); /* it only asks */
	memset(tx, 0, sizeof *tx);
	if (world.refused != 0) {
		errno = world.refused;
		return -1;
	}
	tx->status = world.status;
	return world.state;
}

int
open(const char *path, int flags, ...)
{
	const char *text = strstr(path, "boot_id") != NULL ? world.boot
		: strstr(path, "since_epoch") != NULL          ? world.hardware
		: strcmp(path, "/etc/machine-id") == 0         ? world.machine
													   : NULL;
	int fd;

	if (text == NULL) {
		errno = ENOENT;
		return -1;
	}
	assert_int_equal(flags, O_RDONLY | O_CLOEXEC);
	fd = (int)syscall(SYS_memfd_create, "file", 0);
	assert_int_equal(pwrite(fd, text, strlen(text), 0), strlen(text));
	return fd;
}

static void
start(void)
{
	memset(&world, 0, sizeof world);
	world.boot = "01234567-89ab-cdef-0123-456789abcdef\n";
	world.hardware = "1764933634\n";
	world.machine = "00112233445566778899aabbccddeeff\n";
}

static void
all_is_read_where_all_is_there(void **unused)
{
	struct clock_reading now;

	(void)unused;
	start();
	clock_read(&now);
	assert_true(now.synchronised);
	assert_string_equal(now.boot, "01234567-89ab-cdef-0123-456789abcdef");
	assert_true(now.has_hardware);
	assert_int_equal(now.hardware, 1764933634);
	assert_int_equal(strlen(now.machine), CLOCK_MACHINE - 1);
	assert_true(now.realtime > 1764547200);
	assert_true(now.boottime > 0);
	clock_read_plain(&now);
	assert_false(now.synchronised);
	assert_false(now.has_hardware);
	assert_string_equal(now.machine, "");
}

static void
adjtimex_that_is_refused_is_not_synchronised(void **unused)
{
	static const int refused[] = {EPERM, ENOSYS, EACCES, EFAULT};
	struct clock_reading now;

	(void)unused;
	start();
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		world.refused = refused[i];
		clock_read(&now);
		assert_false(now.synchronised);
	}
	start();
	world.state = TIME_ERROR;
	clock_read(&now);
	assert_false(now.synchronised);
	start();
	world.status = STA_UNSYNC;
	clock_read(&now);
	assert_false(now.synchronised);
	world.status = STA_PLL;
	world.state = TIME_INS; /* a leap second is announced */
	clock_read(&now);
	assert_true(now.synchronised);
}

static void
files_that_are_not_there_are_unknown(void **unused)
{
	static const char *const empty[] = {NULL, "", "\n"};
	struct clock_reading now;

	(void)unused;
	for (size_t i = 0; i < 3; i++) {
		start();
		world.boot = world.hardware = world.machine = empty[i];
		clock_read(&now);
		assert_string_equal(now.boot, CLOCK_UNKNOWN);
		assert_string_equal(now.machine, CLOCK_UNKNOWN);
		assert_false(now.has_hardware);
		assert_true(now.synchronised); /* which alone is enough */
	}
	start();
	world.machine = "uninitialized\n";
	world.hardware = "soon\n";
	clock_read(&now);
	assert_string_equal(now.machine, CLOCK_UNKNOWN);
	assert_false(now.has_hardware);
}

/* Another id, another mark, the same always, and the id is not in it. */
static void
the_mark_of_a_machine_does_not_tell_its_id(void **unused)
{
	char mark[CLOCK_MACHINE], again[CLOCK_MACHINE], other[CLOCK_MACHINE];

	(void)unused;
	start();
	clock_machine(mark);
	clock_machine(again);
	assert_string_equal(mark, again);
	/* BLAKE2b-128 of "welkom-machine-v1" and the id, as b2sum -l 128 says */
	assert_string_equal(mark, "674298af52a086dee31ef41bf4e30f8a");
	assert_null(strstr(mark, "0011"));
	world.machine = "00112233445566778899aabbccddeefe\n";
	clock_machine(other);
	assert_string_not_equal(mark, other);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_is_read_where_all_is_there),
		cmocka_unit_test(adjtimex_that_is_refused_is_not_synchronised),
		cmocka_unit_test(files_that_are_not_there_are_unknown),
		cmocka_unit_test(the_mark_of_a_machine_does_not_tell_its_id),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

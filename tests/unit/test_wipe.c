/* SPDX-License-Identifier: ISC */
/* Memory that is forgotten, and a process that keeps to itself. */
#include "base/wipe.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static int
start(void **state)
{
	(void)state;
	return wipe_start();
}

static void
starting_twice_is_harmless(void **state)
{
	(void)state;
	assert_int_equal(wipe_start(), 0);
}

static void
guarded_memory_starts_as_zeros(void **state)
{
	static const size_t sizes[] = {1, 16, 4096, 10000};
	unsigned char *p;

	(void)state;
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		p = wipe_alloc(sizes[i]);
		assert_non_null(p);
		for (size_t k = 0; k < sizes[i]; k++)
			assert_int_equal(p[k], 0);
		memset(p, 'x', sizes[i]);
		wipe_free(p);
	}
	wipe_free(NULL);
}

static void
more_memory_than_there_is_gives_null(void **state)
{
	(void)state;
	assert_null(wipe_alloc(SIZE_MAX - 65536));
}

static void
writing_past_guarded_memory_kills(void **state)
{
	volatile char *p = wipe_alloc(64);
	int status = 0;
	pid_t child;

	(void)state;
	assert_non_null(p);
	child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		wipe_shield_process(); /* no core file of this */
		signal(SIGSEGV, SIG_DFL);
		p[64] = 'x';
		_exit(0);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status));
	wipe_free((void *)p);
}

static void
bytes_are_wiped_and_their_neighbours_kept(void **state)
{
	char text[] = "abcdefgh";

	(void)state;
	wipe_bytes(text + 2, 4);
	assert_memory_equal(text, "ab\0\0\0\0gh", 8);
	wipe_bytes(text, 0);
	assert_int_equal(text[0], 'a');
}

static const char needle[] = "Wilhelmina";

static __attribute__((noinline)) void
leave_on_stack(void)
{
	char copies[2000][sizeof needle];

	for (size_t i = 0; i < sizeof copies / sizeof *copies; i++)
		memcpy(copies[i], needle, sizeof needle);
	__asm__ volatile("" : : "r"(copies) : "memory"); /* the compiler may not leave it out */
}

static __attribute__((noinline)) bool
is_on_dead_stack(void)
{
	__attribute__((uninitialized)) char dead[24 * 1024];

	__asm__ volatile("" : : "r"(dead) : "memory"); /* read it as it is, never written */
	for (size_t i = 0; i + sizeof needle <= sizeof dead; i++) {
		if (memcmp(dead + i, needle, sizeof needle) == 0)
			return true;
	}
	return false;
}

static void
the_stack_below_is_wiped(void **state)
{
	(void)state;
	leave_on_stack();
	assert_true(is_on_dead_stack());
	leave_on_stack();
	wipe_stack();
	assert_false(is_on_dead_stack());
}

/* Returns 0 when this process, once shielded, keeps to itself; else the number of what does not. */
static int
shielded(void)
{
	struct rlimit core = {1, 1};
	int inherited = open("/dev/null", O_RDONLY);

	wipe_shield_process();
	if (prctl(PR_GET_DUMPABLE) != 0)
		return 1;
	if (getrlimit(RLIMIT_CORE, &core) != 0 || core.rlim_cur != 0 || core.rlim_max != 0)
		return 2;
	if (umask(0) != 007)
		return 3;
	if (fcntl(inherited, F_GETFD) != -1)
		return 4;
	return fcntl(STDERR_FILENO, F_GETFD) == -1 ? 5 : 0;
}

static void
a_shielded_process_keeps_to_itself(void **state)
{
	int status = 0;
	pid_t child = fork();

	(void)state;
	assert_true(child >= 0);
	if (child == 0)
		_exit(shielded());
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(starting_twice_is_harmless),
		cmocka_unit_test(guarded_memory_starts_as_zeros),
		cmocka_unit_test(more_memory_than_there_is_gives_null),
		cmocka_unit_test(writing_past_guarded_memory_kills),
		cmocka_unit_test(bytes_are_wiped_and_their_neighbours_kept),
		cmocka_unit_test(the_stack_below_is_wiped),
		cmocka_unit_test(a_shielded_process_keeps_to_itself),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}

/* SPDX-License-Identifier: ISC */
/* What could not be printed is said once: by who notices it, or at the end of the program. */
#include "base/program.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "unit/scratch.h"

#define SENTENCE "welkom-x: not all of the output could be written\n"

/* Calls what with standard output on the file out, and gives what it said on standard error. */
static void
call(struct scratch *s, const char *out, void (*what)(void), char said[static 200])
{
	int old_out, old_err, fd;
	size_t n;

	fflush(NULL);
	old_out = dup(STDOUT_FILENO);
	old_err = dup(STDERR_FILENO);
	fd = open(out, O_WRONLY | O_CLOEXEC);
	dup2(fd, STDOUT_FILENO);
	close(fd);
	fd = openat(s->at, "err", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	dup2(fd, STDERR_FILENO);
	close(fd);
	what();
	fflush(NULL);
	dup2(old_out, STDOUT_FILENO);
	dup2(old_err, STDERR_FILENO);
	close(old_out);
	close(old_err);
	clearerr(stdout);
	n = scratch_read(s->at, "err", said, 199);
	said[n] = '\0';
}

static int ended;

static void
end(void)
{
	puts("a line");
	ended = program_end("welkom-x", 2);
}

static void
lack(void)
{
	ended = program_end("welkom-x", program_unwritten("welkom-x"));
}

static void
lack_after_a_line(void)
{
	puts("a line");
	lack();
}

static void
what_is_not_printed_is_said_once(void **state)
{
	struct scratch *s = *state;
	char said[200];

	call(s, "/dev/null", end, said);
	assert_string_equal(said, "");
	assert_int_equal(ended, 2);
	call(s, "/dev/full", end, said);
	assert_string_equal(said, SENTENCE);
	assert_int_equal(ended, 2);
	call(s, "/dev/null", lack, said); /* nothing is wrong with where it would go */
	assert_string_equal(said, SENTENCE);
	assert_int_equal(ended, PROGRAM_FAILED);
	call(s, "/dev/full", lack_after_a_line, said);
	assert_string_equal(said, SENTENCE);
	assert_int_equal(ended, PROGRAM_FAILED);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			what_is_not_printed_is_said_once, scratch_folder, scratch_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

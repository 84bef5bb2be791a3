/* SPDX-License-Identifier: ISC */
/* A key file is exchanged in steps of which each may be the last: its name has a whole file after
 * every one, and the old bytes do not outlive the step that finishes it. */
#include "base/exchange.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/shred.h"
#include "unit/scratch.h"

#define SIZE 4096
#define LOG 256

/* The calls that change a disk go through here (see Makefile.am): written down, and the one after
 * the last that is allowed ends the process. */
static int allowed = -1; /* -1: all */
static bool no_links, no_renames;
static char steps[LOG];

static void
step(const char *word)
{
	if (allowed == 0)
		_exit(0);
	if (allowed > 0)
		allowed--;
	if (strlen(steps) + strlen(word) + 2 < sizeof steps) {
		strcat(steps, word);
		strcat(steps, " ");
	}
}

int __real_linkat(int from, const char *a, int to, const char *b, int flags);
int __real_fsync(int fd);
int __real_renameat(int from, const char *a, int to, const char *b);
int __real_unlinkat(int at, const char *name, int flags);
ssize_t __real_write(int fd, const void *buf, size_t n);
int __wrap_linkat(int from, const char *a, int to, const char *b, int flags);
int __wrap_fsync(int fd);
int __wrap_renameat(int from, const char *a, int to, const char *b);
int __wrap_unlinkat(int at, const char *name, int flags);
ssize_t __wrap_write(int fd, const void *buf, size_t n);

int
__wrap_linkat(int from, const char *a, int to, const char *b, int flags)
{
	step("link");
	if (!no_links)
		return __real_linkat(from, a, to, b, flags);
	errno = EPERM;
	return -1;
}

int
__wrap_fsync(int fd)
{
	struct stat st;

	step(fstat(fd, &st) == 0 && S_ISDIR(st.st_mode) ? "sync-folder" : "sync");
	errno = EIO;
	return no_renames && strstr(steps, "rename") != NULL ? -1 : __real_fsync(fd);
}

int
__wrap_renameat(int from, const char *a, int to, const char *b)
{
	step("rename");
	errno = ENOSPC;
	return no_renames ? -1 : __real_renameat(from, a, to, b);
}

int
__wrap_unlinkat(int at, const char *name, int flags)
{
	if (faccessat(at, name, F_OK, AT_SYMLINK_NOFOLLOW) == 0)
		step("unlink");
	return __real_unlinkat(at, name, flags);
}

ssize_t
__wrap_write(int fd, const void *buf, size_t n)
{
	step(n >= SHRED_MARK_SIZE && memcmp(buf, SHRED_MARK, SHRED_MARK_SIZE) == 0 ? "overwrite"
																			   : "write");
	return __real_write(fd, buf, n);
}

static struct exchange
begin(struct scratch *s, bool stick)
{
	char bytes[SIZE];

	memset(bytes, 'o', sizeof bytes);
	scratch_write(s->at, "a.key", bytes, sizeof bytes);
	allowed = -1;
	steps[0] = '\0';
	return (struct exchange){
		.at = s->at, .name = "a.key", .tmp = "a.tmp", .old = "a.old", .mode = 0600, .stick = stick};
}

/* What all the bytes of name are, '?' when they are not all the same or not SIZE. */
static char
content(struct scratch *s, const char *name)
{
	char bytes[SIZE + 1];
	size_t i, n = scratch_read(s->at, name, bytes, sizeof bytes);

	for (i = 1; i < n && bytes[i] == bytes[0]; i++)
		continue;
	return n == SIZE && i == n ? bytes[0] : '?';
}

static int
exchange(const struct exchange *x)
{
	char bytes[SIZE];

	memset(bytes, 'n', sizeof bytes);
	return exchange_file(x, bytes, sizeof bytes);
}

static void
each_step_is_durable_before_the_next(void **state)
{
	struct exchange x = begin(*state, false);

	assert_int_equal(exchange(&x), 0);
	assert_string_equal(
		steps, "link sync-folder write sync rename sync-folder overwrite sync unlink sync-folder ");
	assert_int_equal(content(*state, "a.key"), 'n');
	assert_int_equal(scratch_names(x.at), 1);
}

static void
the_old_bytes_are_overwritten_and_not_only_unlinked(void **state)
{
	struct scratch *s = *state;
	struct exchange x = begin(s, false);
	char bytes[SHRED_MARK_SIZE];

	assert_int_equal(linkat(s->at, "a.key", s->at, "kept", 0), 0);
	assert_int_equal(exchange(&x), 0);
	assert_int_equal(scratch_read(s->at, "kept", bytes, sizeof bytes), sizeof bytes);
	assert_memory_equal(bytes, SHRED_MARK, SHRED_MARK_SIZE);
}

/* Runs the exchange in a process that ends before step n + 1. Returns whether it came to the end. */
static bool
cut_after(const struct exchange *x, int n)
{
	int status;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		allowed = n;
		_exit(exchange(x) == 0 ? 7 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) != 1);
	return WEXITSTATUS(status) == 7;
}

static void
cut_everywhere(struct scratch *s, bool stick)
{
	struct exchange x;
	bool done = false;
	char found;
	int n;

	for (n = 0; !done; n++) {
		x = begin(s, stick);
		done = cut_after(&x, n);
		found = content(s, "a.key");
		assert_true(found == 'o' || found == 'n');
		assert_int_equal(exchange_finish(&x), 0);
		assert_int_equal(content(s, "a.key"), found);
		assert_int_equal(scratch_names(s->at), 1);
		assert_int_equal(exchange(&x), 0);
		assert_int_equal(content(s, "a.key"), 'n');
		assert_int_equal(scratch_names(s->at), 1);
	}
	assert_in_range(n, 8, 20);
}

static void
cut_at_every_step_the_file_is_whole_and_a_second_run_finishes(void **state)
{
	cut_everywhere(*state, false);
}

static void
finishing_overwrites_the_old_bytes_too(void **state)
{
	struct scratch *s = *state;
	struct exchange x = begin(s, false);
	char bytes[SHRED_MARK_SIZE];

	assert_int_equal(linkat(s->at, "a.key", s->at, "kept", 0), 0);
	assert_false(cut_after(&x, 6)); /* link .. the folder synced after the rename */
	assert_int_equal(content(s, "a.key"), 'n');
	assert_int_equal(content(s, "a.old"), 'o');
	assert_int_equal(exchange_finish(&x), 0);
	assert_false(scratch_exists(s->at, "a.old"));
	assert_int_equal(scratch_read(s->at, "kept", bytes, sizeof bytes), sizeof bytes);
	assert_memory_equal(bytes, SHRED_MARK, SHRED_MARK_SIZE);
}

static void
finishing_never_overwrites_the_only_copy(void **state)
{
	struct scratch *s = *state;
	struct exchange x = begin(s, false);

	assert_int_equal(linkat(s->at, "a.key", s->at, "a.old", 0), 0);
	assert_int_equal(exchange_finish(&x), 0); /* the same file: its second name only */
	assert_int_equal(content(s, "a.key"), 'o');
	assert_int_equal(renameat(s->at, "a.key", s->at, "a.old"), 0);
	assert_int_equal(exchange_finish(&x), -1);
	assert_int_equal(errno, ENOENT);
	assert_int_equal(content(s, "a.old"), 'o');
}

static void
a_failure_leaves_the_old_file_alone_and_no_second_name(void **state)
{
	struct scratch *s = *state;
	struct exchange x = begin(s, false);

	assert_int_equal(mkdirat(s->at, "a.tmp", 0700), 0);
	assert_int_equal(exchange(&x), -1);
	assert_int_equal(content(s, "a.key"), 'o');
	assert_false(scratch_exists(s->at, "a.old"));
	/* that it may still have one is worse than why it failed */
	assert_int_equal(unlinkat(s->at, "a.tmp", AT_REMOVEDIR), 0);
	no_renames = true;
	assert_int_equal(exchange(&x), -1);
	no_renames = false;
	assert_int_equal(errno, EIO);
	assert_int_equal(content(s, "a.key"), 'o');
}

static void
without_links_only_a_stick_is_changed(void **state)
{
	struct scratch *s = *state;
	struct exchange x = begin(s, false);

	no_links = true;
	assert_int_equal(exchange(&x), -1);
	assert_int_equal(errno, EPERM);
	assert_int_equal(content(s, "a.key"), 'o');
	x = begin(s, true);
	assert_int_equal(exchange(&x), 0);
	assert_string_equal(steps, "link write sync rename sync-folder overwrite sync ");
	assert_int_equal(scratch_names(s->at), 1);
	cut_everywhere(s, true);
	no_links = false;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
			each_step_is_durable_before_the_next, scratch_folder, scratch_end),
		cmocka_unit_test_setup_teardown(
			the_old_bytes_are_overwritten_and_not_only_unlinked, scratch_folder, scratch_end),
		cmocka_unit_test_setup_teardown(
			cut_at_every_step_the_file_is_whole_and_a_second_run_finishes, scratch_folder,
			scratch_end),
		cmocka_unit_test_setup_teardown(
			finishing_overwrites_the_old_bytes_too, scratch_folder, scratch_end),
		cmocka_unit_test_setup_teardown(
			finishing_never_overwrites_the_only_copy, scratch_folder, scratch_end),
		cmocka_unit_test_setup_teardown(
			a_failure_leaves_the_old_file_alone_and_no_second_name, scratch_folder, scratch_end),
		cmocka_unit_test_setup_teardown(
			without_links_only_a_stick_is_changed, scratch_folder, scratch_end),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

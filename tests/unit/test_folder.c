/* SPDX-License-Identifier: ISC */
/* Folders found by a path, and made durably. */
#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "unit/scratch.h"

/* fchmod and fsync go through here (Makefile.am). */
static bool no_mode, no_sync;

int __real_fchmod(int fd, mode_t mode);
int __real_fsync(int fd);
int __wrap_fchmod(int fd, mode_t mode);
int __wrap_fsync(int fd);

int
__wrap_fchmod(int fd, mode_t mode)
{
	errno = EPERM;
	return no_mode ? -1 : __real_fchmod(fd, mode);
}

int
__wrap_fsync(int fd)
{
	errno = EIO;
	return no_sync ? -1 : __real_fsync(fd);
}

static void
a_folder_without_its_mode_or_not_on_the_disk_is_not_made(void **state)
{
	struct scratch *s = *state;
	size_t before = scratch_descriptors();
	struct rlimit usual, few;
	struct stat st;
	int made, error;

	no_mode = true;
	assert_int_equal(folder_make(s->at, "a", 0750), -1);
	assert_int_equal(errno, EPERM);
	no_mode = false;
	no_sync = true;
	assert_int_equal(folder_make(s->at, "b", 0750), -1);
	assert_int_equal(errno, EIO);
	no_sync = false;
	assert_int_equal(scratch_descriptors(), before);
	getrlimit(RLIMIT_NOFILE, &usual);
	few = usual;
	few.rlim_cur = (rlim_t)dup(s->at);
	close((int)few.rlim_cur);
	setrlimit(RLIMIT_NOFILE, &few);
	made = folder_make(s->at, "d", 0750);
	error = errno;
	setrlimit(RLIMIT_NOFILE, &usual);
	assert_int_equal(made, -1);
	assert_int_equal(error, EMFILE);
	assert_int_equal(folder_make(s->at, "c", 0750), 0);
	assert_int_equal(scratch_descriptors(), before);
	assert_int_equal(fstatat(s->at, "c", &st, 0), 0);
	assert_int_equal(st.st_mode & 07777, 0750);
}

static bool
is_same(int one, int other)
{
	struct stat a, b;

	assert_int_equal(fstat(one, &a), 0);
	assert_int_equal(fstat(other, &b), 0);
	close(one);
	return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

static void
the_folder_of_a_path_is_what_stands_before_the_last_slash(void **state)
{
	struct scratch *s = *state;
	int before = open(".", O_RDONLY | O_DIRECTORY), root = open("/", O_RDONLY | O_DIRECTORY);
	char path[SCRATCH_PATH], endless[2048];
	const char *name;

	scratch_path(s, "file", path);
	assert_true(is_same(folder_open_parent(path, &name), s->at));
	assert_string_equal(name, "file");
	assert_true(is_same(folder_open_parent("/file", &name), root));
	assert_string_equal(name, "file");
	assert_int_equal(fchdir(s->at), 0);
	assert_true(is_same(folder_open_parent("file", &name), s->at));
	assert_string_equal(name, "file");
	assert_int_equal(fchdir(before), 0);
	memset(endless, '/', sizeof endless - 1); /* which the system would read as / */
	endless[sizeof endless - 1] = '\0';
	assert_int_equal(folder_open_parent(endless, &name), -1);
	assert_int_equal(errno, ENAMETOOLONG);
	close(before);
	close(root);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_folder, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(a_folder_without_its_mode_or_not_on_the_disk_is_not_made),
		IN_FOLDER(the_folder_of_a_path_is_what_stands_before_the_last_slash),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: ISC */
/* Overwriting a file in place, and only what is a file of its own. */
#include "base/shred.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/folder.h"
#include "unit/scratch.h"

static int looks = -1; /* that succeed before one fails; -1: all do */

int __real_fstat(int fd, struct stat *st);
int __wrap_fstat(int fd, struct stat *st);

int
__wrap_fstat(int fd, struct stat *st)
{
	if (looks == 0) {
		errno = EIO;
		return -1;
	}
	looks -= looks > 0;
	return __real_fstat(fd, st);
}

static void
the_old_bytes_are_overwritten_before_the_name_goes(void **state)
{
	static const size_t sizes[] = {1, 8, 144, 4096, 4097, 10000, SHRED_MOST};
	struct scratch *s = *state;
	static uint8_t before[SHRED_MOST], after[SHRED_MOST + 1];
	int fd;

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		memset(before, 'a', sizeof before);
		scratch_write(s->at, "secret", before, sizes[i]);
		fd = openat(s->at, "secret", O_RDONLY);
		assert_int_equal(shred_file(s->at, "secret", 1), 0);
		assert_false(scratch_exists(s->at, "secret"));
		assert_int_equal(read(fd, after, sizeof after), sizes[i]);
		close(fd);
		assert_memory_equal(after, SHRED_MARK, sizes[i] < 8 ? sizes[i] : 8);
		assert_int_equal(shred_is_marked(after, sizes[i]), sizes[i] >= 8);
		for (size_t at = 8; at + 64 <= sizes[i]; at++)
			assert_memory_not_equal(after + at, before, 8);
	}
}

static void
only_the_file_that_is_known_is_shredded_and_at_any_length(void **state)
{
	struct scratch *s = *state;
	static uint8_t before[3 * SHRED_MOST];
	struct shred_identity is, other;
	int fd;

	scratch_write(s->at, "list", before, sizeof before);
	fd = openat(s->at, "list", O_RDONLY);
	assert_int_equal(shred_identify(fd, &is), 0);
	close(fd);
	assert_int_equal(is.size, sizeof before);
	for (int i = 0; i < 3; i++) {
		other = is;
		other.device += i == 0;
		other.inode += i == 1;
		other.size += i == 2;
		assert_int_equal(shred_exactly(s->at, "list", &other), -1);
		assert_int_equal(errno, ESTALE);
		assert_true(scratch_exists(s->at, "list"));
	}
	assert_int_equal(shred_exactly(s->at, "list", &is), 0);
	assert_false(scratch_exists(s->at, "list"));
}

static void
an_empty_file_is_removed(void **state)
{
	struct scratch *s = *state;

	scratch_write(s->at, "empty", "", 0);
	assert_int_equal(shred_file(s->at, "empty", 1), 0);
	assert_false(scratch_exists(s->at, "empty"));
}

static void
no_file_is_an_error_of_its_own(void **state)
{
	struct scratch *s = *state;

	assert_int_equal(shred_file(s->at, "none", 1), -1);
	assert_int_equal(errno, ENOENT);
}

static void
an_open_file_is_overwritten_and_nothing_else(void **state)
{
	struct scratch *s = *state;
	struct shred_identity is;
	char bytes[SHRED_MARK_SIZE];
	int fd;

	scratch_write(s->at, "secret", "secret, and more", 16);
	fd = openat(s->at, "secret", O_RDWR);
	assert_int_equal(shred_open(fd), 0);
	assert_int_equal(ftruncate(fd, SHRED_MOST + 1), 0);
	assert_int_equal(shred_open(fd), -1);
	assert_int_equal(errno, EINVAL);
	close(fd);
	assert_int_equal(scratch_read(s->at, "secret", bytes, sizeof bytes), sizeof bytes);
	assert_memory_equal(bytes, SHRED_MARK, SHRED_MARK_SIZE);
	assert_int_equal(shred_open(s->at), -1); /* a folder */
	assert_int_equal(errno, EINVAL);
	assert_int_equal(shred_open(-1), -1);
	assert_int_equal(errno, EBADF);
	assert_int_equal(shred_identify(-1, &is), -1);
	assert_int_equal(errno, EBADF);
}

/* By way of fstat (Makefile.am): the first look at the file is that of file_open. */
static void
what_cannot_be_looked_at_is_not_shredded(void **state)
{
	struct scratch *s = *state;
	size_t before = scratch_descriptors();
	struct shred_identity is;
	char bytes[6];
	int fd;

	scratch_write(s->at, "secret", "secret", 6);
	fd = openat(s->at, "secret", O_RDONLY);
	assert_int_equal(shred_identify(fd, &is), 0);
	close(fd);
	for (int i = 0; i < 2; i++) {
		looks = 1;
		errno = 0;
		assert_int_equal(
			i == 0 ? shred_exactly(s->at, "secret", &is) : shred_unsynced(s->at, "secret", 1), -1);
		assert_int_equal(errno, EIO);
		looks = -1;
		assert_int_equal(scratch_read(s->at, "secret", bytes, sizeof bytes), 6);
		assert_memory_equal(bytes, "secret", 6);
		assert_int_equal(scratch_descriptors(), before);
	}
	assert_int_equal(shred_exactly(s->at, "secret", &is), 0);
}

static void
links_and_what_is_no_file_are_refused(void **state)
{
	struct scratch *s = *state;
	char back[16];

	scratch_write(s->at, "precious", "precious", 8);
	assert_int_equal(symlinkat("precious", s->at, "symlink"), 0);
	assert_int_equal(shred_file(s->at, "symlink", 1), -1);
	assert_int_equal(errno, ELOOP);
	assert_int_equal(linkat(s->at, "precious", s->at, "hardlink", 0), 0);
	assert_int_equal(shred_file(s->at, "hardlink", 1), -1);
	assert_int_equal(errno, EINVAL);
	assert_int_equal(mkfifoat(s->at, "fifo", 0600), 0);
	assert_int_equal(shred_file(s->at, "fifo", 1), -1);
	assert_int_equal(errno, EINVAL);
	assert_int_equal(mkdirat(s->at, "folder", 0700), 0);
	assert_int_equal(shred_file(s->at, "folder", 1), -1);
	assert_int_equal(scratch_names(s->at), 5);
	assert_int_equal(scratch_read(s->at, "precious", back, sizeof back), 8);
	assert_memory_equal(back, "precious", 8);
}

static void
a_folder_that_was_made_a_link_is_not_followed(void **state)
{
	struct scratch *s = *state;
	size_t before = scratch_descriptors();

	assert_int_equal(mkdirat(s->at, "real", 0700), 0);
	assert_int_equal(mkdirat(s->at, "real/keys", 0700), 0);
	assert_int_equal(symlinkat("real", s->at, "linked"), 0);
	assert_int_equal(symlinkat("../real/keys", s->at, "real/inner"), 0);
	assert_int_equal(folder_open(s->at, "linked"), -1);
	assert_int_equal(folder_open(s->at, "linked/keys"), -1);
	assert_int_equal(folder_open(s->at, "real/inner"), -1);
	assert_int_equal(scratch_descriptors(), before);
}

static void
a_file_that_is_too_long_is_not_touched(void **state)
{
	struct scratch *s = *state;
	struct stat st;
	int fd = openat(s->at, "sparse", O_WRONLY | O_CREAT, 0600);

	assert_int_equal(ftruncate(fd, (off_t)1 << 40), 0);
	assert_int_equal(shred_file(s->at, "sparse", 1), -1);
	assert_int_equal(errno, EINVAL);
	assert_int_equal(fstat(fd, &st), 0);
	assert_int_equal(st.st_blocks, 0);
	close(fd);
}

static void
a_failed_overwrite_keeps_the_name(void **state)
{
	const struct rlimit none = {0, RLIM_INFINITY}, much = {RLIM_INFINITY, RLIM_INFINITY};
	struct scratch *s = *state;
	size_t before = scratch_descriptors();
	int rc;

	scratch_write(s->at, "secret", "secret", 6);
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &none);
	rc = shred_file(s->at, "secret", 1);
	setrlimit(RLIMIT_FSIZE, &much);
	assert_int_equal(rc, -1);
	assert_true(scratch_exists(s->at, "secret"));
	assert_int_equal(scratch_descriptors(), before);
	assert_int_equal(shred_file(s->at, "secret", 1), 0);
}

static void
only_a_whole_mark_is_one(void **state)
{
	const uint8_t mark[] = "WKGONE1\0and more";

	(void)state;
	assert_true(shred_is_marked(mark, 8));
	assert_true(shred_is_marked(mark, sizeof mark));
	assert_false(shred_is_marked(mark, 7));
	assert_false(shred_is_marked((const uint8_t *)"WKGONE2\0", 8));
	assert_false(shred_is_marked((const uint8_t *)"WKHRK1\0\0", 8));
	assert_false(shred_is_marked(mark, 0));
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_folder, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(the_old_bytes_are_overwritten_before_the_name_goes),
		IN_FOLDER(only_the_file_that_is_known_is_shredded_and_at_any_length),
		IN_FOLDER(an_empty_file_is_removed),
		IN_FOLDER(no_file_is_an_error_of_its_own),
		IN_FOLDER(an_open_file_is_overwritten_and_nothing_else),
		IN_FOLDER(what_cannot_be_looked_at_is_not_shredded),
		IN_FOLDER(links_and_what_is_no_file_are_refused),
		IN_FOLDER(a_folder_that_was_made_a_link_is_not_followed),
		IN_FOLDER(a_file_that_is_too_long_is_not_touched),
		IN_FOLDER(a_failed_overwrite_keeps_the_name),
		cmocka_unit_test(only_a_whole_mark_is_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

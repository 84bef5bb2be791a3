/* SPDX-License-Identifier: ISC */
/* Files made, replaced, read and locked; and nothing that leads elsewhere. */
#include "base/file.h"
#include "base/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "unit/scratch.h"

static mode_t
mode_of(int at, const char *name)
{
	struct stat st;

	assert_int_equal(fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW), 0);
	return st.st_mode & 07777;
}

static void
assert_holds(int at, const char *name, const char *text)
{
	char back[100];
	ssize_t n = file_read(at, name, back, sizeof back);

	assert_int_equal(n, strlen(text));
	assert_memory_equal(back, text, strlen(text));
}

static void
a_new_file_has_its_mode_whatever_the_umask(void **state)
{
	struct scratch *s = *state;
	mode_t before = umask(0277);

	assert_int_equal(file_create(s->at, "a", 0660, "text", 4), 0);
	assert_int_equal(file_replace(s->at, "b", 0644, "text", 4), 0);
	assert_int_equal(folder_make(s->at, "folder", 02770), 0);
	umask(0);
	assert_int_equal(file_create(s->at, "c", 0600, "", 0), 0);
	umask(before);
	assert_int_equal(mode_of(s->at, "a"), 0660);
	assert_int_equal(mode_of(s->at, "b"), 0644);
	assert_int_equal(mode_of(s->at, "c"), 0600);
	assert_int_equal(mode_of(s->at, "folder"), 02770);
	assert_holds(s->at, "a", "text");
}

static void
a_name_that_has_no_room_for_another_is_refused(void **state)
{
	struct scratch *s = *state;
	char name[256 - 4 + 1];

	memset(name, 'n', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	errno = 0;
	assert_int_equal(file_refresh(s->at, name, 0600, "new", 3), -1);
	assert_int_equal(errno, ENAMETOOLONG);
	assert_int_equal(scratch_names(s->at), 0);
	assert_int_equal(file_refresh(s->at, name + 1, 0600, "new", 3), 0);
	assert_holds(s->at, name + 1, "new");
	assert_int_equal(scratch_names(s->at), 1);
}

static void
what_exists_is_not_created_again(void **state)
{
	struct scratch *s = *state;

	scratch_write(s->at, "a", "old", 3);
	assert_int_equal(file_create(s->at, "a", 0600, "new", 3), -1);
	assert_int_equal(errno, EEXIST);
	assert_holds(s->at, "a", "old");
	assert_int_equal(symlinkat("nowhere", s->at, "link"), 0);
	assert_int_equal(file_create(s->at, "link", 0600, "new", 3), -1);
	assert_false(scratch_exists(s->at, "nowhere"));
	assert_int_equal(folder_make(s->at, "a", 0700), -1);
}

static void
a_replacement_is_a_new_file_in_the_old_place(void **state)
{
	struct scratch *s = *state;
	char old[8];
	int fd;

	scratch_write(s->at, "a", "old", 3);
	scratch_write(s->at, "a.tmp", "leftover", 8);
	scratch_write(s->at, "target", "target", 6);
	fd = openat(s->at, "a", O_RDONLY);
	assert_int_equal(file_replace(s->at, "a", 0600, "new text", 8), 0);
	assert_holds(s->at, "a", "new text");
	assert_int_equal(read(fd, old, sizeof old), 3);
	close(fd);
	assert_false(scratch_exists(s->at, "a.tmp"));
	/* a link in its place, or in that of the temporary file, is replaced and not followed */
	assert_int_equal(symlinkat("target", s->at, "b"), 0);
	assert_int_equal(symlinkat("target", s->at, "b.tmp"), 0);
	assert_int_equal(file_replace(s->at, "b", 0600, "b", 1), 0);
	assert_holds(s->at, "b", "b");
	assert_holds(s->at, "target", "target");
}

static void
a_failed_write_leaves_the_old_file_and_no_other(void **state)
{
	const struct rlimit few = {10, RLIM_INFINITY}, much = {RLIM_INFINITY, RLIM_INFINITY};
	struct scratch *s = *state;
	size_t before = scratch_descriptors();
	int replaced, created;

	scratch_write(s->at, "a", "old", 3);
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &few); /* a short write, then none: as on a full disk */
	replaced = file_replace(s->at, "a", 0600, "a longer text than that", 23);
	created = file_create(s->at, "b", 0600, "a longer text than that", 23);
	setrlimit(RLIMIT_FSIZE, &much);
	assert_int_equal(replaced, -1);
	assert_int_equal(created, -1);
	assert_holds(s->at, "a", "old");
	assert_int_equal(scratch_names(s->at), 1);
	assert_int_equal(scratch_descriptors(), before);
	assert_int_equal(mkdirat(s->at, "folder", 0700), 0);
	assert_int_equal(file_replace(s->at, "folder", 0600, "x", 1), -1);
	assert_false(scratch_exists(s->at, "folder.tmp"));
}

int __real_fsync(int fd);
int __wrap_fsync(int fd);
static int syncs_left = -1; /* until one fails; -1: none does (Makefile.am) */

int
__wrap_fsync(int fd)
{
	errno = EIO;
	return syncs_left >= 0 && syncs_left-- == 0 ? -1 : __real_fsync(fd);
}

/* Its bytes are on the disk; its name may not be. */
static void
a_new_file_whose_folder_cannot_be_synced_is_taken_away(void **state)
{
	struct scratch *s = *state;

	syncs_left = 1;
	assert_int_equal(file_create(s->at, "a", 0600, "text", 4), -1);
	assert_int_equal(errno, EIO);
	assert_int_equal(syncs_left, -1);
	assert_int_equal(scratch_names(s->at), 0);
}

static void
only_plain_files_of_one_link_are_opened(void **state)
{
	struct scratch *s = *state;
	size_t before = scratch_descriptors();
	char buf[8];
	int fd;

	scratch_write(s->at, "a", "text", 4);
	assert_int_equal(symlinkat("a", s->at, "link"), 0);
	assert_int_equal(mkfifoat(s->at, "fifo", 0600), 0);
	assert_int_equal(mkdirat(s->at, "folder", 0700), 0);
	assert_int_equal(file_open(s->at, "link", O_RDONLY, 1), -1);
	assert_int_equal(errno, ELOOP);
	assert_int_equal(file_open(s->at, "fifo", O_RDONLY, 1), -1);
	assert_int_equal(errno, EINVAL);
	assert_int_equal(file_open(s->at, "folder", O_RDONLY, 1), -1);
	assert_int_equal(file_open(s->at, "none", O_RDONLY, 1), -1);
	assert_int_equal(errno, ENOENT);
	assert_int_equal(linkat(s->at, "a", s->at, "second", 0), 0);
	assert_int_equal(file_open(s->at, "a", O_RDONLY, 1), -1);
	assert_int_equal(errno, EINVAL);
	assert_int_equal(file_read(s->at, "second", buf, sizeof buf), -1);
	fd = file_open(s->at, "a", O_RDONLY, 2);
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(scratch_descriptors(), before);
}

static void
a_file_that_is_longer_is_not_read_in_part(void **state)
{
	struct scratch *s = *state;
	char buf[4];

	scratch_write(s->at, "a", "12345", 5);
	assert_int_equal(file_read(s->at, "a", buf, sizeof buf), -1);
	assert_int_equal(errno, EFBIG);
	scratch_write(s->at, "a", "1234", 4);
	assert_int_equal(file_read(s->at, "a", buf, sizeof buf), 4);
	scratch_write(s->at, "a", "", 0);
	assert_int_equal(file_read(s->at, "a", buf, sizeof buf), 0);
}

static void
a_head_is_read_with_the_whole_length(void **state)
{
	struct scratch *s = *state;
	char buf[4] = "";
	off_t size;

	scratch_write(s->at, "a", "12345", 5);
	assert_int_equal(file_read_head(s->at, "a", 1, buf, sizeof buf, &size), 4);
	assert_memory_equal(buf, "1234", 4);
	assert_int_equal(size, 5);
	assert_int_equal(file_read_head(s->at, "none", 1, buf, sizeof buf, &size), -1);
	assert_int_equal(errno, ENOENT);
	assert_int_equal(mkfifoat(s->at, "fifo", 0600), 0);
	assert_int_equal(file_read_head(s->at, "fifo", 1, buf, sizeof buf, &size), -1);
	assert_int_equal(file_refresh(s->at, "a", 0640, "xy", 2), 0);
	assert_int_equal(mode_of(s->at, "a"), 0640);
	assert_int_equal(file_read_head(s->at, "a", 1, buf, sizeof buf, &size), 2);
	assert_int_equal(size, 2);
}

static void
folders_are_opened_one_by_one_without_links(void **state)
{
	struct scratch *s = *state;
	char path[SCRATCH_PATH], too_long[400];
	size_t before = scratch_descriptors();
	const char *name;
	int fd;

	assert_int_equal(folder_make(s->at, "one", 0700), 0);
	assert_int_equal(folder_make(s->at, "one/two", 0700), 0);
	assert_int_equal(symlinkat("one", s->at, "link"), 0);
	scratch_write(s->at, "one/two/here", "", 0);
	scratch_write(s->at, "file", "", 0);
	scratch_path(s, "one/two", path);
	for (int i = 0; i < 3; i++) {
		fd = folder_open(s->at, i == 0 ? "one/two" : i == 1 ? "one//two/" : path);
		assert_true(scratch_exists(fd, "here"));
		close(fd);
	}
	fd = folder_pass(s->at, "one"); /* a way to what is below, no more */
	assert_true(scratch_exists(fd, "two/here"));
	assert_int_equal(fsync(fd), -1);
	close(fd);
	assert_int_equal(folder_pass(s->at, "link"), -1);
	assert_int_equal(folder_open(s->at, "link/two"), -1);
	assert_int_equal(folder_open(s->at, "file"), -1);
	assert_int_equal(folder_open(s->at, "one/none"), -1);
	assert_int_equal(errno, ENOENT);
	memset(too_long, 'a', sizeof too_long - 1);
	too_long[sizeof too_long - 1] = '\0';
	assert_int_equal(folder_open(s->at, too_long), -1);
	scratch_path(s, "link/two/here", path); /* what the user names may be a link */
	fd = folder_open_parent(path, &name);
	assert_string_equal(name, "here");
	assert_true(scratch_exists(fd, name));
	close(fd);
	fd = folder_open_parent("/etc", &name);
	assert_string_equal(name, "etc");
	close(fd);
	fd = folder_open_parent("plain", &name);
	assert_string_equal(name, "plain");
	close(fd);
	assert_int_equal(scratch_descriptors(), before);
}

static void
a_lock_is_for_one_and_is_waited_for(void **state)
{
	const struct timespec pause = {0, 60000000};
	struct scratch *s = *state;
	int fd, ends[2], back[2], status;
	char ready;
	pid_t child;

	scratch_write(s->at, "lock", "", 0);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(pipe(back), 0);
	child = fork();
	if (child == 0) { /* which has it until it was asked for once, and for a moment more */
		fd = file_lock(s->at, "lock", 0);
		status = fd < 0 || write(ends[1], "x", 1) != 1 || read(back[0], &ready, 1) != 1;
		nanosleep(&pause, NULL);
		_exit(status);
	}
	assert_int_equal(read(ends[0], &ready, 1), 1);
	assert_int_equal(file_lock(s->at, "lock", 0), -1);
	assert_int_equal(errno, EWOULDBLOCK);
	assert_int_equal(write(back[1], "x", 1), 1);
	fd = file_lock(s->at, "lock", 20);
	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	for (int i = 0; i < 2; i++) {
		close(ends[i]);
		close(back[i]);
	}
	assert_int_equal(file_lock(s->at, "none", 0), -1);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_folder, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(a_new_file_has_its_mode_whatever_the_umask),
		IN_FOLDER(a_name_that_has_no_room_for_another_is_refused),
		IN_FOLDER(what_exists_is_not_created_again),
		IN_FOLDER(a_new_file_whose_folder_cannot_be_synced_is_taken_away),
		IN_FOLDER(a_replacement_is_a_new_file_in_the_old_place),
		IN_FOLDER(a_failed_write_leaves_the_old_file_and_no_other),
		IN_FOLDER(only_plain_files_of_one_link_are_opened),
		IN_FOLDER(a_file_that_is_longer_is_not_read_in_part),
		IN_FOLDER(a_head_is_read_with_the_whole_length),
		IN_FOLDER(folders_are_opened_one_by_one_without_links),
		IN_FOLDER(a_lock_is_for_one_and_is_waited_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

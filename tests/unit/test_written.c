/* SPDX-License-Identifier: ISC */
/* The files of hand-overs are found again and shredded; nothing else is. */
#include "handover/written.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "unit/scratch.h"

#define BIG 300000 /* bytes: more than a key file may have */

static char key[SCRATCH_PATH], path[SCRATCH_PATH];

/* Makes the file name of n bytes and keeps it as that of line. */
static void
keep(struct scratch *s, const char *name, uint64_t line, size_t n, bool finished)
{
	static char bytes[BIG];
	struct fail why = {{0}};
	int fd;

	memset(bytes, 'a', sizeof bytes);
	scratch_path(s, "owner.key", key);
	scratch_path(s, name, path);
	scratch_write(s->at, name, bytes, n);
	fd = openat(s->at, name, O_RDONLY);
	if (written_keep(key, line, path, fd, finished, &why) != 0)
		fail_msg("%s", why.text);
	close(fd);
}

static struct written *
read_back(void)
{
	struct fail why = {{0}};
	struct written *w = written_read(key, &why);

	if (w == NULL)
		fail_msg("%s", why.text);
	return w;
}

static void
what_is_kept_is_read_back(void **state)
{
	struct scratch *s = *state;
	struct written *w;
	struct stat st;

	keep(s, "a list\t50% \n\x7f of \u00E9", 7, 100, true);
	keep(s, "b", UINT64_MAX, 0, false);
	assert_int_equal(fstatat(s->at, "exports", &st, 0), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(fstatat(s->at, "a list\t50% \n\x7f of \u00E9", &st, 0), 0);
	w = read_back();
	assert_int_equal(w->n, 2);
	assert_int_equal(w->file[0].line, 7);
	assert_int_equal(w->file[0].is.inode, st.st_ino);
	assert_int_equal(w->file[0].is.device, st.st_dev);
	assert_int_equal(w->file[0].is.size, 100);
	scratch_path(s, "a list\t50% \n\x7f of \u00E9", path);
	assert_string_equal(w->file[0].path, path);
	assert_true(w->file[1].line == UINT64_MAX);
	assert_true(w->file[1].is.size == WRITTEN_UNFINISHED);
	free(w);
}

static void
a_finished_file_takes_the_place_of_the_unfinished(void **state)
{
	struct scratch *s = *state;
	struct written *w;
	struct fail why;

	keep(s, "a", 7, 0, false);
	keep(s, "b", 8, 5, true);
	keep(s, "a", 7, 50, true);
	w = read_back();
	assert_int_equal(w->n, 2);
	assert_int_equal(w->file[0].is.size, 50);
	free(w);
	assert_int_equal(written_forget(key, 7, &why), 0);
	assert_int_equal(written_forget(key, 9, &why), 0);
	w = read_back();
	assert_int_equal(w->n, 1);
	assert_int_equal(w->file[0].line, 8);
	free(w);
}

static void
without_a_list_there_are_none(void **state)
{
	struct written *w;

	scratch_path(*state, "owner.key", key);
	w = read_back();
	assert_int_equal(w->n, 0);
	free(w);
}

static void
a_damaged_list_is_refused_and_stays(void **state)
{
	static const char *const bad[] = {"", "welkom-exports 2\n", "welkom-exports 1\n1 2 3 4 /a",
		"welkom-exports 1\n1 2 3 /a\n", "welkom-exports 1\n1 2 3 4 a\n",
		"welkom-exports 1\n1 2 3 4 /a%0\n", "welkom-exports 1\n1 2 3 4 /a%00b\n",
		"welkom-exports 1\n1 2 3 4 /a%zz\n", "welkom-exports 1\nx\n", "welkom-exports 1\n\n",
		"welkom-exports 1\n99999999999999999999999 2 3 4 /a\n"};
	struct scratch *s = *state;
	struct fail why;
	char text[200];

	scratch_path(s, "owner.key", key);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		scratch_write(s->at, "exports", bad[i], strlen(bad[i]));
		assert_null(written_read(key, &why));
		assert_int_equal(written_forget(key, 1, &why), -1);
		assert_int_equal(scratch_read(s->at, "exports", text, sizeof text), strlen(bad[i]));
	}
}

static void
there_is_a_limit_and_nobody_is_forgotten_for_it(void **state)
{
	struct scratch *s = *state;
	struct written *w;
	struct fail why;
	int fd;

	for (unsigned i = 0; i < WRITTEN_MOST; i++)
		keep(s, "a", 100 + i, 1, true);
	fd = openat(s->at, "a", O_RDONLY);
	assert_int_equal(written_keep(key, 999, path, fd, true, &why), -1);
	assert_non_null(strstr(why.text, "128"));
	assert_int_equal(written_keep(key, 100, path, fd, true, &why), 0);
	close(fd);
	w = read_back();
	assert_int_equal(w->n, WRITTEN_MOST);
	assert_int_equal(w->file[0].line, 100);
	free(w);
}

static void
the_file_itself_is_shredded_however_long(void **state)
{
	struct scratch *s = *state;
	static char after[BIG + 1];
	struct written *w;
	int fd;

	keep(s, "a", 7, BIG, true);
	fd = openat(s->at, "a", O_RDONLY);
	w = read_back();
	assert_int_equal(written_shred(&w->file[0]), WRITTEN_SHREDDED);
	assert_false(scratch_exists(s->at, "a"));
	assert_int_equal(read(fd, after, sizeof after), BIG);
	close(fd);
	for (size_t at = 0; at + 16 <= BIG; at++)
		assert_memory_not_equal(after + at, "aaaaaaaaaaaaaaaa", 16);
	assert_int_equal(written_shred(&w->file[0]), WRITTEN_GONE);
	free(w);
}

static void
an_unfinished_one_is_shredded_as_long_as_it_is(void **state)
{
	struct scratch *s = *state;
	struct written *w;
	int fd;

	keep(s, "a", 7, 0, false);
	fd = openat(s->at, "a", O_WRONLY);
	assert_int_equal(write(fd, "half a list", 11), 11);
	close(fd);
	w = read_back();
	assert_int_equal(written_shred(&w->file[0]), WRITTEN_SHREDDED);
	assert_false(scratch_exists(s->at, "a"));
	free(w);
}

static void
what_is_another_file_is_left_alone(void **state)
{
	struct scratch *s = *state;
	struct written *w;
	char text[200];

	keep(s, "a", 7, 100, true);
	w = read_back();
	/* longer */
	scratch_write(s->at, "a", "x", 1);
	assert_int_equal(written_shred(&w->file[0]), WRITTEN_OTHER);
	assert_int_equal(scratch_read(s->at, "a", text, sizeof text), 1);
	free(w);
	/* two names */
	keep(s, "b", 8, 100, true);
	w = read_back();
	assert_int_equal(linkat(s->at, "b", s->at, "c", 0), 0);
	assert_int_equal(written_shred(&w->file[1]), WRITTEN_OTHER);
	assert_int_equal(scratch_read(s->at, "c", text, sizeof text), 100);
	assert_int_equal(unlinkat(s->at, "c", 0), 0);
	/* the same bytes in another file */
	assert_int_equal(renameat(s->at, "b", s->at, "kept"), 0);
	scratch_write(s->at, "b", text, 100);
	assert_int_equal(written_shred(&w->file[1]), WRITTEN_OTHER);
	assert_true(scratch_exists(s->at, "b"));
	/* a link to the file itself */
	assert_int_equal(unlinkat(s->at, "b", 0), 0);
	assert_int_equal(symlinkat("kept", s->at, "b"), 0);
	assert_int_equal(written_shred(&w->file[1]), WRITTEN_OTHER);
	assert_int_equal(scratch_read(s->at, "kept", text, sizeof text), 100);
	free(w);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_folder, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(what_is_kept_is_read_back),
		IN_FOLDER(a_finished_file_takes_the_place_of_the_unfinished),
		IN_FOLDER(without_a_list_there_are_none),
		IN_FOLDER(a_damaged_list_is_refused_and_stays),
		IN_FOLDER(there_is_a_limit_and_nobody_is_forgotten_for_it),
		IN_FOLDER(the_file_itself_is_shredded_however_long),
		IN_FOLDER(an_unfinished_one_is_shredded_as_long_as_it_is),
		IN_FOLDER(what_is_another_file_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

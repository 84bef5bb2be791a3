/* SPDX-License-Identifier: ISC */
/* A new register: folders and files with their modes, and nothing that existed is changed. */
#include "register/create.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "unit/scratch.h"

static void
folders_and_files_have_their_modes(void **state)
{
	static const struct {
		const char *path;
		mode_t mode;
		long size; /* -1: does not matter */
	} expected[] = {
		{"reg", 0755, -1},
		{"reg/inbox", 0750, -1},
		{"reg/inbox/db", 02770, -1},
		{"reg/inbox/keys", 02770, -1},
		{"reg/store", 0750, -1},
		{"reg/store/db", 02770, -1},
		{"reg/store/keys", 02770, -1},
		{"reg/state", 0755, -1},
		{"reg/inbox/tag.key", 0440, 32},
		{"reg/store/lock", 0660, 0},
		{"reg/state/ledger", 0660, 0},
		{"reg/inbox/CACHEDIR.TAG", 0644, 43 + 1},
		{"reg/store/CACHEDIR.TAG", 0644, 43 + 1},
		{"reg/inbox/db/inbox.db", 0660, -1},
		{"reg/store/db/store.db", 0660, -1},
	};
	struct scratch *s = *state;
	struct fail why = {{0}};
	char path[SCRATCH_PATH], text[64];
	mode_t before = umask(077);
	size_t open = scratch_descriptors();
	struct stat st;

	scratch_path(s, "reg", path);
	if (create_register(path, &why) != 0)
		fail_msg("%s", why.text);
	umask(before);
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
		if (fstatat(s->at, expected[i].path, &st, AT_SYMLINK_NOFOLLOW) != 0)
			fail_msg("no %s", expected[i].path);
		if ((st.st_mode & 07777) != expected[i].mode)
			fail_msg("%s: %o", expected[i].path, st.st_mode & 07777);
		if (expected[i].size >= 0 && st.st_size != expected[i].size)
			fail_msg("%s: %ld bytes", expected[i].path, (long)st.st_size);
	}
	scratch_read(s->at, "reg/inbox/CACHEDIR.TAG", text, sizeof text);
	assert_memory_equal(text, "Signature: 8a477f597d28d172789f06886806bc55", 43);
	assert_int_equal(scratch_descriptors(), open);
}

static void
what_sqlite_makes_later_can_be_written_by_the_group(void **state)
{
	struct scratch *s = *state;
	mode_t before = umask(077);
	struct fail why = {{0}};
	char path[SCRATCH_PATH];
	struct stat st;

	scratch_path(s, "reg", path);
	assert_int_equal(create_register(path, &why), 0);
	assert_int_equal(register_open(&s->reg, path, REGISTER_KEEPER, &why), 0);
	scratch_entry(&s->reg.inbox, 1, 7);
	umask(before);
	assert_int_equal(fstatat(s->at, "reg/inbox/db/inbox.db-wal", &st, 0), 0);
	assert_int_equal(st.st_mode & 0777, 0660);
	assert_int_equal(fstatat(s->at, "reg/inbox/db/inbox.db-shm", &st, 0), 0);
	assert_int_equal(st.st_mode & 0777, 0660);
}

static void
an_empty_folder_may_become_one(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	uint8_t tag[2][32];
	char path[SCRATCH_PATH];

	for (int i = 0; i < 2; i++) {
		assert_int_equal(mkdirat(s->at, i == 0 ? "a" : "b", 0700), 0);
		scratch_path(s, i == 0 ? "a" : "b", path);
		assert_int_equal(create_register(path, &why), 0);
		scratch_read(s->at, i == 0 ? "a/inbox/tag.key" : "b/inbox/tag.key", tag[i], 32);
	}
	assert_memory_not_equal(tag[0], tag[1], 32);
}

static void
a_folder_with_something_in_it_is_left_as_it_is(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	char path[SCRATCH_PATH];
	struct stat st;

	assert_int_equal(mkdirat(s->at, "home", 0700), 0);
	scratch_write(s->at, "home/letter", "dear", 4);
	scratch_path(s, "home", path);
	assert_int_equal(create_register(path, &why), -1);
	assert_non_null(strstr(why.text, "not an empty folder"));
	assert_int_equal(fstatat(s->at, "home", &st, 0), 0);
	assert_int_equal(st.st_mode & 07777, 0700);
	scratch_path(s, "reg", path);
	assert_int_equal(create_register(path, &why), 0);
	assert_int_equal(create_register(path, &why), -1); /* not a second time */
	scratch_path(s, "home/letter", path);
	assert_int_equal(create_register(path, &why), -1);
	scratch_path(s, "none/reg", path);
	assert_int_equal(create_register(path, &why), -1);
	assert_int_equal(symlinkat("none", s->at, "link"), 0); /* to nowhere */
	scratch_path(s, "link", path);
	assert_int_equal(create_register(path, &why), -1);
	assert_non_null(strstr(why.text, "cannot open the folder"));
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_folder, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(folders_and_files_have_their_modes),
		IN_FOLDER(what_sqlite_makes_later_can_be_written_by_the_group),
		IN_FOLDER(an_empty_folder_may_become_one),
		IN_FOLDER(a_folder_with_something_in_it_is_left_as_it_is),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

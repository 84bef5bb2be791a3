/* SPDX-License-Identifier: ISC */
/* The folder of hour key files: what a name in it stands for, and how it is written and removed. */
#include "register/hourkeys.h"

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/shred.h"
#include "unit/scratch.h"

#define H 490000

static enum hourkeys_kind
look(struct scratch *s, const char *name)
{
	struct hourfile head;

	return hourkeys_look(s->at, name, 1, &head);
}

static void
each_kind_is_told_apart(void **state)
{
	struct scratch *s = *state;
	uint8_t file[HOURFILE_SIZE], kid[16];
	struct hourfile head;
	char name[64], other[64];

	scratch_key_file(s->at, 1, H);
	scratch_name(1, ".key", name);
	assert_int_equal(hourkeys_look(s->at, name, 1, &head), HOURKEYS_KEY);
	assert_int_equal(head.hour, H);
	scratch_kid(1, kid);
	assert_int_equal(hourkeys_read(s->at, kid, file), HOURKEYS_KEY);
	scratch_kid(2, kid);
	assert_int_equal(hourkeys_read(s->at, kid, file), HOURKEYS_NONE);
	scratch_name(2, ".key", other);
	assert_int_equal(look(s, other), HOURKEYS_NONE);
	scratch_name(3, ".tmp", other);
	scratch_write(s->at, other, "", 0);
	assert_int_equal(look(s, other), HOURKEYS_UNFINISHED);
	scratch_write(s->at, "anything", SHRED_MARK, 8);
	assert_int_equal(look(s, "anything"), HOURKEYS_GONE);
	scratch_name(4, ".key", other);
	assert_int_equal(renameat(s->at, name, s->at, other), 0);
	assert_int_equal(look(s, other), HOURKEYS_STRANGE); /* another kid in its header */
	scratch_kid(4, kid);
	assert_int_equal(hourkeys_read(s->at, kid, file), HOURKEYS_STRANGE);
	assert_int_equal(mkfifoat(s->at, "fifo", 0600), 0);
	assert_int_equal(look(s, "fifo"), HOURKEYS_STRANGE);
	assert_int_equal(look(s, "."), HOURKEYS_STRANGE);
}

/* "There is none" makes a row go, and a key be written in its place: what cannot be read is there. */
static void
what_cannot_be_read_is_there_all_the_same(void **state)
{
	struct scratch *s = *state;
	uint8_t file[HOURFILE_SIZE], kid[16];
	char name[64];

	for (unsigned n = 1; n <= 5; n++) {
		scratch_kid(n, kid);
		scratch_name(n, ".key", name);
		assert_int_equal(hourkeys_read(s->at, kid, file), HOURKEYS_NONE);
		switch (n) {
		case 1:
			assert_int_equal(mkfifoat(s->at, name, 0600), 0);
			break;
		case 2:
			assert_int_equal(symlinkat("nothing", s->at, name), 0);
			break;
		case 3:
			assert_int_equal(mkdirat(s->at, name, 0700), 0);
			break;
		case 4: /* too long by one byte */
			scratch_write(s->at, name, (char[HOURFILE_SIZE + 1]){0}, HOURFILE_SIZE + 1);
			break;
		default: /* a second name */
			scratch_key_file(s->at, n, H);
			assert_int_equal(linkat(s->at, name, s->at, "second", 0), 0);
		}
		assert_int_equal(hourkeys_read(s->at, kid, file), HOURKEYS_STRANGE);
		assert_int_equal(look(s, name), HOURKEYS_STRANGE);
	}
	assert_int_equal(hourkeys_read(-1, kid, file), HOURKEYS_STRANGE);
}

static void
a_folder_is_listed_whole(void **state)
{
	struct scratch *s = *state;
	size_t before = scratch_descriptors();
	struct hourkeys_list list;
	struct fail why = {{0}};
	char longest[256];

	assert_int_equal(hourkeys_list(s->at, &list, &why), 0);
	assert_int_equal(list.n, 0);
	hourkeys_free(&list);
	for (unsigned n = 0; n < 150; n++)
		scratch_key_file(s->at, n, H);
	memset(longest, 'x', 255);
	longest[255] = '\0';
	scratch_write(s->at, longest, "", 0);
	assert_int_equal(hourkeys_list(s->at, &list, &why), 0);
	assert_int_equal(list.n, 151);
	for (size_t i = 0; i < list.n; i++)
		assert_true(scratch_exists(s->at, list.names[i]));
	hourkeys_free(&list);
	hourkeys_free(&list);
	assert_int_equal(hourkeys_list(-1, &list, &why), -1);
	assert_int_equal(scratch_descriptors(), before);
}

static void
a_written_key_is_whole_and_its_group_can_destroy_it(void **state)
{
	struct scratch *s = *state;
	uint8_t file[HOURFILE_SIZE], back[HOURFILE_SIZE], kid[16];
	struct hourfile head = {.hour = H, .wraps = 1};
	mode_t before = umask(077);
	struct fail why = {{0}};
	struct stat st;
	char name[64];

	scratch_kid(1, head.kid);
	scratch_kid(1, kid);
	hourfile_write(file, &head);
	assert_int_equal(hourkeys_write(s->at, kid, file, &why), 0);
	umask(before);
	scratch_name(1, ".key", name);
	assert_int_equal(fstatat(s->at, name, &st, 0), 0);
	assert_int_equal(st.st_mode & 07777, 0660);
	assert_int_equal(hourkeys_read(s->at, kid, back), HOURKEYS_KEY);
	assert_memory_equal(back, file, sizeof back);
	assert_int_equal(scratch_names(s->at), 1);
}

static void
what_a_crash_left_is_overwritten_before_it_is_written_again(void **state)
{
	struct scratch *s = *state;
	uint8_t file[HOURFILE_SIZE] = {0}, old[HOURFILE_SIZE], kid[16];
	struct fail why = {{0}};
	char name[64];
	int fd;

	scratch_kid(1, kid);
	scratch_name(1, ".tmp", name);
	memset(old, 'k', sizeof old);
	scratch_write(s->at, name, old, sizeof old);
	fd = openat(s->at, name, O_RDONLY);
	assert_int_equal(hourkeys_write(s->at, kid, file, &why), 0);
	assert_int_equal(pread(fd, old, sizeof old, 0), sizeof old);
	close(fd);
	assert_true(shred_is_marked(old, sizeof old));
	for (size_t at = 0; at < sizeof old; at += 8)
		assert_memory_not_equal(old + at, "kkkkkkkk", 8);
	/* a link under that name is removed, not followed */
	scratch_write(s->at, "precious", "precious", 8);
	assert_int_equal(symlinkat("precious", s->at, name), 0);
	assert_int_equal(hourkeys_write(s->at, kid, file, &why), 0);
	assert_int_equal(scratch_read(s->at, "precious", old, sizeof old), 8);
	assert_memory_equal(old, "precious", 8);
}

static void
an_unfinished_file_that_cannot_be_overwritten_keeps_its_name(void **state)
{
	const struct rlimit none = {0, RLIM_INFINITY}, much = {RLIM_INFINITY, RLIM_INFINITY};
	struct scratch *s = *state;
	uint8_t kid[16], file[HOURFILE_SIZE] = {0};
	struct fail why = {{0}};
	char name[64];
	int rc;

	scratch_kid(1, kid);
	scratch_name(1, ".tmp", name);
	scratch_write(s->at, name, "secret", 6);
	signal(SIGXFSZ, SIG_IGN);
	setrlimit(RLIMIT_FSIZE, &none);
	rc = hourkeys_write(s->at, kid, file, &why);
	setrlimit(RLIMIT_FSIZE, &much);
	assert_int_equal(rc, -1);
	assert_non_null(strstr(why.text, "cannot overwrite the unfinished file"));
	assert_true(scratch_exists(s->at, name));
	assert_int_equal(scratch_names(s->at), 1);
}

static void
a_key_is_shredded_once_and_none_is_as_good(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	uint8_t kid[16];
	char name[64];

	scratch_kid(1, kid);
	scratch_key_file(s->at, 1, H);
	assert_int_equal(hourkeys_shred(s->at, kid, &why), 0);
	assert_int_equal(scratch_names(s->at), 0);
	assert_int_equal(hourkeys_shred(s->at, kid, &why), 0);
	scratch_name(1, ".key", name);
	assert_int_equal(mkfifoat(s->at, name, 0600), 0);
	assert_int_equal(hourkeys_shred(s->at, kid, &why), -1);
	assert_string_not_equal(why.text, "");
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_folder, scratch_end)

static void
a_flooded_folder_is_listed_in_part_and_says_so(void **state)
{
	struct scratch *s = *state;
	struct hourkeys_list list;
	struct fail why;
	char name[32];
	int fd;

	for (unsigned i = 0; i <= HOURKEYS_MOST; i++) {
		snprintf(name, sizeof name, "%u", i);
		fd = openat(s->at, name, O_WRONLY | O_CREAT, 0600);
		assert_true(fd >= 0);
		close(fd);
		if (i == 9) {
			assert_int_equal(hourkeys_list(s->at, &list, &why), 0);
			assert_false(list.cut);
			hourkeys_free(&list);
		}
	}
	assert_int_equal(hourkeys_list(s->at, &list, &why), 0);
	assert_int_equal(list.n, HOURKEYS_MOST);
	assert_true(list.cut);
	hourkeys_free(&list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(each_kind_is_told_apart),
		IN_FOLDER(what_cannot_be_read_is_there_all_the_same),
		IN_FOLDER(a_folder_is_listed_whole),
		IN_FOLDER(a_flooded_folder_is_listed_in_part_and_says_so),
		IN_FOLDER(a_written_key_is_whole_and_its_group_can_destroy_it),
		IN_FOLDER(what_a_crash_left_is_overwritten_before_it_is_written_again),
		IN_FOLDER(an_unfinished_file_that_cannot_be_overwritten_keeps_its_name),
		IN_FOLDER(a_key_is_shredded_once_and_none_is_as_good),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

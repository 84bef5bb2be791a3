/* SPDX-License-Identifier: ISC */
/* In the folders of hour keys what crashes left is finished, and anything else is named and left
 * alone. */
#include "register/retention.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/hourfile.h"
#include "base/shred.h"
#include "unit/scratch.h"

#define H 490000 /* an hour */
#define AT(hour) ((int64_t)(hour)*3600)

static char notes[4000];

static void
note(void *arg, const char *sentence)
{
	(void)arg;
	snprintf(notes + strlen(notes), sizeof notes - strlen(notes), "%s\n", sentence);
}

static struct retention
run_at(struct scratch *s, int64_t now, bool dry)
{
	struct retention run = {.now = now, .dry = dry, .note = note};
	struct fail why = {{0}};

	notes[0] = '\0';
	if (retention_shred(&s->reg, &s->reg.store, &run, &why) != 0 ||
		retention_shred(&s->reg, &s->reg.inbox, &run, &why) != 0)
		fail_msg("%s", why.text);
	return run;
}

static void
what_is_no_hour_key_is_named_and_never_touched(void **state)
{
	static const char *const odd[] = {
		"notes.txt", "0123.key", "ABCDEF0123456789ABCDEF0123456789.key"};
	struct scratch *s = *state;
	uint8_t file[HOURFILE_SIZE + 1] = {0}, back[HOURFILE_SIZE + 1];
	int keys = s->reg.store.keys;
	char name[64], path[SCRATCH_PATH];
	struct retention run;

	for (size_t i = 0; i < 3; i++)
		scratch_write(keys, odd[i], file, HOURFILE_SIZE);
	for (unsigned n = 1; n <= 9; n++)
		scratch_key_file(keys, n, H);
	scratch_name(1, ".key", name); /* of another kid */
	scratch_read(keys, name, file, HOURFILE_SIZE);
	file[16] ^= 1;
	scratch_write(keys, name, file, HOURFILE_SIZE);
	scratch_name(2, ".key", name);
	scratch_read(keys, name, file, HOURFILE_SIZE);
	scratch_write(keys, name, file, HOURFILE_SIZE - 1);
	scratch_name(3, ".key", name);
	scratch_write(keys, name, file, HOURFILE_SIZE + 1);
	scratch_name(4, ".key", name);
	file[0] = 'X';
	scratch_write(keys, name, file, HOURFILE_SIZE);
	scratch_name(5, ".key", name);
	scratch_path(s, "elsewhere", path);
	assert_int_equal(renameat(keys, name, s->at, "elsewhere"), 0);
	assert_int_equal(symlinkat(path, keys, name), 0);
	scratch_name(6, ".key", name);
	unlinkat(keys, name, 0);
	assert_int_equal(mkfifoat(keys, name, 0600), 0);
	scratch_name(7, ".key", name);
	unlinkat(keys, name, 0);
	assert_int_equal(symlinkat(path, keys, name), 0);
	scratch_name(8, ".key", name);
	unlinkat(keys, name, 0);
	assert_int_equal(mkdirat(keys, name, 0700), 0);
	scratch_name(9, ".key", name);
	scratch_write(keys, name, "", 0);

	run = run_at(s, AT(H + 10000), false);
	assert_int_equal(run.keys, 0);
	assert_int_equal(run.leftovers, 0);
	assert_int_equal(run.strange, 12);
	assert_int_equal(scratch_names(keys), 12);
	scratch_name(1, ".key", name);
	assert_non_null(strstr(notes, name));
	assert_non_null(strstr(notes, "store/keys/notes.txt: "));
	assert_int_equal(scratch_read(s->at, "elsewhere", back, sizeof back), HOURFILE_SIZE);
	assert_memory_equal(back, HOURFILE_MAGIC, HOURFILE_MAGIC_SIZE);
}

/* In the inbox the kiosk's account can give a name to what is not its own; in the store a second
 * name is that of a backup. */
static void
a_key_with_a_second_name_goes_in_the_store_and_stays_in_the_inbox(void **state)
{
	struct scratch *s = *state;
	uint8_t back[HOURFILE_SIZE];
	struct retention run;
	char name[64];

	scratch_key_file(s->reg.store.keys, 1, H);
	scratch_key_file(s->reg.inbox.keys, 2, H);
	scratch_name(1, ".key", name);
	assert_int_equal(linkat(s->reg.store.keys, name, s->at, "backup", 0), 0);
	scratch_name(2, ".key", name);
	assert_int_equal(linkat(s->reg.inbox.keys, name, s->at, "victim", 0), 0);
	run = run_at(s, AT(H + 336), false);
	assert_int_equal(run.keys, 1);
	assert_int_equal(run.strange, 1);
	assert_int_equal(run.overdue, 1); /* and does not pass unnoticed */
	assert_int_equal(scratch_read(s->at, "backup", back, sizeof back), HOURFILE_SIZE);
	assert_true(shred_is_marked(back, sizeof back));
	assert_int_equal(scratch_read(s->at, "victim", back, sizeof back), HOURFILE_SIZE);
	assert_false(shred_is_marked(back, sizeof back));
}

/* A row says that it is due, the file cannot be read: it counts as left, and overdue. */
static void
a_due_key_that_cannot_be_read_is_left_and_overdue(void **state)
{
	struct scratch *s = *state;
	struct retention run;
	char name[64];

	scratch_key(&s->reg.store, 1, H);
	scratch_name(1, ".key", name);
	scratch_write(s->reg.store.keys, name, "spoilt", 6);
	run = run_at(s, AT(H + 336), false);
	assert_int_equal(run.keys, 0);
	assert_int_equal(run.strange_in_store, 1);
	assert_int_equal(run.left, 1);
	assert_int_equal(run.overdue, 1);
	assert_int_equal(run.due, H + 336);
}

/* Makes <n>.old beside <n>.key: the same file, or another one of header hour. */
static void
make_old(int keys, unsigned n, bool same, uint32_t hour)
{
	char key[64], old[64], other[64];

	scratch_name(n, ".key", key);
	scratch_name(n, ".old", old);
	if (same) {
		assert_int_equal(linkat(keys, key, keys, old, 0), 0);
		return;
	}
	scratch_name(n, ".put", other);
	assert_int_equal(renameat(keys, key, keys, other), 0);
	scratch_key_file(keys, n, hour);
	assert_int_equal(renameat(keys, key, keys, old), 0);
	assert_int_equal(renameat(keys, other, keys, key), 0);
}

static void
an_interrupted_change_of_keys_is_finished(void **state)
{
	struct scratch *s = *state;
	int keys = s->reg.store.keys, fd;
	uint8_t back[HOURFILE_SIZE];
	char name[64];

	scratch_key_file(keys, 1, H); /* before the new key file */
	make_old(keys, 1, true, H);
	scratch_key_file(keys, 2, H); /* after it */
	make_old(keys, 2, false, H);
	scratch_name(2, ".old", name);
	fd = openat(keys, name, O_RDONLY);
	assert_int_equal(run_at(s, AT(H + 1), true).leftovers, 2);
	assert_int_equal(scratch_names(keys), 4);
	assert_int_equal(run_at(s, AT(H + 1), false).leftovers, 2);
	assert_int_equal(scratch_names(keys), 2);
	assert_int_equal(pread(fd, back, sizeof back, 0), sizeof back);
	close(fd);
	assert_true(shred_is_marked(back, sizeof back));
	scratch_name(1, ".key", name);
	assert_int_equal(scratch_read(keys, name, back, sizeof back), HOURFILE_SIZE);
	assert_memory_equal(back, HOURFILE_MAGIC, HOURFILE_MAGIC_SIZE);
}

static void
an_old_key_alone_lives_until_it_is_due(void **state)
{
	struct scratch *s = *state;
	int keys = s->reg.store.keys;
	char key[64], old[64];
	struct retention run;

	scratch_key_file(keys, 1, H);
	scratch_name(1, ".key", key);
	scratch_name(1, ".old", old);
	assert_int_equal(renameat(keys, key, keys, old), 0);
	scratch_key_file(s->reg.inbox.keys, 2, H); /* nobody makes them there */
	make_old(s->reg.inbox.keys, 2, false, H);
	run = run_at(s, AT(H + 336) - 1, false);
	assert_int_equal(run.leftovers, 0);
	assert_int_equal(run.strange, 2);
	assert_int_equal(run_at(s, AT(H + 336), false).leftovers, 1);
	assert_int_equal(scratch_names(keys), 0);
	assert_int_equal(scratch_names(s->reg.inbox.keys), 1);
}

static void
of_many_strange_files_only_some_are_named(void **state)
{
	struct scratch *s = *state;
	struct retention run;
	char name[32];

	for (unsigned n = 0; n < 10 * RETENTION_NOTES; n++) {
		snprintf(name, sizeof name, "junk%u", n);
		scratch_write(s->reg.inbox.keys, name, "", 0);
	}
	run = run_at(s, AT(H), false);
	assert_int_equal(run.strange, 10 * RETENTION_NOTES);
	assert_non_null(strstr(notes, "200 files in all"));
	assert_true(strlen(notes) < sizeof notes - 1);
}

static void
a_name_cannot_steer_the_terminal(void **state)
{
	struct scratch *s = *state;

	scratch_write(s->reg.inbox.keys, "a\033]0;pwned\a\n\xff", "x", 1);
	assert_int_equal(run_at(s, AT(H), false).strange, 1);
	assert_null(strchr(notes, '\033'));
	assert_null(strchr(notes, '\a'));
	assert_null(strchr(notes, '\xff'));
	assert_ptr_equal(strchr(notes, '\n'), notes + strlen(notes) - 1);
}

static void
leftovers_of_crashes_are_finished(void **state)
{
	struct scratch *s = *state;
	const struct timespec old[2] = {{AT(H) - 90000, 0}, {AT(H) - 90000, 0}};
	const struct timespec young[2] = {{AT(H) - 80000, 0}, {AT(H) - 80000, 0}};
	char name[64];

	scratch_name(1, ".tmp", name);
	scratch_write(s->reg.store.keys, name, "unfinished", 10);
	scratch_name(2, ".key", name);
	scratch_write(s->reg.store.keys, name, SHRED_MARK "rest", 12);
	scratch_name(3, ".key", name);
	scratch_write(s->reg.inbox.keys, name, SHRED_MARK, 8);
	scratch_name(4, ".tmp", name);
	scratch_write(s->reg.inbox.keys, name, "old", 3);
	utimensat(s->reg.inbox.keys, name, old, 0);
	scratch_name(5, ".tmp", name);
	scratch_write(s->reg.inbox.keys, name, "young", 5);
	utimensat(s->reg.inbox.keys, name, young, 0);

	assert_int_equal(run_at(s, AT(H), true).leftovers, 4);
	assert_int_equal(run_at(s, AT(H), false).leftovers, 4);
	assert_int_equal(scratch_names(s->reg.store.keys), 0);
	assert_int_equal(scratch_names(s->reg.inbox.keys), 1);
	assert_true(scratch_exists(s->reg.inbox.keys, name));
}

static void
an_unfinished_file_that_is_none_is_left_alone(void **state)
{
	struct scratch *s = *state;
	int keys = s->reg.store.keys, fd;
	struct retention run;
	char name[64];

	scratch_write(s->at, "precious", "precious", 8);
	scratch_name(1, ".tmp", name);
	assert_int_equal(mkfifoat(keys, name, 0600), 0);
	scratch_name(2, ".tmp", name);
	assert_int_equal(symlinkat("../../../precious", keys, name), 0);
	scratch_name(3, ".tmp", name);
	assert_int_equal(linkat(s->at, "precious", keys, name, 0), 0);
	scratch_name(4, ".tmp", name); /* sparse: overwriting it would fill the disk */
	fd = openat(keys, name, O_WRONLY | O_CREAT, 0600);
	assert_int_equal(ftruncate(fd, (off_t)1 << 40), 0);
	close(fd);
	scratch_write(keys, "sparse", SHRED_MARK, SHRED_MARK_SIZE);
	fd = openat(keys, "sparse", O_WRONLY);
	assert_int_equal(ftruncate(fd, (off_t)1 << 40), 0);
	close(fd);
	run = run_at(s, AT(H), false);
	assert_int_equal(run.strange, 5);
	assert_int_equal(run.leftovers, 0);
	assert_int_equal(scratch_names(keys), 5);
	assert_int_equal(scratch_read(s->at, "precious", name, sizeof name), 8);
	assert_memory_equal(name, "precious", 8);
}

#define IN_REGISTER(test) cmocka_unit_test_setup_teardown(test, scratch_register, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REGISTER(what_is_no_hour_key_is_named_and_never_touched),
		IN_REGISTER(a_key_with_a_second_name_goes_in_the_store_and_stays_in_the_inbox),
		IN_REGISTER(a_due_key_that_cannot_be_read_is_left_and_overdue),
		IN_REGISTER(an_interrupted_change_of_keys_is_finished),
		IN_REGISTER(an_old_key_alone_lives_until_it_is_due),
		IN_REGISTER(of_many_strange_files_only_some_are_named),
		IN_REGISTER(a_name_cannot_steer_the_terminal),
		IN_REGISTER(leftovers_of_crashes_are_finished),
		IN_REGISTER(an_unfinished_file_that_is_none_is_left_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

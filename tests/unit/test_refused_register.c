/* SPDX-License-Identifier: ISC */
/* The system, SQLite or a path refuses something while a register is made, opened, or written into: it is
 * said, and what follows is not done. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "register/create.h"
#include "register/entries.h"
#include "register/ledger.h"
#include "register/schema.h"
#include "register/timekeeping.h"
#include "unit/scratch.h"

#define NOW 1764933634

/* Which of these calls is refused (Makefile.am). */
static enum {
	NOTHING,
	OPENDIR,
	MODE,
	MODE_BELOW, /* of the second folder and those that follow */
	SYNCFS,
	SYNC,
	SYNC_FOLDER,
	CUT,
	MEMORY,
	VFS,
	CALLS,
	MOVED
} no;

DIR *__real_fdopendir(int fd);
int __real_fchmod(int fd, mode_t mode);
int __real_syncfs(int fd);
int __real_fsync(int fd);
int __real_ftruncate(int fd, off_t size);
void *__real_realloc(void *p, size_t n);
sqlite3_vfs *__real_sqlite3_vfs_find(const char *name);
int __real_sqlite3_file_control(sqlite3 *db, const char *name, int op, void *arg);
DIR *__wrap_fdopendir(int fd);
int __wrap_fchmod(int fd, mode_t mode);
int __wrap_syncfs(int fd);
int __wrap_fsync(int fd);
int __wrap_ftruncate(int fd, off_t size);
void *__wrap_realloc(void *p, size_t n);
sqlite3_vfs *__wrap_sqlite3_vfs_find(const char *name);
int __wrap_sqlite3_file_control(sqlite3 *db, const char *name, int op, void *arg);

DIR *
__wrap_fdopendir(int fd)
{
	return no == OPENDIR ? NULL : __real_fdopendir(fd);
}

int
__wrap_fchmod(int fd, mode_t mode)
{
	static int n;

	n = no == MODE_BELOW ? n + 1 : 0;
	errno = EPERM;
	return no == MODE || n > 1 ? -1 : __real_fchmod(fd, mode);
}

int
__wrap_syncfs(int fd)
{
	errno = EIO;
	return no == SYNCFS ? -1 : __real_syncfs(fd);
}

int
__wrap_fsync(int fd)
{
	struct stat st;

	errno = EIO;
	if (no == SYNC || (no == SYNC_FOLDER && fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)))
		return -1;
	return __real_fsync(fd);
}

int
__wrap_ftruncate(int fd, off_t size)
{
	errno = EIO;
	return no == CUT ? -1 : __real_ftruncate(fd, size);
}

void *
__wrap_realloc(void *p, size_t n)
{
	return no == MEMORY ? NULL : __real_realloc(p, n);
}

static int
refuse_call(sqlite3_vfs *vfs, const char *name, sqlite3_syscall_ptr call)
{
	(void)vfs, (void)name, (void)call;
	return SQLITE_NOTFOUND;
}

sqlite3_vfs *
__wrap_sqlite3_vfs_find(const char *name)
{
	static sqlite3_vfs other = {.iVersion = 3, .xSetSystemCall = refuse_call};

	return no == VFS ? NULL : no == CALLS ? &other : __real_sqlite3_vfs_find(name);
}

int
__wrap_sqlite3_file_control(sqlite3 *db, const char *name, int op, void *arg)
{
	return no == MOVED ? SQLITE_ERROR : __real_sqlite3_file_control(db, name, op, arg);
}

static void
assert_says(const struct fail *why, const char *words)
{
	if (strstr(why->text, words) == NULL)
		fail_msg("“%s” does not say “%s”", why->text, words);
}

static void
a_folder_that_cannot_be_listed_is_not_empty(void **state)
{
	struct scratch *s = *state;
	size_t before = scratch_descriptors();
	struct fail why = {{0}};
	char path[SCRATCH_PATH];

	scratch_path(s, "new", path);
	no = OPENDIR;
	assert_int_equal(create_register(path, &why), -1);
	assert_says(&why, "not an empty folder; nothing was changed");
	no = MODE;
	assert_int_equal(create_register(path, &why), -1);
	assert_says(&why, "cannot set the mode of");
	no = NOTHING;
	assert_int_equal(scratch_descriptors(), before);
	assert_int_equal(create_register(path, &why), 0); /* for there is still nothing in it */
	scratch_path(s, "other", path);
	no = MODE_BELOW;
	assert_int_equal(create_register(path, &why), -1);
	assert_says(&why, "cannot make the folder");
	no = NOTHING;
	assert_int_equal(scratch_descriptors(), before);
}

/* Makes a folder whose path is as long as a register's can be, less a few bytes. */
static void
make_deep(struct scratch *s, char path[static REGISTER_PATH])
{
	size_t n = strlen(s->path), part;

	memcpy(path, s->path, n);
	for (; n < REGISTER_PATH - 8; n += part) {
		part = REGISTER_PATH - 6 - n < 200 ? REGISTER_PATH - 6 - n : 200;
		snprintf(path + n, REGISTER_PATH - n, "/%0*d", (int)part - 1, 0);
		assert_int_equal(mkdir(path, 0755), 0);
	}
}

static void
a_path_without_room_for_its_databases_is_refused(void **state)
{
	struct scratch *s = *state;
	struct visit_register r;
	struct fail why = {{0}};
	char path[REGISTER_PATH];

	make_deep(s, path);
	assert_int_equal(create_register(path, &why), -1);
	assert_says(&why, "the path of the register is too long");
	/* its folders are there, and what lies in a register would be */
	assert_int_equal(register_open(&r, path, REGISTER_LOOK, &why), 0);
	assert_null(r.inbox.db);
	assert_null(r.store.db);
	assert_says(&r.inbox.why, "the path of the register is too long");
	assert_says(&r.store.why, "the path of the register is too long");
	register_close(&r);
}

/* The accounts of this process: whoever runs the test may give to itself. */
static void
a_register_is_given_whole_or_it_is_said(void **state)
{
	struct scratch *s = *state;
	struct create_owners own = {geteuid(), getegid(), getegid()};
	struct fail why = {{0}};
	char path[SCRATCH_PATH];
	struct stat st;

	scratch_path(s, "none", path);
	assert_int_equal(create_give(path, &own, &why), -1);
	assert_says(&why, "cannot open the folder");
	scratch_path(s, "reg", path);
	assert_int_equal(create_give(path, &own, &why), -1); /* a file that is always there */
	assert_says(&why, "cannot give state/clock to its account");
	scratch_write(s->reg.state, "clock", "", 0);
	scratch_write(s->reg.state, "last-purge", "", 0);
	register_close(&s->reg); /* no log: that may be missing */
	unlinkat(s->at, "reg/inbox/db/inbox.db-wal", 0);
	no = SYNCFS;
	assert_int_equal(create_give(path, &own, &why), -1);
	assert_says(&why, "cannot sync");
	no = NOTHING;
	assert_int_equal(fchmodat(s->at, "reg/store/keys", 0700, 0), 0);
	if (create_give(path, &own, &why) != 0)
		fail_msg("%s", why.text);
	assert_int_equal(fstatat(s->at, "reg/store/keys", &st, 0), 0);
	assert_int_equal(st.st_mode & 07777, 02770);
}

static void
without_its_guard_no_database_is_opened(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	char path[SCRATCH_PATH];
	sqlite3 *db = NULL;

	scratch_path(s, "reg/store/db/store.db", path);
	for (no = VFS; no <= CALLS; no++) {
		assert_int_equal(database_open(path, DATABASE_LOOK, &db, &why), -1);
		assert_says(&why, "SQLite");
		assert_null(db);
	}
	no = MOVED; /* which cannot be found out */
	assert_true(database_has_moved(s->reg.store.db));
	no = NOTHING;
	assert_false(database_has_moved(s->reg.store.db));
}

static void
without_memory_no_key_is_passed_over(void **state)
{
	struct scratch *s = *state;
	struct entries_keys keys;
	struct fail why = {{0}};

	scratch_key_row(&s->reg.store, 1, 490000, 490336);
	no = MEMORY;
	assert_int_equal(entries_keys(&s->reg.store, &keys, &why), -1);
	no = NOTHING;
	assert_says(&why, "the register cannot be read");
	assert_int_equal(keys.n, 0);
}

static void
a_line_is_not_written_behind_a_piece_that_stays(void **state)
{
	static const char *const words[] = {
		"cannot cut the unfinished last line", "cannot write the ledger"};
	struct scratch *s = *state;
	struct ledger_head head;
	struct fail why = {{0}};
	char text[100];

	for (int i = 0; i < 2; i++) {
		scratch_write(s->reg.state, "ledger", "1\t20", 4);
		no = i == 0 ? CUT : SYNC;
		assert_int_equal(ledger_append(s->reg.state, NOW, "purge", "", &head, &why), -1);
		no = NOTHING;
		assert_says(&why, words[i]);
		assert_in_range(scratch_read(s->reg.state, "ledger", text, sizeof text), 0, 4);
	}
	assert_int_equal(ledger_append(s->reg.state, NOW, "purge", "", &head, &why), 0);
	assert_int_equal(head.n, 1);
}

static void
the_first_time_is_on_the_disk_or_it_is_said(void **state)
{
	struct clock_reading now = {.realtime = NOW, .boottime = 1000, .boot = "a"};
	struct scratch *s = *state;
	struct fail why;

	for (no = SYNC; no <= SYNC_FOLDER; no++) {
		why.text[0] = '\0';
		assert_int_equal(timekeeping_begin(&s->reg, &now, &why), -1);
		assert_says(&why, "/state/clock: Input/output error");
	}
	no = NOTHING;
	assert_int_equal(timekeeping_begin(&s->reg, &now, &why), 0);
}

#define IN_REGISTER(test) cmocka_unit_test_setup_teardown(test, scratch_register, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REGISTER(a_folder_that_cannot_be_listed_is_not_empty),
		IN_REGISTER(a_path_without_room_for_its_databases_is_refused),
		IN_REGISTER(a_register_is_given_whole_or_it_is_said),
		IN_REGISTER(without_its_guard_no_database_is_opened),
		IN_REGISTER(without_memory_no_key_is_passed_over),
		IN_REGISTER(a_line_is_not_written_behind_a_piece_that_stays),
		IN_REGISTER(the_first_time_is_on_the_disk_or_it_is_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

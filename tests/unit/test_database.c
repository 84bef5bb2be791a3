/* SPDX-License-Identifier: ISC */
/* Only our own files are opened, in one way, and a result that is not read is no result. */
#include "register/database.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "register/schema.h"
#include "unit/scratch.h"

/* Pauses of our own take no time: the clock goes on by them instead, and by nothing else, however long
 * the machine takes (see Makefile.am). */
static int64_t paused; /* ns */

int __wrap_clock_gettime(clockid_t id, struct timespec *t);
int __wrap_nanosleep(const struct timespec *wanted, struct timespec *left);

int
__wrap_clock_gettime(clockid_t id, struct timespec *t)
{
	(void)id;
	*t = (struct timespec){paused / 1000000000, paused % 1000000000};
	return 0;
}

int
__wrap_nanosleep(const struct timespec *wanted, struct timespec *left)
{
	(void)left;
	paused += wanted->tv_sec * 1000000000LL + wanted->tv_nsec;
	return 0;
}

/* Runs sql on a connection of its own, without any of our settings. */
static void
tamper(const char *path, const char *sql)
{
	sqlite3 *db;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

/* Makes an empty inbox database "db" and gives its path. */
static void
make(struct scratch *s, char path[static SCRATCH_PATH])
{
	struct fail why = {{0}};
	sqlite3 *db;

	scratch_path(s, "db", path);
	scratch_write(s->at, "db", "", 0);
	assert_int_equal(database_open(path, DATABASE_NEW, &db, &why), 0);
	assert_int_equal(schema_make(db, SCHEMA_INBOX, &why), 0);
	database_close(db);
}

static sqlite3_int64
number(sqlite3 *db, const char *sql)
{
	struct fail why = {{0}};
	sqlite3_int64 n;

	if (database_number(db, sql, &n, &why) != 0)
		fail_msg("%s", why.text);
	return n;
}

static void
assert_refused(const char *path, const char *words)
{
	size_t before = scratch_descriptors();
	struct fail why = {{0}};
	sqlite3 *db;

	assert_int_equal(database_open(path, DATABASE_USE, &db, &why), -1);
	assert_null(db);
	assert_non_null(strstr(why.text, path));
	if (strstr(why.text, words) == NULL)
		fail_msg("%s", why.text);
	assert_int_equal(scratch_descriptors(), before);
}

static void
a_database_is_opened_with_every_setting(void **state)
{
	char path[SCRATCH_PATH];
	struct fail why = {{0}};
	int defensive, triggers, views;
	sqlite3_stmt *stmt;
	sqlite3 *db;

	make(*state, path);
	assert_int_equal(database_open(path, DATABASE_USE, &db, &why), 0);
	assert_int_equal(number(db, "PRAGMA synchronous"), 2);
	assert_int_equal(number(db, "PRAGMA secure_delete"), 1);
	assert_int_equal(number(db, "PRAGMA trusted_schema"), 0);
	assert_int_equal(number(db, "PRAGMA cell_size_check"), 1);
	assert_int_equal(number(db, "PRAGMA temp_store"), 2);
	assert_int_equal(number(db, "PRAGMA mmap_size"), 0);
	assert_int_equal(number(db, "PRAGMA busy_timeout"), 5000);
	assert_int_equal(number(db, "PRAGMA application_id"), 0x574B4D31);
	assert_int_equal(number(db, "PRAGMA user_version"), 1);
	assert_int_equal(database_prepare(db, "PRAGMA journal_mode", &stmt, &why), 0);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	assert_string_equal((const char *)sqlite3_column_text(stmt, 0), "wal");
	sqlite3_finalize(stmt);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, -1, &defensive);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, -1, &triggers);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, -1, &views);
	assert_int_equal(defensive, 1);
	assert_int_equal(triggers, 0);
	assert_int_equal(views, 0);
	database_close(db);
	database_close(NULL);
}

static void
a_foreign_file_is_refused(void **state)
{
	struct scratch *s = *state;
	char path[SCRATCH_PATH], link[SCRATCH_PATH];

	make(s, path);
	tamper(path, "PRAGMA application_id=1");
	assert_refused(path, "not a database of a register");
	tamper(path, "PRAGMA application_id=0x574B4D31; PRAGMA user_version=2");
	assert_refused(path, "format 2");
	tamper(path, "PRAGMA user_version=1");
	scratch_path(s, "link", link);
	assert_int_equal(symlinkat("db", s->at, "link"), 0);
	assert_refused(link, "");
	scratch_path(s, "none", link);
	assert_refused(link, "");
	assert_false(scratch_exists(s->at, "none"));
	scratch_write(s->at, "empty", "", 0);
	scratch_path(s, "empty", link);
	assert_refused(link, "not a database of a register");
	scratch_write(s->at, "text",
		"this is a letter, long enough to be read as a header of SQLite, "
		"which it is not: Dear Sir or Madam, ........................................",
		130);
	scratch_path(s, "text", link);
	assert_refused(link, "");
}

static void
looking_changes_nothing(void **state)
{
	struct scratch *s = *state;
	char path[SCRATCH_PATH];
	struct fail why = {{0}};
	sqlite3 *db;

	make(s, path);
	assert_int_equal(database_open(path, DATABASE_LOOK, &db, &why), 0);
	assert_int_equal(number(db, "SELECT count(*) FROM entry"), 0);
	assert_int_equal(database_run(db, "DELETE FROM entry", &why), -1);
	assert_string_not_equal(why.text, "");
	database_close(db);
}

static void
a_database_that_is_locked_for_a_moment_is_waited_for(void **state)
{
	struct scratch *s = *state;
	char path[SCRATCH_PATH], ready;
	struct fail why = {{0}};
	int ends[2], status;
	sqlite3 *db;
	pid_t child;

	make(s, path);
	assert_int_equal(pipe(ends), 0);
	child = fork();
	if (child == 0) { /* as the last program that closes it does while it empties the log */
		status = sqlite3_open(path, &db) != SQLITE_OK ||
			sqlite3_exec(db, "PRAGMA locking_mode=EXCLUSIVE; BEGIN EXCLUSIVE", NULL, NULL, NULL) !=
				SQLITE_OK ||
			write(ends[1], "x", 1) != 1;
		usleep(150000);
		_exit(status);
	}
	assert_int_equal(read(ends[0], &ready, 1), 1);
	if (database_open(path, DATABASE_USE, &db, &why) != 0)
		fail_msg("%s", why.text);
	database_close(db);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	close(ends[0]);
	close(ends[1]);
}

static void
a_transaction_is_all_or_nothing(void **state)
{
	char path[SCRATCH_PATH];
	struct fail why = {{0}};
	sqlite3 *db, *other;

	make(*state, path);
	assert_int_equal(database_open(path, DATABASE_USE, &db, &why), 0);
	assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
	assert_int_equal(database_begin(db, &why), 0);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_BUSY);
	assert_int_equal(database_run(db, "INSERT INTO erase VALUES(zeroblob(16),NULL)", &why), 0);
	database_rollback(db);
	database_rollback(db);
	assert_int_equal(number(db, "SELECT count(*) FROM erase"), 0);
	assert_int_equal(database_begin(db, &why), 0);
	assert_int_equal(database_run(db, "INSERT INTO erase VALUES(zeroblob(16),NULL)", &why), 0);
	assert_int_equal(database_commit(db, &why), 0);
	assert_int_equal(number(other, "SELECT count(*) FROM erase"), 1);
	assert_int_equal(database_commit(db, &why), -1); /* there is none */
	sqlite3_close(other);
	database_close(db);
}

static void
a_checkpoint_with_a_reader_in_the_way_is_no_success(void **state)
{
	struct scratch *s = *state;
	char path[SCRATCH_PATH];
	struct fail why = {{0}};
	sqlite3 *db, *reader;
	struct stat st;

	make(s, path);
	assert_int_equal(database_open(path, DATABASE_USE, &db, &why), 0);
	sqlite3_busy_timeout(db, 1);
	assert_int_equal(sqlite3_open(path, &reader), SQLITE_OK);
	assert_int_equal(
		sqlite3_exec(reader, "BEGIN; SELECT * FROM erase", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(database_run(db, "INSERT INTO erase VALUES(zeroblob(16),NULL)", &why), 0);
	paused = 0;
	assert_int_equal(database_checkpoint(db, &why), -1);
	assert_in_range(paused, 9000000000, 11000000000); /* it was waited for */
	assert_non_null(strstr(why.text, "another program is reading"));
	assert_int_equal(sqlite3_exec(reader, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(database_checkpoint(db, &why), 0);
	assert_int_equal(fstatat(s->at, "db-wal", &st, 0), 0);
	assert_int_equal(st.st_size, 0);
	sqlite3_close(reader);
	database_close(db);
}

static void
a_database_that_was_moved_away_is_noticed(void **state)
{
	struct scratch *s = *state;
	char path[SCRATCH_PATH];
	struct fail why = {{0}};
	sqlite3 *db;

	make(s, path);
	assert_int_equal(database_open(path, DATABASE_USE, &db, &why), 0);
	assert_false(database_has_moved(db));
	assert_int_equal(renameat(s->at, "db", s->at, "moved"), 0);
	assert_true(database_has_moved(db));
	scratch_write(s->at, "db", "", 0); /* another file in its place */
	assert_true(database_has_moved(db));
	database_close(db);
}

static void
a_statement_that_is_kept_is_the_same_again_without_what_was_bound(void **state)
{
	static const char sql[] = "SELECT ?1";
	struct scratch *s = *state;
	sqlite3_stmt *first, *second, *third;
	char path[SCRATCH_PATH];
	struct fail why = {{0}};
	size_t before;
	sqlite3 *db;

	make(s, path);
	before = scratch_descriptors();
	assert_int_equal(database_open(path, DATABASE_USE, &db, &why), 0);
	assert_int_equal(database_keep(db, sql, &first, &why), 0);
	sqlite3_bind_int(first, 1, 7);
	assert_int_equal(sqlite3_step(first), SQLITE_ROW);
	assert_int_equal(database_keep(db, sql, &second, &why), 0);
	assert_ptr_not_equal(second, first); /* which is in use */
	database_rest(first);
	assert_int_equal(database_keep(db, "SELECT 1", &third, &why), 0);
	assert_ptr_not_equal(third, first);
	sqlite3_finalize(second);
	assert_int_equal(database_keep(db, sql, &second, &why), 0);
	assert_ptr_equal(second, first);
	assert_int_equal(sqlite3_step(second), SQLITE_ROW);
	assert_int_equal(sqlite3_column_type(second, 0), SQLITE_NULL);
	assert_int_equal(database_keep(db, "SELECT", &third, &why), -1);
	assert_null(third);
	assert_non_null(strstr(why.text, "the register cannot be read"));
	database_close(db); /* with all that was kept, also what is in use: its files are closed */
	assert_int_equal(scratch_descriptors(), before);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, scratch_folder, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_FOLDER(a_database_is_opened_with_every_setting),
		IN_FOLDER(a_foreign_file_is_refused),
		IN_FOLDER(looking_changes_nothing),
		IN_FOLDER(a_database_that_is_locked_for_a_moment_is_waited_for),
		IN_FOLDER(a_transaction_is_all_or_nothing),
		IN_FOLDER(a_checkpoint_with_a_reader_in_the_way_is_no_success),
		IN_FOLDER(a_database_that_was_moved_away_is_noticed),
		IN_FOLDER(a_statement_that_is_kept_is_the_same_again_without_what_was_bound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

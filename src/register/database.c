/* SPDX-License-Identifier: ISC */
#include "register/database.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/nls.h"

#define BUSY_MS 5000
#define CHECKPOINT_WAIT 10         /* s */
#define CHECKPOINT_PAUSE 100000000 /* ns */
#define LOG_PATH 4096
#define LONGEST 65536 /* bytes of a row: what another account wrote must not take all memory */

int
database_fail(sqlite3 *db, const char *what, struct fail *why)
{
	return fail_set(
		why, "%s: %s", what, db == NULL ? sqlite3_errstr(SQLITE_NOMEM) : sqlite3_errmsg(db));
}

/* Says whether the database has a log, which somebody uses or a crash left. */
static bool
has_log(const char *path)
{
	char log[LOG_PATH];

	return (size_t)snprintf(log, sizeof log, "%s-wal", path) >= sizeof log ||
		access(log, F_OK) == 0;
}

/* What must hold before the file is read at all: another program that opens or closes it may have
 * it locked for a moment. */
static void
prepare(sqlite3 *db, enum database_mode mode, bool keep_log)
{
	int persist = mode == DATABASE_USE;

	/* the empty log stays: making and removing it anew costs more than all else of a run with
	 * nothing to do */
	sqlite3_file_control(db, "main", SQLITE_FCNTL_PERSIST_WAL, &persist);
	sqlite3_busy_timeout(db, BUSY_MS);
	sqlite3_extended_result_codes(db, 1);
	sqlite3_limit(db, SQLITE_LIMIT_LENGTH, LONGEST);
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
	if (mode == DATABASE_LOOK && keep_log)
		sqlite3_db_config(db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
}

/* The settings that last as long as the connection. */
static int
set_up(sqlite3 *db, enum database_mode mode, struct fail *why)
{
	static const char *const pragmas[] = {
		"PRAGMA secure_delete=ON",
		"PRAGMA trusted_schema=OFF",
		"PRAGMA cell_size_check=ON",
		"PRAGMA mmap_size=0",
		"PRAGMA temp_store=MEMORY",
		"PRAGMA journal_size_limit=0",
	};
	size_t i;

	for (i = 0; i < sizeof pragmas / sizeof pragmas[0]; i++)
		if (database_run(db, pragmas[i], why) != 0)
			return -1;
	if (mode == DATABASE_LOOK)
		return database_run(db, "PRAGMA query_only=ON", why);
	if (database_run(db, "PRAGMA journal_mode=WAL", why) != 0)
		return -1;
	return database_run(db, "PRAGMA synchronous=FULL", why);
}

static int
check_mark(sqlite3 *db, struct fail *why)
{
	sqlite3_int64 application, version;

	if (database_number(db, "PRAGMA application_id", &application, why) != 0 ||
		database_number(db, "PRAGMA user_version", &version, why) != 0)
		return -1;
	if (application != DATABASE_APPLICATION)
		return fail_set(why, _("it is not a database of a register"));
	if (version != DATABASE_VERSION)
		return fail_set(why, _("it has format %lld, this program knows %d"), (long long)version,
			DATABASE_VERSION);
	return 0;
}

/* SQLite's way to open a file: its log, index and journal stand in a folder that another account
 * may write, so a FIFO must not make it wait for ever, nor a link lead it to another file. */
static int
open_plain(const char *path, int flags, int mode)
{
	int fd = open(path, flags | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, mode);
	struct stat st;

	if (fd < 0)
		return -1;
	if (fstat(fd, &st) == 0 &&
		((S_ISREG(st.st_mode) && st.st_nlink <= 1) || S_ISDIR(st.st_mode) || S_ISCHR(st.st_mode)))
		return fd;
	close(fd);
	errno = EINVAL;
	return -1;
}

/* Says whether path ends with suffix. */
static bool
ends_with(const char *path, const char *suffix)
{
	size_t n = strlen(path), m = strlen(suffix);

	return n >= m && strcmp(path + n - m, suffix) == 0;
}

/* A database with a write-ahead log has no rollback journal. One that another account put there is
 * not seen: it could name any file, which SQLite would then remove. */
static int
stat_no_journal(const char *path, struct stat *st)
{
	if (ends_with(path, "-journal")) {
		errno = ENOENT;
		return -1;
	}
	return stat(path, st);
}

/* SQLite removes its log and index, and nothing else. */
static int
unlink_log(const char *path)
{
	if (ends_with(path, "-wal") || ends_with(path, "-shm"))
		return unlink(path);
	errno = EPERM;
	return -1;
}

/* Puts these in the place of SQLite's own system calls; a database that is just being made, in a
 * folder of its maker, keeps the usual ones. Returns 0, or -1. */
static int
guard_calls(enum database_mode mode)
{
	sqlite3_vfs *vfs = sqlite3_initialize() == SQLITE_OK ? sqlite3_vfs_find(NULL) : NULL;
	bool own = mode != DATABASE_NEW;

	if (vfs == NULL || vfs->iVersion < 3)
		return -1;
	if (vfs->xSetSystemCall(vfs, "open", own ? (sqlite3_syscall_ptr)open_plain : NULL) ||
		vfs->xSetSystemCall(vfs, "stat", own ? (sqlite3_syscall_ptr)stat_no_journal : NULL) ||
		vfs->xSetSystemCall(vfs, "unlink", own ? (sqlite3_syscall_ptr)unlink_log : NULL))
		return -1;
	return 0;
}

int
database_open(const char *path, enum database_mode mode, sqlite3 **db, struct fail *why)
{
	/* also to look: a connection that is read-only to SQLite leaves an empty log behind */
	int flags = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_READWRITE;
	bool keep_log = has_log(path);
	struct fail inner = {{0}};

	if (guard_calls(mode) != 0)
		return fail_set(why, "%s: SQLite", path);
	if (sqlite3_open_v2(path, db, flags, NULL) != SQLITE_OK) {
		database_fail(*db, _("it cannot be opened"), &inner);
	} else {
		prepare(*db, mode, keep_log);
		if ((mode == DATABASE_NEW || check_mark(*db, &inner) == 0) &&
			set_up(*db, mode, &inner) == 0)
			return 0;
	}
	database_close(*db);
	*db = NULL;
	return fail_set(why, "%s: %s", path, inner.text);
}

void
database_close(sqlite3 *db)
{
	sqlite3_close(db);
}

int
database_prepare(sqlite3 *db, const char *sql, sqlite3_stmt **stmt, struct fail *why)
{
	*stmt = NULL;
	if (sqlite3_prepare_v2(db, sql, -1, stmt, NULL) != SQLITE_OK)
		return database_fail(db, _("the register cannot be read"), why);
	return 0;
}

int
database_finish(sqlite3 *db, sqlite3_stmt *stmt, struct fail *why)
{
	int rc;

	do
		rc = sqlite3_step(stmt);
	while (rc == SQLITE_ROW);
	if (rc != SQLITE_DONE) {
		database_fail(db, _("the register cannot be changed"), why);
		sqlite3_finalize(stmt);
		return -1;
	}
	sqlite3_finalize(stmt);
	return 0;
}

int
database_run(sqlite3 *db, const char *sql, struct fail *why)
{
	sqlite3_stmt *stmt;

	if (database_prepare(db, sql, &stmt, why) != 0)
		return -1;
	return database_finish(db, stmt, why);
}

int
database_number(sqlite3 *db, const char *sql, sqlite3_int64 *value, struct fail *why)
{
	sqlite3_stmt *stmt;
	int rc;

	*value = 0;
	if (database_prepare(db, sql, &stmt, why) != 0)
		return -1;
	rc = sqlite3_step(stmt);
	if (rc == SQLITE_ROW)
		*value = sqlite3_column_int64(stmt, 0);
	else if (rc != SQLITE_DONE)
		database_fail(db, _("the register cannot be read"), why);
	sqlite3_finalize(stmt);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? 0 : -1;
}

int
database_begin(sqlite3 *db, struct fail *why)
{
	return database_run(db, "BEGIN IMMEDIATE", why);
}

int
database_commit(sqlite3 *db, struct fail *why)
{
	if (database_run(db, "COMMIT", why) == 0)
		return 0;
	database_rollback(db);
	return -1;
}

void
database_rollback(sqlite3 *db)
{
	if (sqlite3_get_autocommit(db) == 0)
		sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
}

bool
database_has_moved(sqlite3 *db)
{
	int moved = 0;

	if (sqlite3_file_control(db, "main", SQLITE_FCNTL_HAS_MOVED, &moved) != SQLITE_OK)
		return true;
	return moved != 0;
}

int
database_checkpoint(sqlite3 *db, struct fail *why)
{
	const struct timespec pause = {0, CHECKPOINT_PAUSE};
	struct timespec start, now;
	sqlite3_int64 busy = 1;

	clock_gettime(CLOCK_MONOTONIC, &start);
	do {
		/* the first column of its row says whether a reader or writer was in the way */
		if (database_number(db, "PRAGMA wal_checkpoint(TRUNCATE)", &busy, why) != 0)
			return -1;
		if (busy == 0)
			return 0;
		nanosleep(&pause, NULL);
		clock_gettime(CLOCK_MONOTONIC, &now);
	} while (now.tv_sec - start.tv_sec < CHECKPOINT_WAIT);
	return fail_set(why, _("the database log could not be emptied: another program is reading"));
}

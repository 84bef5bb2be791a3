/* SPDX-License-Identifier: ISC */
#include "register/database.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/nls.h"
#include "register/guard.h"

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

int
database_open(const char *path, enum database_mode mode, sqlite3 **db, struct fail *why)
{
	/* also to look: a connection that is read-only to SQLite leaves an empty log behind */
	int flags = SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE |
		SQLITE_OPEN_READWRITE;
	bool keep_log = has_log(path);
	struct fail inner = {{0}};

	if (guard_calls(mode != DATABASE_NEW) != 0)
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
	sqlite3_stmt *stmt;

	while (db != NULL && (stmt = sqlite3_next_stmt(db, NULL)) != NULL)
		sqlite3_finalize(stmt); /* that was kept */
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
database_keep(sqlite3 *db, const char *sql, sqlite3_stmt **stmt, struct fail *why)
{
	*stmt = NULL;
	while ((*stmt = sqlite3_next_stmt(db, *stmt)) != NULL)
		if (!sqlite3_stmt_busy(*stmt) && strcmp(sqlite3_sql(*stmt), sql) == 0)
			return 0;
	if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, stmt, NULL) != SQLITE_OK)
		return database_fail(db, _("the register cannot be read"), why);
	return 0;
}

void
database_rest(sqlite3_stmt *stmt)
{
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
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

/* As database_run, for a statement that is kept. */
static int
run_kept(sqlite3 *db, const char *sql, struct fail *why)
{
	sqlite3_stmt *stmt;
	int rc = 0;

	if (database_keep(db, sql, &stmt, why) != 0)
		return -1;
	if (sqlite3_step(stmt) != SQLITE_DONE)
		rc = database_fail(db, _("the register cannot be changed"), why);
	database_rest(stmt);
	return rc;
}

int
database_begin(sqlite3 *db, struct fail *why)
{
	return run_kept(db, "BEGIN IMMEDIATE", why);
}

int
database_commit(sqlite3 *db, struct fail *why)
{
	if (run_kept(db, "COMMIT", why) == 0)
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

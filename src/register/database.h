/* SPDX-License-Identifier: ISC */
/* database: one SQLite file opened the one way this project opens them: write-ahead log with full
 * syncs, nothing in the file trusted, nothing left in memory-mapped or temporary files. */
#ifndef REGISTER_DATABASE_H
#define REGISTER_DATABASE_H

#include <sqlite3.h>
#include <stdbool.h>

#include "base/fail.h"

#define DATABASE_MUST_CHECK __attribute__((warn_unused_result))
#define DATABASE_APPLICATION 0x574B4D31 /* "WKM1" */
#define DATABASE_VERSION 1

/* How a database is opened. */
enum database_mode {
	DATABASE_USE,  /* read and write; the file must exist and carry our mark */
	DATABASE_LOOK, /* read only, leaves every file but -shm as it is */
	DATABASE_NEW,  /* an empty file that is to become one */
};

/* Opens the database file path, an absolute path without symbolic links. The caller has checked
 * that it is a regular file of one link. *db is for the calling thread alone. Returns 0 and *db, to be
 * given to database_close, or -1 with why and *db NULL. */
int database_open(
	const char *path, enum database_mode mode, sqlite3 **db, struct fail *why) DATABASE_MUST_CHECK;

/* Closes db with the statements that were kept; NULL is harmless. */
void database_close(sqlite3 *db);

/* Prepares the statement sql. Returns 0 and *stmt, to be finalized, or -1 with why. */
int database_prepare(
	sqlite3 *db, const char *sql, sqlite3_stmt **stmt, struct fail *why) DATABASE_MUST_CHECK;

/* As database_prepare, for what runs at each visit: the statement stays with db until that is closed,
 * and is found again by its text. Returns 0 and *stmt, to be given to database_rest, or -1 with why. */
int database_keep(
	sqlite3 *db, const char *sql, sqlite3_stmt **stmt, struct fail *why) DATABASE_MUST_CHECK;

/* Ends stmt, which was kept, and lets go of what was bound to it. */
void database_rest(sqlite3_stmt *stmt);

/* Runs sql, which has no parameters and whose rows do not matter. Returns 0, or -1 with why. */
int database_run(sqlite3 *db, const char *sql, struct fail *why) DATABASE_MUST_CHECK;

/* Runs the prepared stmt to its end and finalizes it. Returns 0, or -1 with why. */
int database_finish(sqlite3 *db, sqlite3_stmt *stmt, struct fail *why) DATABASE_MUST_CHECK;

/* Returns 0 and in *value the first column of the first row of sql, or -1 with why. No row is 0. */
int database_number(
	sqlite3 *db, const char *sql, sqlite3_int64 *value, struct fail *why) DATABASE_MUST_CHECK;

/* Begins a transaction that may write: always at once, a deferred one fails when another writes
 * in between. Returns 0, or -1 with why. */
int database_begin(sqlite3 *db, struct fail *why) DATABASE_MUST_CHECK;

/* Commits. Returns 0, or -1 with why: then it is in doubt whether it was written, and no transaction
 * is open any more. */
int database_commit(sqlite3 *db, struct fail *why) DATABASE_MUST_CHECK;

/* Gives up the open transaction, if there is one. */
void database_rollback(sqlite3 *db);

/* Says whether the file behind db is no longer the one at its path. */
bool database_has_moved(sqlite3 *db);

/* Moves all of the write-ahead log into the database and truncates it, and reads the result: with
 * a reader in the way it is tried for some seconds. Returns 0, or -1 with why. */
int database_checkpoint(sqlite3 *db, struct fail *why) DATABASE_MUST_CHECK;

/* Writes what db last complained about into why after the words what. Returns -1. */
int database_fail(sqlite3 *db, const char *what, struct fail *why);

#endif

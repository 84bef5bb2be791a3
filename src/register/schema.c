/* SPDX-License-Identifier: ISC */
#include "register/schema.h"

#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "register/database.h"

/* Clustered by kid: an hour's entries lie together, so destroying them touches few pages. */
#define HOURKEY \
	"CREATE TABLE hourkey(kid BLOB NOT NULL PRIMARY KEY CHECK(length(kid)=16)," \
	"hour INTEGER NOT NULL CHECK(hour BETWEEN 0 AND 3769200)," \
	"due INTEGER NOT NULL CHECK(due BETWEEN 0 AND hour+336)) STRICT, WITHOUT ROWID"
#define ENTRY \
	"CREATE TABLE entry(kid BLOB NOT NULL CHECK(length(kid)=16)," \
	"id BLOB NOT NULL CHECK(length(id)=16),box BLOB NOT NULL CHECK(length(box)=304)," \
	"PRIMARY KEY(kid,id)) STRICT, WITHOUT ROWID"
#define ERASE \
	"CREATE TABLE erase(id BLOB NOT NULL PRIMARY KEY CHECK(length(id)=16)," \
	"kid BLOB CHECK(kid IS NULL OR length(kid)=16)) STRICT, WITHOUT ROWID"
#define DONE \
	"CREATE TABLE done(run INTEGER NOT NULL,what TEXT NOT NULL CHECK(length(what)<16)," \
	"n INTEGER NOT NULL,PRIMARY KEY(run,what)) STRICT, WITHOUT ROWID"

#define TABLES 3

/* In the order of their names, as they are read back. */
static const char *const tables[][TABLES] = {
	[SCHEMA_INBOX] = {ENTRY, ERASE, HOURKEY},
	[SCHEMA_STORE] = {DONE, ENTRY, HOURKEY},
};

int
schema_make(sqlite3 *db, enum schema_kind kind, struct fail *why)
{
	char mark[64];
	size_t i;

	if (database_begin(db, why) != 0)
		return -1;
	snprintf(mark, sizeof mark, "PRAGMA application_id=%d", DATABASE_APPLICATION);
	if (database_run(db, mark, why) != 0)
		goto fail;
	snprintf(mark, sizeof mark, "PRAGMA user_version=%d", DATABASE_VERSION);
	if (database_run(db, mark, why) != 0)
		goto fail;
	for (i = 0; i < TABLES; i++)
		if (database_run(db, tables[kind][i], why) != 0)
			goto fail;
	return database_commit(db, why);
fail:
	database_rollback(db);
	return -1;
}

int
schema_check(sqlite3 *db, enum schema_kind kind, struct fail *why)
{
	sqlite3_stmt *stmt;
	size_t n = 0, same = 0;
	const char *sql;
	int rc;

	if (database_prepare(db, "SELECT sql FROM sqlite_schema ORDER BY name", &stmt, why) != 0)
		return -1;
	while ((rc = sqlite3_step(stmt)) == SQLITE_ROW) {
		sql = (const char *)sqlite3_column_text(stmt, 0);
		if (n < TABLES && sql != NULL && strcmp(sql, tables[kind][n]) == 0)
			same++;
		n++;
	}
	if (rc != SQLITE_DONE)
		database_fail(db, _("the register cannot be read"), why);
	sqlite3_finalize(stmt);
	if (rc != SQLITE_DONE)
		return -1;
	if (n != TABLES || same != TABLES)
		return fail_set(why, _("its tables are not those this program made"));
	return 0;
}

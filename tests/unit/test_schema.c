/* SPDX-License-Identifier: ISC */
/* What is in a database is exactly what this program made, or it is not used. */
#include "register/schema.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#include "register/database.h"

static sqlite3 *
make(enum schema_kind kind)
{
	struct fail why = {{0}};
	sqlite3 *db;

	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(schema_make(db, kind, &why), 0);
	return db;
}

static int
run(sqlite3 *db, const char *sql)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL);
}

static void
what_was_made_is_right_for_its_kind_only(void **state)
{
	struct fail why = {{0}};

	(void)state;
	for (int kind = SCHEMA_INBOX; kind <= SCHEMA_STORE; kind++) {
		sqlite3 *db = make((enum schema_kind)kind);

		assert_int_equal(schema_check(db, (enum schema_kind)kind, &why), 0);
		assert_int_equal(schema_check(db, (enum schema_kind) !kind, &why), -1);
		assert_int_equal(schema_make(db, (enum schema_kind)kind, &why), -1);
		assert_int_equal(schema_check(db, (enum schema_kind)kind, &why), 0);
		database_close(db);
	}
}

static void
anything_more_less_or_else_is_refused(void **state)
{
	static const char *const changes[] = {
		"CREATE TABLE visitor(name TEXT)",
		"CREATE TABLE a(x)",
		"CREATE TABLE z(x)",
		"CREATE TRIGGER t AFTER INSERT ON entry BEGIN DELETE FROM hourkey; END",
		"CREATE VIEW v AS SELECT * FROM entry",
		"CREATE INDEX i ON entry(id)",
		"DROP TABLE erase",
		"ALTER TABLE entry ADD COLUMN name TEXT",
		"ALTER TABLE entry RENAME COLUMN box TO bux",
		"ALTER TABLE erase RENAME TO erased",
		"DROP TABLE entry; CREATE TABLE entry(kid,id,box)",
		"DROP TABLE entry; CREATE TEMP TABLE entry(kid,id,box)",
		"DROP TABLE erase; CREATE VIEW erase AS SELECT 1 AS id,2 AS kid",
		"ANALYZE",
	};
	struct fail why;
	sqlite3 *db;

	(void)state;
	for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
		db = make(SCHEMA_INBOX);
		run(db, "INSERT INTO erase VALUES(zeroblob(16),NULL)"); /* for ANALYZE to see */
		if (run(db, changes[i]) != SQLITE_OK)
			fail_msg("%s: %s", changes[i], sqlite3_errmsg(db));
		if (schema_check(db, SCHEMA_INBOX, &why) != -1)
			fail_msg("%s: not noticed", changes[i]);
		database_close(db);
	}
}

static void
rows_that_cannot_be_are_refused(void **state)
{
	static const char *const wrong[] = {
		"INSERT INTO hourkey VALUES(zeroblob(15),1,2)",
		"INSERT INTO hourkey VALUES(NULL,1,2)",
		"INSERT INTO hourkey VALUES('0123456789abcdef',1,2)",
		"INSERT INTO hourkey VALUES(zeroblob(16),-1,2)",
		"INSERT INTO hourkey VALUES(zeroblob(16),3769201,2)",
		"INSERT INTO hourkey VALUES(zeroblob(16),1,338)",
		"INSERT INTO hourkey VALUES(zeroblob(16),1,-1)",
		"INSERT INTO hourkey VALUES(zeroblob(16),'soon',2)",
		"INSERT INTO entry VALUES(zeroblob(16),zeroblob(16),zeroblob(303))",
		"INSERT INTO entry VALUES(zeroblob(16),zeroblob(17),zeroblob(304))",
		"INSERT INTO entry VALUES(zeroblob(16),zeroblob(16),'a name')",
		"INSERT INTO erase VALUES(zeroblob(16),zeroblob(1))",
		"INSERT INTO erase VALUES(NULL,NULL)",
	};
	sqlite3 *db = make(SCHEMA_INBOX);

	(void)state;
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		if (run(db, wrong[i]) != SQLITE_CONSTRAINT)
			fail_msg("%s", wrong[i]);
	assert_int_equal(run(db, "INSERT INTO hourkey VALUES(zeroblob(16),1,337)"), SQLITE_OK);
	database_close(db);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_made_is_right_for_its_kind_only),
		cmocka_unit_test(anything_more_less_or_else_is_refused),
		cmocka_unit_test(rows_that_cannot_be_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

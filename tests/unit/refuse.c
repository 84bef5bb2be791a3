/* SPDX-License-Identifier: ISC */
#include "unit/refuse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static struct {
	int left; /* calls until the one that is refused; -1: none is */
	const char *like;
	enum refuse_kind kind;
} refused = {.left = -1};

int __real_sqlite3_prepare_v2(
	sqlite3 *db, const char *sql, int n, sqlite3_stmt **stmt, const char **tail);
int __real_sqlite3_prepare_v3(
	sqlite3 *db, const char *sql, int n, unsigned flags, sqlite3_stmt **stmt, const char **tail);
int __real_sqlite3_step(sqlite3_stmt *stmt);
int __wrap_sqlite3_prepare_v2(
	sqlite3 *db, const char *sql, int n, sqlite3_stmt **stmt, const char **tail);
int __wrap_sqlite3_prepare_v3(
	sqlite3 *db, const char *sql, int n, unsigned flags, sqlite3_stmt **stmt, const char **tail);
int __wrap_sqlite3_step(sqlite3_stmt *stmt);

/* Says whether this call, about sql, is refused. */
static bool
is_refused(const char *sql)
{
	const char *like = refused.like;

	while (like != NULL) {
		size_t n = strcspn(like, "|");

		if (strncmp(sql, like, n) == 0)
			return true;
		like = like[n] == '|' ? like + n + 1 : NULL;
	}
	if (refused.like != NULL || refused.left < 0)
		return false;
	return refused.left-- == 0;
}

int
__wrap_sqlite3_prepare_v2(
	sqlite3 *db, const char *sql, int n, sqlite3_stmt **stmt, const char **tail)
{
	if (is_refused(sql) && (refused.like == NULL || refused.kind == REFUSE_BEFORE)) {
		*stmt = NULL;
		return SQLITE_NOMEM;
	}
	return __real_sqlite3_prepare_v2(db, sql, n, stmt, tail);
}

int
__wrap_sqlite3_prepare_v3(
	sqlite3 *db, const char *sql, int n, unsigned flags, sqlite3_stmt **stmt, const char **tail)
{
	if (is_refused(sql) && (refused.like == NULL || refused.kind == REFUSE_BEFORE)) {
		*stmt = NULL;
		return SQLITE_NOMEM;
	}
	return __real_sqlite3_prepare_v3(db, sql, n, flags, stmt, tail);
}

int
__wrap_sqlite3_step(sqlite3_stmt *stmt)
{
	if (!is_refused(sqlite3_sql(stmt)))
		return __real_sqlite3_step(stmt);
	/* one that is not begun is not open either: SQLite knows that by itself */
	if (refused.kind == REFUSE_AFTER && strncmp(sqlite3_sql(stmt), "BEGIN", 5) != 0)
		__real_sqlite3_step(stmt);
	return SQLITE_IOERR;
}

void
refuse_like(const char *text, enum refuse_kind kind)
{
	refused.like = text;
	refused.kind = kind;
}

static void
assert_at_rest(sqlite3 *db)
{
	sqlite3_stmt *stmt = NULL;

	assert_int_equal(sqlite3_get_autocommit(db), 1);
	while ((stmt = sqlite3_next_stmt(db, stmt)) != NULL)
		assert_false(sqlite3_stmt_busy(stmt));
}

static void
empty(struct scratch *s)
{
	struct fail why = {{0}};

	if (database_run(s->reg.inbox.db, "DELETE FROM entry", &why) != 0 ||
		database_run(s->reg.inbox.db, "DELETE FROM hourkey", &why) != 0 ||
		database_run(s->reg.inbox.db, "DELETE FROM erase", &why) != 0 ||
		database_run(s->reg.store.db, "DELETE FROM entry", &why) != 0 ||
		database_run(s->reg.store.db, "DELETE FROM hourkey", &why) != 0 ||
		database_run(s->reg.store.db, "DELETE FROM done", &why) != 0)
		fail_msg("%s", why.text);
	scratch_write(s->reg.state, "ledger", "", 0);
}

/* Does work with call n refused. Returns whether there was such a call. */
static bool
refuse_one(struct scratch *s, const struct refuse_work *work, enum refuse_kind kind, int n)
{
	struct fail why = {{0}};
	bool was;
	int rc;

	empty(s);
	work->begin(s);
	refused.kind = kind;
	refused.left = n;
	rc = work->work(s, &why);
	was = refused.left < 0;
	refused.left = -1;
	assert_in_range(rc + 1, 0, 1);
	assert_int_equal(why.text[0] == '\0' && rc != 0, 0);
	if (!was)
		assert_int_equal(rc, 0);
	assert_at_rest(s->reg.inbox.db);
	assert_at_rest(s->reg.store.db);
	work->cut(s, rc);
	if (rc != 0 && work->work(s, &why) != 0)
		fail_msg("call %d: %s", n, why.text);
	work->done(s);
	return was;
}

void
refuse_each(struct scratch *s, const struct refuse_work *work, int least)
{
	for (int kind = 0; kind < REFUSE_KINDS; kind++) {
		int n = 0;

		while (refuse_one(s, work, (enum refuse_kind)kind, n))
			n++;
		assert_in_range(n, least, 1000);
	}
}

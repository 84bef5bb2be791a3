/* SPDX-License-Identifier: ISC */
/* SQLite refuses any one call while a visit is written or collected: the work says so, nothing
 * is lost, and doing it again ends it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "register/collect.h"
#include "register/entries.h"
#include "register/schema.h"
#include "unit/refuse.h"

#define H 490000
#define ENTRIES "SELECT count(*) FROM entry"
#define KEYS "SELECT count(*) FROM hourkey"

static void
with_nothing(struct scratch *s)
{
	(void)s;
}

static bool
yes(void *arg)
{
	(void)arg;
	return true;
}

static int
welcome(struct scratch *s, struct fail *why)
{
	struct entries_key key = {.hour = H, .due = H + 336};
	struct entries_entry entry = {.box = {1}};
	struct entries_keys keys;
	bool known;

	scratch_kid(1, key.kid);
	memcpy(entry.kid, key.kid, sizeof key.kid);
	scratch_id(7, entry.id);
	if (entries_keys(&s->reg.inbox, &keys, why) != 0)
		return -1;
	known = keys.n != 0;
	entries_free_keys(&keys);
	if (!known && entries_announce(&s->reg.inbox, &key, why) != 0)
		return -1;
	return entries_add(&s->reg.inbox, &entry, yes, NULL, why) == ENTRIES_ADDED ? 0 : -1;
}

static void
a_key_comes_first_and_a_welcome_is_true(struct scratch *s, int rc)
{
	long long entries = scratch_sql(&s->reg.inbox, ENTRIES);

	assert_int_equal(entries, rc == 0);
	assert_in_range(scratch_sql(&s->reg.inbox, KEYS), entries, 1);
}

static void
it_is_there(struct scratch *s)
{
	a_key_comes_first_and_a_welcome_is_true(s, 0);
}

static void
a_visitor_is_welcomed_when_the_entry_is_there(void **state)
{
	static const struct refuse_work work = {.begin = with_nothing,
		.work = welcome,
		.cut = a_key_comes_first_and_a_welcome_is_true,
		.done = it_is_there};

	refuse_each(*state, &work, 8);
}

static void
in_doubt_to_the_end_the_entry_itself_is_asked(void **state)
{
	struct scratch *s = *state;
	struct entries_entry entry = {.box = {1}};
	struct fail why = {{0}};

	scratch_kid(1, entry.kid);
	scratch_id(7, entry.id);
	refuse_like("COMMIT", REFUSE_AFTER); /* the second try finds what the first wrote */
	assert_int_equal(entries_add(&s->reg.inbox, &entry, yes, NULL, &why), ENTRIES_ADDED);
	refuse_like("COMMIT", REFUSE_BEFORE);
	scratch_id(8, entry.id);
	assert_int_equal(entries_add(&s->reg.inbox, &entry, yes, NULL, &why), ENTRIES_FAILED);
	refuse_like("COMMIT|SELECT 1 FROM entry", REFUSE_BEFORE); /* nor can it be asked */
	assert_int_equal(entries_add(&s->reg.inbox, &entry, yes, NULL, &why), ENTRIES_FAILED);
	refuse_like(NULL, REFUSE_BEFORE);
	assert_int_equal(scratch_sql(&s->reg.inbox, ENTRIES), 1);
}

static void
with_two_hours_in_the_inbox(struct scratch *s)
{
	for (unsigned n = 1; n <= 2; n++) {
		scratch_key(&s->reg.inbox, n, H + n);
		scratch_entry(&s->reg.inbox, n, n);
		scratch_entry(&s->reg.inbox, n, n + 10);
	}
	scratch_entry(&s->reg.inbox, 9, 9); /* whose key nobody knows */
}

static int
collect(struct scratch *s, struct fail *why)
{
	struct collect_report report;

	return collect_inbox(&s->reg, UINT32_MAX, &report, why);
}

static void
nothing_is_lost(struct scratch *s, int rc)
{
	long long inbox = scratch_sql(&s->reg.inbox, ENTRIES);
	long long store = scratch_sql(&s->reg.store, ENTRIES);

	(void)rc;
	assert_true(inbox + store >= 5);
	assert_true(store <= 4);
	/* a key that the inbox has given up is in the store, row and file */
	for (unsigned n = 1; n <= 2; n++) {
		char name[64];

		scratch_name(n, ".key", name);
		assert_true(
			scratch_exists(s->reg.inbox.keys, name) || scratch_exists(s->reg.store.keys, name));
	}
	assert_true(scratch_sql(&s->reg.inbox, KEYS) + scratch_sql(&s->reg.store, KEYS) >= 2);
}

static void
all_is_in_the_store(struct scratch *s)
{
	char name[64];

	assert_int_equal(scratch_sql(&s->reg.inbox, ENTRIES), 1);
	assert_int_equal(scratch_sql(&s->reg.store, ENTRIES), 4);
	assert_int_equal(scratch_sql(&s->reg.inbox, KEYS), 0);
	assert_int_equal(scratch_sql(&s->reg.store, KEYS), 2);
	for (unsigned n = 1; n <= 2; n++) {
		scratch_name(n, ".key", name);
		assert_int_equal(unlinkat(s->reg.store.keys, name, 0), 0);
	}
}

static void
what_is_collected_is_on_one_side_at_least(void **state)
{
	static const struct refuse_work work = {.begin = with_two_hours_in_the_inbox,
		.work = collect,
		.cut = nothing_is_lost,
		.done = all_is_in_the_store};

	refuse_each(*state, &work, 30);
}

/* A database without its mark, its version or one of its tables is none of ours. */
static void
a_database_gets_all_of_its_tables_and_marks_or_none(void **state)
{
	static const char *const parts[] = {
		"PRAGMA application_id", "PRAGMA user_version", "CREATE TABLE hourkey", "COMMIT"};
	struct fail why;
	sqlite3_int64 tables;
	sqlite3 *db;

	(void)state;
	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		why.text[0] = '\0';
		refuse_like(parts[i], REFUSE_BEFORE);
		assert_int_equal(schema_make(db, SCHEMA_INBOX, &why), -1);
		refuse_like(NULL, REFUSE_BEFORE);
		assert_string_not_equal(why.text, "");
		assert_int_equal(sqlite3_get_autocommit(db), 1);
		assert_int_equal(
			database_number(db, "SELECT count(*) FROM sqlite_schema", &tables, &why), 0);
		assert_int_equal(tables, 0);
	}
	assert_int_equal(schema_make(db, SCHEMA_INBOX, &why), 0);
	assert_int_equal(schema_check(db, SCHEMA_INBOX, &why), 0);
	database_close(db);
}

/* The first visit of a kiosk: its statement is not there yet. */
static void
without_a_statement_nobody_is_welcomed(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};

	refuse_like("INSERT INTO entry", REFUSE_BEFORE);
	assert_int_equal(welcome(s, &why), -1);
	refuse_like(NULL, REFUSE_BEFORE);
	assert_string_not_equal(why.text, "");
	assert_int_equal(sqlite3_get_autocommit(s->reg.inbox.db), 1);
	assert_int_equal(scratch_sql(&s->reg.inbox, ENTRIES), 0);
	assert_int_equal(welcome(s, &why), 0);
}

static void
count_row(void *arg, const struct entries_count *count)
{
	uint64_t *n = arg;

	*n += count->n;
}

static void
what_cannot_be_counted_is_not_nothing(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	uint64_t n = 0;

	assert_int_equal(welcome(s, &why), 0);
	for (enum refuse_kind kind = REFUSE_BEFORE; kind < REFUSE_KINDS; kind++) {
		why.text[0] = '\0';
		refuse_like("SELECT hour,due,", kind);
		assert_int_equal(entries_counts(&s->reg.inbox, count_row, &n, &why), -1);
		refuse_like(NULL, REFUSE_BEFORE);
		assert_non_null(strstr(why.text, "the register cannot be read"));
	}
	n = 0;
	assert_int_equal(entries_counts(&s->reg.inbox, count_row, &n, &why), 0);
	assert_int_equal(n, 1);
}

#define IN_REGISTER(test) cmocka_unit_test_setup_teardown(test, scratch_register, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REGISTER(a_visitor_is_welcomed_when_the_entry_is_there),
		IN_REGISTER(without_a_statement_nobody_is_welcomed),
		IN_REGISTER(in_doubt_to_the_end_the_entry_itself_is_asked),
		IN_REGISTER(a_database_gets_all_of_its_tables_and_marks_or_none),
		IN_REGISTER(what_is_collected_is_on_one_side_at_least),
		IN_REGISTER(what_cannot_be_counted_is_not_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

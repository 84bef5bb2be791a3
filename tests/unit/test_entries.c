/* SPDX-License-Identifier: ISC */
/* Entries are acknowledged only when they are written, refused inside the transaction, and read in
 * batches. */
#include "register/entries.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "unit/scratch.h"

#define H 490000

static struct entries_entry
sample(unsigned n, unsigned id)
{
	struct entries_entry entry;

	scratch_kid(n, entry.kid);
	scratch_id(id, entry.id);
	memset(entry.box, (int)id, sizeof entry.box);
	return entry;
}

static bool
yes(void *arg)
{
	(void)arg;
	return true;
}

/* Is asked with the transaction open, and says no. */
static bool
no(void *arg)
{
	struct register_side *side = arg;

	assert_int_equal(sqlite3_get_autocommit(side->db), 0);
	assert_int_equal(sqlite3_txn_state(side->db, "main"), SQLITE_TXN_WRITE);
	return false;
}

static void
an_added_entry_is_there(void **state)
{
	struct scratch *s = *state;
	struct entries_entry entry = sample(1, 7), back;
	struct entries_batch batch;
	struct fail why = {{0}};
	uint8_t zero[16] = {0};

	assert_int_equal(entries_add(&s->reg.inbox, &entry, yes, NULL, &why), ENTRIES_ADDED);
	assert_int_equal(entries_new_batch(&batch), 0);
	assert_int_equal(entries_read(&s->reg.inbox, zero, zero, false, &batch, &why), 0);
	assert_int_equal(batch.n, 1);
	back = batch.rows[0];
	assert_memory_equal(&back, &entry, sizeof back);
	entries_free_batch(&batch);
}

static void
a_closed_register_refuses_inside_the_transaction(void **state)
{
	struct scratch *s = *state;
	struct entries_entry entry = sample(1, 7);
	struct fail why = {{0}};

	assert_int_equal(entries_add(&s->reg.inbox, &entry, no, &s->reg.inbox, &why), ENTRIES_REFUSED);
	assert_int_not_equal(sqlite3_get_autocommit(s->reg.inbox.db), 0);
	assert_int_equal(scratch_sql(&s->reg.inbox, "SELECT count(*) FROM entry"), 0);
}

static void
an_id_that_is_taken_is_not_acknowledged(void **state)
{
	struct scratch *s = *state;
	struct entries_entry entry = sample(1, 7);
	struct fail why = {{0}};

	scratch_entry(&s->reg.inbox, 1, 7);
	memset(entry.box, 'x', sizeof entry.box);
	assert_int_equal(entries_add(&s->reg.inbox, &entry, yes, NULL, &why), ENTRIES_FAILED);
	assert_string_not_equal(why.text, "");
	assert_int_equal(
		scratch_sql(&s->reg.inbox, "SELECT count(*) FROM entry WHERE substr(box,1,1)=x'78'"), 0);
	assert_int_equal(scratch_sql(&s->reg.inbox, "SELECT count(*) FROM entry"), 1);
	assert_int_not_equal(sqlite3_get_autocommit(s->reg.inbox.db), 0);
}

static void
a_register_that_was_moved_away_takes_nothing(void **state)
{
	struct scratch *s = *state;
	struct entries_entry entry = sample(1, 7);
	struct fail why = {{0}};

	assert_int_equal(renameat(s->reg.root, "inbox", s->reg.root, "backup"), 0);
	assert_int_equal(entries_add(&s->reg.inbox, &entry, yes, NULL, &why), ENTRIES_FAILED);
	assert_non_null(strstr(why.text, "moved"));
}

static int refusals;

static int
refuse_commit(void *arg)
{
	(void)arg;
	return refusals-- > 0;
}

static void
a_commit_that_fails_is_tried_again(void **state)
{
	struct scratch *s = *state;
	struct entries_entry entry = sample(1, 7), other = sample(1, 8);
	struct fail why = {{0}};

	sqlite3_commit_hook(s->reg.inbox.db, refuse_commit, NULL);
	refusals = 2;
	assert_int_equal(entries_add(&s->reg.inbox, &entry, yes, NULL, &why), ENTRIES_ADDED);
	refusals = 1000;
	assert_int_equal(entries_add(&s->reg.inbox, &other, yes, NULL, &why), ENTRIES_FAILED);
	refusals = 0;
	sqlite3_commit_hook(s->reg.inbox.db, NULL, NULL);
	assert_int_equal(scratch_sql(&s->reg.inbox, "SELECT count(*) FROM entry"), 1);
}

static void
keys_are_announced_once_and_found(void **state)
{
	struct scratch *s = *state;
	struct entries_key again = {.hour = H, .due = H + 1};
	const struct entries_key *row;
	struct entries_keys keys;
	struct fail why = {{0}};
	uint8_t kid[16];

	for (unsigned n = 0; n < 100; n++)
		scratch_key_row(&s->reg.inbox, (n * 37) % 100, H + n, H + n + 336);
	scratch_kid(5, again.kid);
	assert_int_equal(entries_announce(&s->reg.inbox, &again, &why), -1);
	scratch_kid(1000, again.kid);
	again.due = H + 337; /* more than 14 days */
	assert_int_equal(entries_announce(&s->reg.inbox, &again, &why), -1);
	assert_int_equal(entries_keys(&s->reg.inbox, &keys, &why), 0);
	assert_int_equal(keys.n, 100);
	for (unsigned n = 0; n < 100; n++) {
		scratch_kid((n * 37) % 100, kid);
		row = entries_find(&keys, kid);
		assert_non_null(row);
		assert_int_equal(row->hour, H + n);
		assert_int_equal(row->due, H + n + 336);
	}
	scratch_kid(1000, kid);
	assert_null(entries_find(&keys, kid));
	entries_free_keys(&keys);
	assert_null(entries_find(&keys, kid));
}

static void
reading_goes_on_batch_by_batch_and_by_kid(void **state)
{
	struct scratch *s = *state;
	uint8_t kid[16] = {0}, id[16] = {0};
	struct entries_batch batch;
	struct fail why = {{0}};
	size_t total = 0, batches = 0;
	char sql[300];

	for (unsigned n = 1; n <= 3; n++)
		scratch_key_row(&s->reg.store, n, H + n, H + n + 336);
	snprintf(sql, sizeof sql,
		"WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM c "
		"WHERE i<%d) INSERT INTO entry SELECT kid,CAST(printf('%%016d',i) AS BLOB),"
		"zeroblob(304) FROM c,hourkey",
		ENTRIES_BATCH / 2);
	scratch_sql(&s->reg.store, sql);
	assert_int_equal(entries_new_batch(&batch), 0);
	while (entries_read(&s->reg.store, kid, id, false, &batch, &why) == 0 && batch.n > 0) {
		for (size_t i = 0; i < batch.n; i++) {
			int order = memcmp(kid, batch.rows[i].kid, 16);

			assert_true(order < 0 || (order == 0 && memcmp(id, batch.rows[i].id, 16) < 0));
			memcpy(kid, batch.rows[i].kid, 16);
			memcpy(id, batch.rows[i].id, 16);
		}
		total += batch.n;
		batches++;
	}
	assert_int_equal(total, 3 * ENTRIES_BATCH / 2);
	assert_int_equal(batches, 2);
	scratch_kid(2, kid);
	memset(id, 0, sizeof id);
	assert_int_equal(entries_read(&s->reg.store, kid, id, true, &batch, &why), 0);
	assert_int_equal(batch.n, ENTRIES_BATCH / 2);
	assert_memory_equal(batch.rows[batch.n - 1].kid, kid, 16);
	assert_int_equal(
		entries_read(&s->reg.store, kid, batch.rows[batch.n - 1].id, true, &batch, &why), 0);
	assert_int_equal(batch.n, 0);
	entries_free_batch(&batch);
}

static void
a_row_that_no_kiosk_writes_is_an_error_and_not_read(void **state)
{
	struct scratch *s = *state;
	struct entries_batch batch;
	struct entries_keys keys;
	struct fail why = {{0}};
	uint8_t zero[16] = {0};

	scratch_sql(&s->reg.inbox, "PRAGMA ignore_check_constraints=ON");
	scratch_sql(&s->reg.inbox, "INSERT INTO entry VALUES(x'01',x'02',x'03')");
	scratch_sql(&s->reg.inbox, "INSERT INTO hourkey VALUES(x'',1,2)");
	assert_int_equal(entries_new_batch(&batch), 0);
	assert_int_equal(entries_read(&s->reg.inbox, zero, zero, false, &batch, &why), -1);
	assert_int_equal(entries_keys(&s->reg.inbox, &keys, &why), -1);
	assert_null(keys.rows);
	entries_free_batch(&batch);
}

static void
count(void *arg, const struct entries_count *c)
{
	uint64_t *seen = arg;

	assert_int_equal(c->due, c->hour + 336);
	seen[c->hour - H] = c->n;
	seen[3] = seen[3] * 10 + (c->hour - H) + 1;
}

static void
counts_come_hour_by_hour(void **state)
{
	struct scratch *s = *state;
	uint64_t seen[4] = {9, 9, 9, 0};
	struct fail why = {{0}};

	for (unsigned n = 0; n < 3; n++)
		scratch_key_row(&s->reg.store, 2 - n, H + n, H + n + 336);
	for (unsigned id = 0; id < 5; id++)
		scratch_entry(&s->reg.store, id % 2 * 2, id); /* kids 0 and 2: hours 2 and 0 */
	assert_int_equal(entries_counts(&s->reg.store, count, seen, &why), 0);
	assert_int_equal(seen[0], 2);
	assert_int_equal(seen[1], 0);
	assert_int_equal(seen[2], 3);
	assert_int_equal(seen[3], 123);
}

#define IN_REGISTER(test) cmocka_unit_test_setup_teardown(test, scratch_register, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REGISTER(an_added_entry_is_there),
		IN_REGISTER(a_closed_register_refuses_inside_the_transaction),
		IN_REGISTER(an_id_that_is_taken_is_not_acknowledged),
		IN_REGISTER(a_register_that_was_moved_away_takes_nothing),
		IN_REGISTER(a_commit_that_fails_is_tried_again),
		IN_REGISTER(keys_are_announced_once_and_found),
		IN_REGISTER(reading_goes_on_batch_by_batch_and_by_kid),
		IN_REGISTER(a_row_that_no_kiosk_writes_is_an_error_and_not_read),
		IN_REGISTER(counts_come_hour_by_hour),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

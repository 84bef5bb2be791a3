/* SPDX-License-Identifier: ISC */
/* A visitor takes an entry back: the inbox at once, the store by the queue, one ledger line. */
#include "register/erasures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "unit/scratch.h"

#define H 490000
#define NOW 1764933634
#define KID_1 "\tmatched=1\tkid=00000001a4a5a6a7a8a9aaabacadaeaf\th="

static void
queue(struct scratch *s, unsigned id)
{
	struct fail why = {{0}};
	uint8_t bytes[16];

	scratch_id(id, bytes);
	if (erasures_queue(&s->reg.inbox, bytes, &why) != 0)
		fail_msg("%s", why.text);
}

static uint64_t
carry_out(struct scratch *s)
{
	struct fail why = {{0}};
	uint64_t count;

	if (erasures_carry_out(&s->reg, NOW, &count, &why) != 0)
		fail_msg("%s", why.text);
	assert_int_equal(scratch_sql(&s->reg.inbox, "SELECT count(*) FROM erase"), 0);
	return count;
}

static void
assert_ledger(struct scratch *s, const char *what, int lines)
{
	char ledger[4000], *at = ledger;

	scratch_ledger(s, ledger, sizeof ledger);
	assert_non_null(strstr(ledger, what));
	for (; (at = strchr(at, '\n')) != NULL; at++)
		lines--;
	assert_int_equal(lines, 0);
}

static void
an_entry_in_the_inbox_is_gone_at_once_and_written_down(void **state)
{
	struct scratch *s = *state;

	scratch_entry(&s->reg.inbox, 1, 7);
	scratch_entry(&s->reg.inbox, 1, 8);
	queue(s, 7);
	assert_int_equal(scratch_sql(&s->reg.inbox, "SELECT count(*) FROM entry"), 1);
	assert_int_equal(
		scratch_sql(&s->reg.inbox, "SELECT count(*) FROM erase WHERE kid IS NOT NULL"), 1);
	assert_int_equal(carry_out(s), 1);
	assert_ledger(s, "1\t2025-12-05T11:20:34Z\terase" KID_1, 1);
}

static void
an_entry_in_the_store_is_erased_by_the_keeper(void **state)
{
	struct scratch *s = *state;

	scratch_key_row(&s->reg.store, 1, H, H + 336);
	scratch_entry(&s->reg.store, 1, 7);
	scratch_entry(&s->reg.store, 1, 8);
	queue(s, 7);
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT count(*) FROM entry"), 2);
	assert_int_equal(carry_out(s), 1);
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT count(*) FROM entry"), 1);
	assert_ledger(s, "\terase" KID_1, 1);
}

static void
a_code_that_never_was_gets_the_same_answer(void **state)
{
	struct scratch *s = *state;

	queue(s, 7);
	assert_int_equal(scratch_sql(&s->reg.inbox, "SELECT count(*) FROM erase WHERE kid IS NULL"), 1);
	assert_int_equal(carry_out(s), 1);
	assert_ledger(s, "\terase\tmatched=0\th=", 1);
	assert_int_equal(carry_out(s), 0);
}

static void
asking_twice_is_one_request_that_keeps_what_matched(void **state)
{
	struct scratch *s = *state;

	scratch_entry(&s->reg.inbox, 1, 7);
	queue(s, 7);
	queue(s, 7);
	queue(s, 7);
	assert_int_equal(carry_out(s), 1);
	assert_ledger(s, "\terase" KID_1, 1);
}

static void
several_requests_are_all_carried_out(void **state)
{
	struct scratch *s = *state;

	scratch_key_row(&s->reg.store, 1, H, H + 336);
	for (unsigned id = 0; id < 6; id++)
		scratch_entry(id % 2 == 0 ? &s->reg.store : &s->reg.inbox, 1, id);
	for (unsigned id = 0; id < 8; id++)
		queue(s, id);
	assert_int_equal(carry_out(s), 8);
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT count(*) FROM entry"), 0);
	assert_int_equal(scratch_sql(&s->reg.inbox, "SELECT count(*) FROM entry"), 0);
	assert_ledger(s, "8\t", 8);
}

static void
a_failed_ledger_line_keeps_the_request_and_what_matched(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	uint64_t count;

	scratch_key_row(&s->reg.store, 1, H, H + 336);
	scratch_entry(&s->reg.store, 1, 7);
	queue(s, 7);
	assert_int_equal(renameat(s->reg.state, "ledger", s->reg.state, "elsewhere"), 0);
	assert_int_equal(erasures_carry_out(&s->reg, NOW, &count, &why), -1);
	assert_int_equal(count, 0);
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT count(*) FROM entry"), 0);
	assert_int_equal(scratch_sql(&s->reg.inbox, "SELECT count(*) FROM erase"), 1);
	assert_int_equal(renameat(s->reg.state, "elsewhere", s->reg.state, "ledger"), 0);
	assert_int_equal(carry_out(s), 1);
	assert_ledger(s, "\terase" KID_1, 1);
}

static void
an_entry_queued_while_it_was_collected_is_still_erased(void **state)
{
	struct scratch *s = *state;

	/* collect had read it, the visitor erased it, then collect wrote it to the store */
	scratch_key_row(&s->reg.store, 1, H, H + 336);
	scratch_entry(&s->reg.inbox, 1, 7);
	queue(s, 7);
	scratch_entry(&s->reg.store, 1, 7);
	carry_out(s);
	assert_int_equal(scratch_sql(&s->reg.store, "SELECT count(*) FROM entry"), 0);
	assert_ledger(s, "\terase" KID_1, 1);
}

static void
what_no_kiosk_writes_into_the_queue_is_noticed_and_harmless(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	uint64_t count;

	scratch_sql(&s->reg.inbox, "PRAGMA ignore_check_constraints=ON");
	scratch_sql(&s->reg.inbox,
		"INSERT INTO erase VALUES(x'',NULL),(x'00',x'01'),"
		"(x'000102030405060708090a0b0c0d0e0f',x'')");
	queue(s, 7);
	assert_int_equal(erasures_carry_out(&s->reg, NOW, &count, &why), -1);
	assert_int_equal(count, 1);
	assert_int_equal(scratch_sql(&s->reg.inbox, "SELECT count(*) FROM erase"), 3);
	assert_non_null(strstr(why.text, "queue"));
}

static void
without_an_inbox_nothing_is_queued(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	uint8_t id[16] = {0};

	assert_int_equal(renameat(s->reg.root, "inbox", s->reg.root, "away"), 0);
	assert_int_equal(erasures_queue(&s->reg.inbox, id, &why), -1);
	assert_string_not_equal(why.text, "");
}

/* Whoever writes the inbox can fill the queue, and must not hold up the keeper. */
static void
more_requests_than_visitors_type_wait_for_the_next_run(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	uint64_t count;

	if (database_run(s->reg.store.db, "PRAGMA synchronous=OFF", &why) != 0 ||
		database_run(s->reg.inbox.db, "PRAGMA synchronous=OFF", &why) != 0 ||
		database_run(s->reg.inbox.db,
			"WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM c WHERE n<1002) "
			"INSERT INTO erase SELECT CAST(printf('%016d',n) AS BLOB),NULL FROM c",
			&why) != 0)
		fail_msg("%s", why.text);
	assert_int_equal(ERASURES_MOST, 1000);
	assert_int_equal(erasures_carry_out(&s->reg, NOW, &count, &why), -1);
	assert_non_null(strstr(why.text, "more erasures are queued than visitors type; 1000 were"));
	assert_int_equal(count, ERASURES_MOST);
	assert_int_equal(scratch_sql(&s->reg.inbox, "SELECT count(*) FROM erase"), 2);
	assert_int_equal(carry_out(s), 2);
}

#define IN_REGISTER(test) cmocka_unit_test_setup_teardown(test, scratch_register, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REGISTER(an_entry_in_the_inbox_is_gone_at_once_and_written_down),
		IN_REGISTER(an_entry_in_the_store_is_erased_by_the_keeper),
		IN_REGISTER(a_code_that_never_was_gets_the_same_answer),
		IN_REGISTER(asking_twice_is_one_request_that_keeps_what_matched),
		IN_REGISTER(several_requests_are_all_carried_out),
		IN_REGISTER(a_failed_ledger_line_keeps_the_request_and_what_matched),
		IN_REGISTER(an_entry_queued_while_it_was_collected_is_still_erased),
		IN_REGISTER(what_no_kiosk_writes_into_the_queue_is_noticed_and_harmless),
		IN_REGISTER(without_an_inbox_nothing_is_queued),
		IN_REGISTER(more_requests_than_visitors_type_wait_for_the_next_run),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

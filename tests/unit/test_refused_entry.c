/* SPDX-License-Identifier: ISC */
/* SQLite refuses any one call while an entry is written, erased or corrected: the work says so, nothing
 * is half done, and doing it again ends it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "register/entries.h"
#include "register/erasures.h"
#include "register/single.h"
#include "unit/refuse.h"

#define H 490000
#define NOW 1764933634
#define KID_1 "\tmatched=1\tkid=00000001a4a5a6a7a8a9aaabacadaeaf\t"
#define ENTRIES "SELECT count(*) FROM entry"
#define QUEUED "SELECT count(*) FROM erase"

static void
nothing(struct scratch *s)
{
	(void)s;
}

static void
assert_ledger(struct scratch *s, const char *what)
{
	char ledger[4000];

	scratch_ledger(s, ledger, sizeof ledger);
	assert_non_null(strstr(ledger, what));
}

static void
with_an_entry_in_the_inbox(struct scratch *s)
{
	scratch_entry(&s->reg.inbox, 1, 7);
	scratch_entry(&s->reg.inbox, 1, 8);
}

static void
with_an_entry_in_the_store(struct scratch *s)
{
	scratch_key_row(&s->reg.store, 1, H, H + 336);
	scratch_entry(&s->reg.store, 1, 7);
	scratch_entry(&s->reg.store, 1, 8);
}

static int
queue(struct scratch *s, struct fail *why)
{
	uint8_t id[ENTRIES_ID];

	scratch_id(7, id);
	return erasures_queue(&s->reg.inbox, id, why);
}

static void
with_a_request(struct scratch *s)
{
	struct fail why = {{0}};

	with_an_entry_in_the_store(s);
	assert_int_equal(queue(s, &why), 0);
}

static void
it_is_there_or_asked_for(struct scratch *s, int rc)
{
	long long there = scratch_sql(&s->reg.inbox, ENTRIES) - 1;

	assert_int_equal(there + scratch_sql(&s->reg.inbox, QUEUED), 1);
	assert_true(rc != 0 || there == 0);
}

static void
it_is_asked_for_with_its_kid(struct scratch *s)
{
	assert_int_equal(scratch_sql(&s->reg.inbox, ENTRIES), 1);
	assert_int_equal(
		scratch_sql(&s->reg.inbox, "SELECT count(*) FROM erase WHERE length(kid)=16"), 1);
}

static void
a_request_takes_the_entry_and_its_place_at_once(void **state)
{
	static const struct refuse_work work = {.begin = with_an_entry_in_the_inbox,
		.work = queue,
		.cut = it_is_there_or_asked_for,
		.done = it_is_asked_for_with_its_kid};

	refuse_each(*state, &work, 6);
}

/* It is there, or the queue knows whose it was, or the ledger does. */
static void
nothing_is_forgotten(struct scratch *s, int rc)
{
	const char *known = "SELECT count(*) FROM erase WHERE length(kid)=16";

	if (rc == 0 ||
		(scratch_sql(&s->reg.store, ENTRIES) == 1 && scratch_sql(&s->reg.inbox, known) == 0))
		assert_ledger(s, KID_1);
}

static void
it_is_gone_and_written_down(struct scratch *s)
{
	assert_int_equal(scratch_sql(&s->reg.store, ENTRIES), 1);
	assert_int_equal(scratch_sql(&s->reg.inbox, QUEUED), 0);
	assert_ledger(s, KID_1);
}

static int
carry_out(struct scratch *s, struct fail *why)
{
	uint64_t count;

	return erasures_carry_out(&s->reg, NOW, &count, why);
}

static void
a_request_is_carried_out_with_its_line(void **state)
{
	static const struct refuse_work work = {.begin = with_a_request,
		.work = carry_out,
		.cut = nothing_is_forgotten,
		.done = it_is_gone_and_written_down};

	refuse_each(*state, &work, 15);
}

/* After a crash the ledger line could not say whose it was. */
static void
without_a_note_whose_it_was_nothing_is_erased(void **state)
{
	static const char *const refused[] = {
		"SELECT kid FROM entry WHERE kid IN", "UPDATE erase SET kid"};
	struct scratch *s = *state;
	struct fail why = {{0}};

	with_a_request(s);
	for (int i = 0; i < 2; i++) {
		refuse_like(refused[i], REFUSE_BEFORE); /* to prepare it */
		assert_int_equal(carry_out(s, &why), -1);
		refuse_like(refused[i], REFUSE_AFTER); /* to step it */
		assert_int_equal(carry_out(s, &why), -1);
		refuse_like(NULL, REFUSE_BEFORE);
		assert_int_equal(scratch_sql(&s->reg.store, ENTRIES), 2);
		assert_int_equal(scratch_sql(&s->reg.inbox, QUEUED), 1);
	}
}

static int
erase_now(struct scratch *s, struct fail *why)
{
	uint8_t id[ENTRIES_ID], kid[HOURFILE_KID];
	bool matched;

	scratch_id(7, id);
	return erasures_now(&s->reg, NOW, id, "reason=erasure", &matched, kid, why);
}

static void
an_entry_is_erased_at_the_desk_with_its_line(void **state)
{
	static const struct refuse_work work = {.begin = with_an_entry_in_the_store,
		.work = erase_now,
		.cut = nothing_is_forgotten,
		.done = it_is_gone_and_written_down};

	refuse_each(*state, &work, 20);
}

static void
when_it_cannot_be_known_nothing_counts_as_queued(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	uint8_t id[ENTRIES_ID];

	scratch_id(7, id);
	assert_int_equal(queue(s, &why), 0);
	assert_true(erasures_is_queued(&s->reg.inbox, id));
	refuse_like("SELECT 1 FROM erase", REFUSE_BEFORE);
	assert_false(erasures_is_queued(&s->reg.inbox, id));
	refuse_like(NULL, REFUSE_BEFORE);
}

static int
look(struct scratch *s, struct fail *why)
{
	struct entries_entry entry;
	uint8_t id[ENTRIES_ID];
	int rc;

	scratch_id(7, id);
	rc = single_look(&s->reg.store, id, &entry, why);
	assert_int_not_equal(rc, 0); /* it is there: nobody is told that it is not */
	return rc == 1 ? 0 : rc;
}

static void
both_are_there(struct scratch *s, int rc)
{
	(void)rc;
	assert_int_equal(scratch_sql(&s->reg.store, ENTRIES), 2);
}

static void
what_cannot_be_read_is_not_absent(void **state)
{
	static const struct refuse_work work = {
		.begin = with_an_entry_in_the_store, .work = look, .cut = both_are_there, .done = nothing};

	refuse_each(*state, &work, 2);
}

#define NEW_BOX "SELECT count(*) FROM entry WHERE box=CAST(zeroblob(304) AS BLOB)"

static int
replace(struct scratch *s, struct fail *why)
{
	uint8_t box[ENTRIES_BOX] = {0}, id[ENTRIES_ID];
	struct entries_entry old;
	int rc;

	scratch_id(7, id);
	memset(&old, 7, sizeof old);
	memcpy(old.id, id, sizeof id);
	scratch_kid(1, old.kid);
	rc = single_replace(&s->reg, NOW, &old, box, "kid=x", why);
	return rc < 0 ? -1 : 0; /* 0 when it was replaced, and nobody was told */
}

static void
a_new_box_has_its_line(struct scratch *s, int rc)
{
	assert_int_equal(scratch_sql(&s->reg.store, ENTRIES), 2);
	if (scratch_sql(&s->reg.store, NEW_BOX) == 1)
		assert_ledger(s, "\trectify\tkid=x\t");
	else
		assert_int_equal(rc, -1);
}

static void
the_box_is_new(struct scratch *s)
{
	assert_int_equal(scratch_sql(&s->reg.store, NEW_BOX), 1);
	assert_ledger(s, "\trectify\tkid=x\t");
}

static void
an_entry_gets_another_box_with_its_line(void **state)
{
	static const struct refuse_work work = {.begin = with_an_entry_in_the_store,
		.work = replace,
		.cut = a_new_box_has_its_line,
		.done = the_box_is_new};

	refuse_each(*state, &work, 6);
}

#define IN_REGISTER(test) cmocka_unit_test_setup_teardown(test, scratch_register, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REGISTER(a_request_takes_the_entry_and_its_place_at_once),
		IN_REGISTER(a_request_is_carried_out_with_its_line),
		IN_REGISTER(without_a_note_whose_it_was_nothing_is_erased),
		IN_REGISTER(an_entry_is_erased_at_the_desk_with_its_line),
		IN_REGISTER(when_it_cannot_be_known_nothing_counts_as_queued),
		IN_REGISTER(what_cannot_be_read_is_not_absent),
		IN_REGISTER(an_entry_gets_another_box_with_its_line),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: ISC */
/* One entry at the desk: erased in inbox and store at once, or given another box, with its ledger line. */
#include "register/single.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

#include "register/erasures.h"
#include "unit/scratch.h"

#define NOW 1764933634
#define ENTRIES "SELECT count(*) FROM entry"
#define MORE "reason=erasure\treference=E/1"
#define KID_1 "\tmatched=1\tkid=00000001a4a5a6a7a8a9aaabacadaeaf\t" MORE "\th="

static bool
erase(struct scratch *s, unsigned n, uint8_t kid[static 16])
{
	struct fail why = {{0}};
	uint8_t id[16];
	bool matched = false;

	scratch_id(n, id);
	if (erasures_now(&s->reg, NOW, id, MORE, &matched, kid, &why) != 0)
		fail_msg("%s", why.text);
	assert_int_equal(scratch_sql(&s->reg.inbox, "SELECT count(*) FROM erase"), 0);
	return matched;
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
an_entry_is_erased_wherever_it_is(void **state)
{
	struct scratch *s = *state;
	uint8_t kid[16], expected[16];

	scratch_kid(1, expected);
	scratch_key(&s->reg.store, 1, 490000);
	scratch_entry(&s->reg.inbox, 1, 7);
	scratch_entry(&s->reg.store, 1, 8);
	scratch_entry(&s->reg.inbox, 1, 9);
	scratch_entry(&s->reg.store, 1, 9);
	scratch_entry(&s->reg.store, 1, 10);
	assert_true(erase(s, 7, kid));
	assert_memory_equal(kid, expected, sizeof kid);
	assert_true(erase(s, 8, kid));
	assert_memory_equal(kid, expected, sizeof kid);
	assert_true(erase(s, 9, kid));
	assert_int_equal(scratch_sql(&s->reg.inbox, ENTRIES), 0);
	assert_int_equal(scratch_sql(&s->reg.store, ENTRIES), 1);
	assert_ledger(s, KID_1, 3);
	assert_false(erase(s, 7, kid));
	memset(expected, 0, sizeof expected);
	assert_memory_equal(kid, expected, sizeof kid);
	assert_ledger(s, "\tmatched=0\t" MORE "\th=", 4);
}

static void
without_a_line_the_keeper_ends_it(void **state)
{
	struct scratch *s = *state;
	struct fail why = {{0}};
	uint8_t id[16], kid[16];
	uint64_t count;
	bool matched;

	scratch_key(&s->reg.store, 1, 490000);
	scratch_entry(&s->reg.store, 1, 7);
	scratch_id(7, id);
	assert_int_equal(mkdirat(s->reg.state, "away", 0700), 0);
	assert_int_equal(renameat(s->reg.state, "ledger", s->reg.state, "away/ledger"), 0);
	assert_int_equal(erasures_now(&s->reg, NOW, id, MORE, &matched, kid, &why), -1);
	assert_true(erasures_is_queued(&s->reg.inbox, id));
	assert_int_equal(renameat(s->reg.state, "away/ledger", s->reg.state, "ledger"), 0);
	assert_int_equal(erasures_carry_out(&s->reg, NOW, &count, &why), 0);
	assert_int_equal(count, 1);
	assert_ledger(s, "\tmatched=1\tkid=00000001a4a5a6a7a8a9aaabacadaeaf\th=", 1);
}

/* Says whether the n bytes at bytes are in a file of the store's database, which is open. */
static bool
is_on_disk(struct scratch *s, const void *bytes, size_t n)
{
	static const char *const names[] = {"db/store.db", "db/store.db-wal"};
	static char text[1 << 20];
	bool found = false;
	size_t length;

	for (size_t i = 0; i < 2; i++) {
		length = scratch_read(s->reg.store.folder, names[i], text, sizeof text);
		for (size_t k = 0; k + n <= length; k++)
			found = found || memcmp(text + k, bytes, n) == 0;
	}
	return found;
}

static void
exactly_the_box_that_was_read_is_replaced(void **state)
{
	struct scratch *s = *state;
	struct entries_entry entry, now;
	struct fail why = {{0}};
	uint8_t box[ENTRIES_BOX], id[16];

	scratch_key(&s->reg.store, 1, 490000);
	scratch_entry(&s->reg.store, 1, 7);
	scratch_entry(&s->reg.store, 1, 8);
	scratch_id(7, id);
	assert_int_equal(single_look(&s->reg.store, id, &entry, &why), 1);
	memset(box, 0x5A, sizeof box);
	assert_true(is_on_disk(s, entry.box, sizeof entry.box));
	assert_int_equal(single_replace(&s->reg, NOW, &entry, box, "kid=x", &why), 1);
	assert_ledger(s, "\trectify\tkid=x\th=", 1);
	assert_int_equal(single_look(&s->reg.store, id, &now, &why), 1);
	assert_memory_equal(now.box, box, sizeof box);
	/* neither in the database nor in its log */
	assert_true(is_on_disk(s, box, sizeof box));
	assert_false(is_on_disk(s, entry.box, sizeof entry.box));
	assert_int_equal(
		scratch_sql(&s->reg.store, "SELECT count(*) FROM entry WHERE substr(box,1,4)=x'5a5a5a5a'"),
		1);
	/* it is no longer what was read: nothing happens, and no line says that it does */
	memset(box, 0x33, sizeof box);
	assert_int_equal(single_replace(&s->reg, NOW, &entry, box, "kid=x", &why), 0);
	assert_ledger(s, "\trectify\t", 1);
	assert_int_equal(single_look(&s->reg.store, id, &entry, &why), 1);
	assert_memory_equal(entry.box, now.box, sizeof now.box);
	scratch_id(9, id);
	assert_int_equal(single_look(&s->reg.store, id, &entry, &why), 0);
}

static void
without_a_line_nothing_is_replaced(void **state)
{
	struct scratch *s = *state;
	struct entries_entry entry, now;
	struct fail why = {{0}};
	uint8_t box[ENTRIES_BOX] = {1}, id[16];

	scratch_key(&s->reg.store, 1, 490000);
	scratch_entry(&s->reg.store, 1, 7);
	scratch_id(7, id);
	assert_int_equal(single_look(&s->reg.store, id, &entry, &why), 1);
	assert_int_equal(mkdirat(s->reg.state, "away", 0700), 0);
	assert_int_equal(renameat(s->reg.state, "ledger", s->reg.state, "away/ledger"), 0);
	assert_int_equal(single_replace(&s->reg, NOW, &entry, box, "kid=x", &why), -1);
	assert_int_equal(single_look(&s->reg.store, id, &now, &why), 1);
	assert_memory_equal(entry.box, now.box, sizeof now.box);
}

#define IN_REGISTER(test) cmocka_unit_test_setup_teardown(test, scratch_register, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REGISTER(an_entry_is_erased_wherever_it_is),
		IN_REGISTER(without_a_line_the_keeper_ends_it),
		IN_REGISTER(exactly_the_box_that_was_read_is_replaced),
		IN_REGISTER(without_a_line_nothing_is_replaced),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: ISC */
/* What the ledger tells of hand-overs, and by when one must be destroyed. */
#include "handover/exports.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/moment.h"
#include "unit/scratch.h"

#define HOUR 490000u
#define AT(hour) ((int64_t)(hour)*MOMENT_HOUR)

static struct desk
desk_of(struct scratch *s)
{
	struct desk d = {.conf = {.retention_days = 14}, .reg = s->reg};

	d.clock.trusted = AT(HOUR) + 600;
	d.shown = d.clock.trusted;
	return d;
}

static uint64_t
announce(struct desk *d, const char *reference, int64_t from, int64_t to)
{
	struct sheet_facts facts = {.organisation = "A school",
		.reference = reference,
		.from = from,
		.to = to,
		.destroy_by = to + 1000000};
	struct fail why = {{0}};
	uint64_t line;

	if (exports_announce(d, &facts, DESK_ZIP, 12, &line, &why) != 0)
		fail_msg("%s", why.text);
	return line;
}

static void
a_hand_over_is_read_back_from_the_ledger(void **state)
{
	struct scratch *s = *state;
	struct desk d = desk_of(s);
	struct exports_list list;
	struct fail why;
	char text[4000];
	uint64_t line = announce(&d, "GGD/17", AT(HOUR), AT(HOUR + 2));

	assert_int_equal(exports_read(&d, &list, &why), 0);
	assert_int_equal(list.n, 1);
	assert_int_equal(list.list[0].line, line);
	assert_string_equal(list.list[0].reference, "GGD/17");
	assert_string_equal(list.list[0].format, "zip");
	assert_int_equal(list.list[0].visits, 12);
	assert_int_equal(list.list[0].from, AT(HOUR));
	assert_int_equal(list.list[0].to, AT(HOUR + 2));
	assert_int_equal(list.list[0].destroy_by, AT(HOUR + 2) + 1000000);
	assert_int_equal(list.list[0].when, d.clock.trusted);
	assert_int_equal(list.list[0].destroyed, 0);
	exports_free(&list);
	scratch_ledger(s, text, sizeof text);
	assert_null(strstr(text, "school"));
}

static void
what_became_of_it_is_told_by_line_not_by_reference(void **state)
{
	struct desk d = desk_of(*state);
	struct exports_list list;
	struct fail why;
	uint64_t line[3];

	for (int i = 0; i < 3; i++)
		line[i] = announce(&d, "GGD/17", AT(HOUR), AT(HOUR + 1));
	assert_int_equal(exports_note(&d, line[0], "GGD/17", EXPORTS_SHREDDED, &why), 0);
	assert_int_equal(exports_note(&d, line[1], "GGD/17", EXPORTS_FAILED, &why), 0);
	d.clock.trusted += 60;
	assert_int_equal(exports_note(&d, line[2], "GGD/17", EXPORTS_DESTROYED, &why), 0);
	assert_int_equal(exports_read(&d, &list, &why), 0);
	assert_int_equal(list.n, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(list.list[i].shredded, i == 0);
		assert_int_equal(list.list[i].failed, i == 1);
		assert_int_equal(list.list[i].destroyed, i == 2 ? d.clock.trusted : 0);
	}
	exports_free(&list);
}

static void
an_hour_knows_the_hand_overs_that_are_still_out(void **state)
{
	struct desk d = desk_of(*state);
	struct exports_list list;
	struct fail why;
	uint64_t line;

	announce(&d, "A-1", AT(HOUR - 1), AT(HOUR));
	announce(&d, "A-2", AT(HOUR) + 1800, AT(HOUR) + 1801);
	announce(&d, "A-3", AT(HOUR - 10), AT(HOUR + 10));
	announce(&d, "A-4", AT(HOUR + 1), AT(HOUR + 2));
	line = announce(&d, "A-5", AT(HOUR), AT(HOUR + 1));
	assert_int_equal(exports_note(&d, line, "A-5", EXPORTS_DESTROYED, &why), 0);
	line = announce(&d, "A-6", AT(HOUR), AT(HOUR + 1));
	assert_int_equal(exports_note(&d, line, "A-6", EXPORTS_FAILED, &why), 0);
	line = announce(&d, "A-7", AT(HOUR), AT(HOUR + 1));
	/* the receiver may still have it */
	assert_int_equal(exports_note(&d, line, "A-7", EXPORTS_SHREDDED, &why), 0);
	assert_int_equal(exports_of_hour(&d, HOUR, &list, &why), 0);
	assert_int_equal(list.n, 3);
	assert_string_equal(list.list[0].reference, "A-2");
	assert_string_equal(list.list[1].reference, "A-3");
	assert_string_equal(list.list[2].reference, "A-7");
	exports_free(&list);
	assert_int_equal(exports_of_hour(&d, HOUR + 20, &list, &why), 0);
	assert_int_equal(list.n, 0);
	exports_free(&list);
}

static void
it_must_be_destroyed_by_the_earliest_due_of_its_entries(void **state)
{
	struct scratch *s = *state;
	struct desk d = desk_of(s);
	struct fail why;
	int64_t by;

	/* nothing in it: as long as entries are kept */
	assert_int_equal(exports_destroy_by(&d, AT(HOUR - 5), AT(HOUR + 1), &by, &why), 0);
	assert_int_equal(by, AT(HOUR - 5 + 336));
	for (unsigned i = 1; i <= 6; i++)
		scratch_key_file(s->reg.store.keys, i, HOUR - i);
	scratch_key_row(&s->reg.store, 1, HOUR - 1, HOUR + 300);
	scratch_entry(&s->reg.store, 1, 1);
	scratch_key_row(&s->reg.store, 2, HOUR - 2, HOUR + 200);
	scratch_entry(&s->reg.store, 2, 2);
	scratch_key_row(&s->reg.store, 3, HOUR - 3, HOUR + 100); /* without an entry */
	scratch_key_row(&s->reg.store, 4, HOUR - 4, HOUR - 1);   /* not shown any more */
	scratch_entry(&s->reg.store, 4, 4);
	scratch_key_row(&s->reg.store, 6, HOUR - 6, HOUR + 50); /* not in the window */
	scratch_entry(&s->reg.store, 6, 6);
	assert_int_equal(exports_destroy_by(&d, AT(HOUR - 5), AT(HOUR + 1), &by, &why), 0);
	assert_int_equal(by, AT(HOUR + 200));
	/* an hour of which only a part is in the window counts */
	assert_int_equal(exports_destroy_by(&d, AT(HOUR - 2) + 3599, AT(HOUR), &by, &why), 0);
	assert_int_equal(by, AT(HOUR + 200));
	assert_int_equal(exports_destroy_by(&d, AT(HOUR - 5), AT(HOUR - 2) + 1, &by, &why), 0);
	assert_int_equal(by, AT(HOUR + 200));
	assert_int_equal(exports_destroy_by(&d, AT(HOUR - 1), AT(HOUR + 1), &by, &why), 0);
	assert_int_equal(by, AT(HOUR + 300));
}

static void
a_broken_ledger_is_said_and_allows_no_hand_over(void **state)
{
	struct scratch *s = *state;
	struct desk d = desk_of(s);
	struct sheet_facts facts = {.organisation = "", .reference = "A-1"};
	struct exports_list list;
	struct fail why;
	uint64_t line;
	char text[4000];

	announce(&d, "A-1", AT(HOUR), AT(HOUR + 1));
	announce(&d, "A-2", AT(HOUR), AT(HOUR + 1));
	scratch_ledger(s, text, sizeof text);
	*strstr(text, "reference=A-2") = 'R';
	scratch_write(s->reg.state, "ledger", text, strlen(text));
	assert_int_equal(exports_read(&d, &list, &why), -1);
	assert_int_equal(list.n, 1);
	exports_free(&list);
	scratch_write(s->reg.state, "ledger", "nonsense\n", 9);
	assert_int_equal(exports_announce(&d, &facts, DESK_CSV, 1, &line, &why), -1);
}

#define IN_REGISTER(test) cmocka_unit_test_setup_teardown(test, scratch_register, scratch_end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		IN_REGISTER(a_hand_over_is_read_back_from_the_ledger),
		IN_REGISTER(what_became_of_it_is_told_by_line_not_by_reference),
		IN_REGISTER(an_hour_knows_the_hand_overs_that_are_still_out),
		IN_REGISTER(it_must_be_destroyed_by_the_earliest_due_of_its_entries),
		IN_REGISTER(a_broken_ledger_is_said_and_allows_no_hand_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

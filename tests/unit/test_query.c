/* SPDX-License-Identifier: ISC */
/* Whom somebody asks about: whole names, whole numbers and codes, exactly; and by when it is answered. */
#include "rights/query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/wipe.h"
#include "rights/reply.h"

static struct query q;

static int
ask(const char *typed)
{
	struct fail why = {{0}};

	return query_read(&q, typed, strlen(typed), plan_of_code("31"), &why);
}

/* Says whether who asks for typed gets the visit of name and number. */
static bool
gets(const char *typed, const char *name, const char *number)
{
	struct visit v = {0};
	int rc;

	assert_int_equal(ask(typed), 0);
	assert_int_equal(visitor_set_name(&v.visitor, name, strlen(name)), VISITOR_NAME_OK);
	memcpy(v.visitor.phone, number, strlen(number));
	v.visitor.phone_len = (uint8_t)strlen(number);
	rc = query_matches(&q, &v);
	assert_true(rc == 0 || rc == 1);
	return rc == 1;
}

static void
a_name_is_the_same_in_any_case_and_composition(void **state)
{
	static const char *const same[][2] = {{"Jan Jansen", "jan  JANSEN"}, {"Zoë", "ZOE\u0308"},
		{"Straße", "STRASSE"}, {"Ἀχιλλεύς", "ἈΧΙΛΛΕΎΣ"}, {"Ольга", "ОЛЬГА"},
		{"李 小龍", "李\u3000小龍"}, {"ﬁona", "FIONA"}, {"\tAnna ", "anna"}};

	(void)state;
	for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) {
		if (!gets(same[i][0], same[i][1], "+31612345678"))
			fail_msg("%s is not %s", same[i][0], same[i][1]);
		if (!gets(same[i][1], same[i][0], "+31612345678"))
			fail_msg("%s is not %s", same[i][1], same[i][0]);
	}
}

static void
what_is_only_like_it_does_not_match(void **state)
{
	static const char *const other[][2] = {{"Jan", "Jan Jansen"}, {"Jan Jansen", "Jan"},
		{"Jan Jansen", "JanJansen"}, {"Zoe", "Zoë"}, {"%", "Jan"}, {"Jan_", "Jana"}, {"*", "Jan"},
		{"Jan Jansen", "Jan Jansens"}, {"O'Brien", "O’Brien"}};
	static const char *const numbers[] = {
		"061234567", "06123456789", "+3161234567", "+32612345678", "+316123456780"};

	(void)state;
	for (size_t i = 0; i < sizeof other / sizeof other[0]; i++)
		if (gets(other[i][0], other[i][1], "+31612345678"))
			fail_msg("%s is %s", other[i][0], other[i][1]);
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (gets(numbers[i], "Jan", "+31612345678"))
			fail_msg("%s is +31612345678", numbers[i]);
}

static void
a_number_matches_however_it_is_typed(void **state)
{
	static const char *const typed[] = {
		"0612345678", "06-12 34 56 78", "+31612345678", "+31 (0)6 12345678", "0031612345678"};

	(void)state;
	for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++)
		assert_true(gets(typed[i], "Anybody", "+31612345678"));
}

static void
a_code_is_only_a_code(void **state)
{
	char code[ERASURE_CODE], shown[ERASURE_SHOWN];
	size_t letters, digits;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		erasure_make(code);
		erasure_show(code, shown);
		assert_int_equal(ask(shown), 0);
		assert_true(q.is_code);
		assert_memory_equal(q.code, code, sizeof code);
		letters = digits = 0;
		for (size_t k = 0; k < sizeof code; k++)
			*(code[k] >= 'A' ? &letters : &digits) += 1;
		/* of letters alone it may be somebody's name too, of digits a number */
		if (letters > 0 && digits > 0)
			assert_true(!q.is_name && !q.is_number);
		else
			assert_true(q.is_name);
		code[3] = code[3] == 'A' ? 'B' : 'A';
		erasure_show(code, shown);
		assert_true(ask(shown) != 0 || !q.is_code);
	}
}

static void
what_cannot_be_looked_for_is_said(void **state)
{
	static const char *const none[] = {"", "   ", "12", "612345678", "\xff", "\033[2J"};

	(void)state;
	for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
		if (ask(none[i]) != -1)
			fail_msg("“%s” was looked for", none[i]);
}

static void
two_people_of_one_name_differ(void **state)
{
	struct visitor a = {0}, b = {0};

	(void)state;
	assert_int_equal(visitor_set_name(&a, "Anna", 4), VISITOR_NAME_OK);
	assert_int_equal(visitor_set_name(&b, "ANNA", 4), VISITOR_NAME_OK);
	a.phone_len = b.phone_len = 4;
	memcpy(a.phone, "+316", 4);
	memcpy(b.phone, "+316", 4);
	assert_true(query_same(&q, &a, &b));
	b.phone[3] = '7';
	assert_false(query_same(&q, &a, &b));
	b.phone[3] = '6';
	assert_int_equal(visitor_set_name(&b, "Anne", 4), VISITOR_NAME_OK);
	assert_false(query_same(&q, &a, &b));
}

static void
an_answer_is_due_in_a_month(void **state)
{
	/* 2026-01-15, 2026-01-31, 2028-01-31, 2026-12-31, 2026-08-31, all at 12:00 UTC */
	static const struct {
		int64_t asked;
		const char *last;
	} cases[] = {{1768478400, "2026-02-15"}, {1769860800, "2026-02-28"}, {1832932800, "2028-02-29"},
		{1798718400, "2027-01-31"}, {1788177600, "2026-09-30"}};
	char last[REPLY_DAY];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		reply_last_day(cases[i].asked, last);
		assert_string_equal(last, cases[i].last);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_name_is_the_same_in_any_case_and_composition),
		cmocka_unit_test(what_is_only_like_it_does_not_match),
		cmocka_unit_test(a_number_matches_however_it_is_typed),
		cmocka_unit_test(a_code_is_only_a_code),
		cmocka_unit_test(what_cannot_be_looked_for_is_said),
		cmocka_unit_test(two_people_of_one_name_differ),
		cmocka_unit_test(an_answer_is_due_in_a_month),
	};

	return wipe_start() != 0 ? 1 : cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: ISC */
/* What a visitor is told before typing: each legal basis with its right, and only what is configured. */
#include "visit/notice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define H 490000

static struct notice
full(const struct conf *conf)
{
	struct notice notice;

	notice_full(conf, H, &notice);
	assert_in_range(notice.n, 1, NOTICE_LINES);
	return notice;
}

static bool
says(const struct notice *notice, const char *words)
{
	for (size_t i = 0; i < notice->n; i++)
		if (strstr(notice->lines[i], words) != NULL)
			return true;
	return false;
}

/* GDPR article 6(1): the ground, and articles 7(3) and 21: the right that it gives. */
static void
each_basis_stands_there_with_its_right_and_no_other(void **state)
{
	static const char *const grounds[] = {
		[CONF_BASIS_UNSET] = "not settled yet",
		[CONF_CONSENT] = "6(1)(a)",
		[CONF_LEGITIMATE_INTEREST] = "6(1)(f)",
		[CONF_PUBLIC_TASK] = "6(1)(e)",
	};
	struct conf conf = {.organisation = "Huis"};
	struct notice notice;

	(void)state;
	for (int basis = CONF_BASIS_UNSET; basis <= CONF_PUBLIC_TASK; basis++) {
		conf.basis = (enum conf_basis)basis;
		notice = full(&conf);
		for (int other = CONF_BASIS_UNSET; other <= CONF_PUBLIC_TASK; other++)
			assert_int_equal(says(&notice, grounds[other]), other == basis);
		assert_int_equal(says(&notice, "You can withdraw it at any time"), basis == CONF_CONSENT);
		assert_int_equal(says(&notice, "You can object at any time"),
			basis == CONF_LEGITIMATE_INTEREST || basis == CONF_PUBLIC_TASK);
		assert_int_equal(says(&notice, "do not give real data"), basis == CONF_BASIS_UNSET);
	}
}

static void
what_is_configured_is_told_and_nothing_else(void **state)
{
	struct conf conf = {.basis = CONF_CONSENT};
	struct notice notice = full(&conf);
	size_t few = notice.n;

	(void)state;
	assert_true(says(&notice, "Responsible: this organisation."));
	assert_false(says(&notice, "Privacy officer"));
	assert_false(says(&notice, "House rules"));
	assert_false(says(&notice, "This text and more"));
	strcpy(conf.organisation, "Huis");
	strcpy(conf.contact, "a@example.org");
	strcpy(conf.officer, "b@example.org");
	strcpy(conf.house_rules, "at the door");
	strcpy(conf.url, "https://example.org");
	notice = full(&conf);
	assert_int_equal(notice.n, few + 3);
	assert_true(says(&notice, "Responsible: Huis, a@example.org."));
	assert_true(says(&notice, "Privacy officer: b@example.org."));
	assert_true(says(&notice, "House rules: at the door"));
	assert_true(says(&notice, "This text and more: https://example.org"));
}

/* The longest of each: what does not fit would be cut without a word. */
static void
the_longest_text_fits(void **state)
{
	struct conf conf = {.basis = CONF_LEGITIMATE_INTEREST};
	struct notice notice;

	(void)state;
	memset(conf.organisation, 'o', sizeof conf.organisation - 1);
	memset(conf.contact, 'c', sizeof conf.contact - 1);
	memset(conf.officer, 'p', sizeof conf.officer - 1);
	memset(conf.house_rules, 'h', sizeof conf.house_rules - 1);
	memset(conf.url, 'u', sizeof conf.url - 1);
	notice = full(&conf);
	assert_in_range(notice.n, 12, NOTICE_LINES);
	for (size_t i = 0; i < notice.n; i++)
		assert_in_range(strlen(notice.lines[i]), 1, NOTICE_TEXT - 2);
	notice_first(&conf, H, &notice);
	assert_int_equal(notice.n, 5);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_basis_stands_there_with_its_right_and_no_other),
		cmocka_unit_test(what_is_configured_is_told_and_nothing_else),
		cmocka_unit_test(the_longest_text_fits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

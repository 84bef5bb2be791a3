/* SPDX-License-Identifier: ISC */
/* The sentence that says why something failed. */
#include "base/fail.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
a_reason_is_a_sentence_and_minus_one(void **state)
{
	struct fail why = {{0}};

	(void)state;
	assert_int_equal(fail_set(&why, "%s has %d lines", "recipients", 9), -1);
	assert_string_equal(why.text, "recipients has 9 lines");
}

static void
the_words_of_the_system_are_added(void **state)
{
	struct fail why = {{0}};
	char expected[FAIL_TEXT] = "cannot open store.db: ";

	(void)state;
	strcat(expected, strerror(ENOENT));
	assert_int_equal(fail_errno(&why, ENOENT, "cannot open %s", "store.db"), -1);
	assert_string_equal(why.text, expected);
}

static void
the_last_reason_stays(void **state)
{
	struct fail why = {{0}};

	(void)state;
	fail_set(&why, "a first and rather long sentence");
	fail_set(&why, "second");
	assert_string_equal(why.text, "second");
}

static void
nobody_needs_to_know_why(void **state)
{
	(void)state;
	assert_int_equal(fail_set(NULL, "unheard"), -1);
	assert_int_equal(fail_errno(NULL, EIO, "unheard"), -1);
}

static void
a_long_sentence_is_cut_with_its_nul(void **state)
{
	struct {
		struct fail why;
		char after;
	} room = {{{0}}, 'x'};
	char text[2 * FAIL_TEXT];

	(void)state;
	memset(text, 'a', sizeof text - 1);
	text[sizeof text - 1] = '\0';
	assert_int_equal(fail_set(&room.why, "%s", text), -1);
	assert_int_equal(strlen(room.why.text), FAIL_TEXT - 1);
	assert_int_equal(fail_errno(&room.why, EIO, "%s", text), -1);
	assert_int_equal(strlen(room.why.text), FAIL_TEXT - 1);
	assert_int_equal(room.after, 'x');
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reason_is_a_sentence_and_minus_one),
		cmocka_unit_test(the_words_of_the_system_are_added),
		cmocka_unit_test(the_last_reason_stays),
		cmocka_unit_test(nobody_needs_to_know_why),
		cmocka_unit_test(a_long_sentence_is_cut_with_its_nul),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

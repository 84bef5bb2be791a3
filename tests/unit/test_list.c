/* SPDX-License-Identifier: ISC */
/* The chosen row of a list under keys; how it scrolls is for the tests on a terminal. */
#include "ui/list.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static enum list_result
press(struct list *list, enum keys_kind kind)
{
	const struct keys_event event = {.kind = kind};

	return list_key(list, &event);
}

static void
moves_and_stays_within(void **state)
{
	struct list list = {.shown = 3};

	(void)state;
	list_resize(&list, 10);
	assert_int_equal(press(&list, KEYS_UP), LIST_SAME);
	assert_int_equal(press(&list, KEYS_DOWN), LIST_CHANGED);
	assert_int_equal(list.at, 1);
	assert_int_equal(press(&list, KEYS_PAGE_DOWN), LIST_CHANGED);
	assert_int_equal(list.at, 3);
	assert_int_equal(press(&list, KEYS_END), LIST_CHANGED);
	assert_int_equal(list.at, 9);
	assert_int_equal(press(&list, KEYS_DOWN), LIST_SAME);
	assert_int_equal(press(&list, KEYS_PAGE_UP), LIST_CHANGED);
	assert_int_equal(list.at, 7);
	assert_int_equal(press(&list, KEYS_HOME), LIST_CHANGED);
	assert_int_equal(list.at, 0);
	assert_int_equal(press(&list, KEYS_PAGE_UP), LIST_SAME);
	assert_int_equal(press(&list, KEYS_ENTER), LIST_CHOSEN);
	assert_int_equal(press(&list, KEYS_TEXT), LIST_OTHER);
}

static void
fewer_rows_take_the_choice_along(void **state)
{
	struct list list = {.at = 9};

	(void)state;
	list_resize(&list, 4);
	assert_int_equal(list.at, 3);
	list_resize(&list, 0);
	assert_int_equal(list.at, 0);
	assert_int_equal(press(&list, KEYS_ENTER), LIST_SAME);
	assert_int_equal(press(&list, KEYS_DOWN), LIST_SAME);
	assert_int_equal(press(&list, KEYS_END), LIST_SAME);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moves_and_stays_within),
		cmocka_unit_test(fewer_rows_take_the_choice_along),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: ISC */
/* What is typed in front of a text that it joins. */
#include "ui/field.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/wipe.h"

static void
assert_text(const struct field *f, const char *expected, size_t cursor)
{
	size_t n;
	const char *text = field_text(f, &n);

	assert_int_equal(n, strlen(expected));
	assert_memory_equal(text, expected, n);
	assert_int_equal(field_cursor(f), cursor);
}

/* Half a flag joins the flag behind it, a first jamo the syllable behind it: what comes next still
 * belongs to what was typed, and one erasing takes back one typing. */
static void
what_is_typed_stays_together(void **state)
{
	struct field *f = field_new(FIELD_MAX);

	(void)state;
	assert_non_null(f);
	field_insert(f, 0x1F1E7); /* B */
	field_insert(f, 0x1F1EA); /* E */
	field_home(f);
	field_insert(f, 0x1F1F3); /* N */
	assert_text(f, "\U0001F1F3\U0001F1E7\U0001F1EA", 8);
	field_insert(f, 0x1F1F1); /* L */
	assert_text(f, "\U0001F1F3\U0001F1F1\U0001F1E7\U0001F1EA", 8);
	field_erase(f);
	field_insert(f, 0x1F1F3);
	field_erase(f);
	assert_text(f, "\U0001F1E7\U0001F1EA", 0);
	field_clear(f);
	field_insert(f, 0xAE00);
	field_home(f);
	field_insert(f, 0x1112);
	field_insert(f, 0x1161);
	field_insert(f, 0x11AB);
	assert_text(f, "\uD55C\uAE00", 3);
	field_left(f);
	field_insert(f, 0x1112);
	field_right(f);
	assert_text(f, "\u1112\uD55C\uAE00", 6);
	field_free(f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_typed_stays_together),
	};

	if (wipe_start() != 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}

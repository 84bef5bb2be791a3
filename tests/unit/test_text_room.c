/* SPDX-License-Identifier: ISC */
/* Text at the end of its room: of what is looked at as one text, and of memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <cmocka.h>
#include <uninorm.h>

#include "base/text.h"

#define ACUTE "\u0301"

static bool no_memory;

uint8_t *__real_u8_normalize(
	uninorm_t nf, const uint8_t *s, size_t n, uint8_t *out, size_t *length);
uint8_t *__wrap_u8_normalize(
	uninorm_t nf, const uint8_t *s, size_t n, uint8_t *out, size_t *length);

uint8_t *
__wrap_u8_normalize(uninorm_t nf, const uint8_t *s, size_t n, uint8_t *out, size_t *length)
{
	return no_memory ? NULL : __real_u8_normalize(nf, s, n, out, length);
}

/* What stands behind the room for one text is not looked at. */
static void
a_step_stays_within_what_is_looked_at(void **state)
{
	static char text[TEXT_MAX + 16];

	(void)state;
	memset(text, 'a', sizeof text);
	assert_int_equal(text_next(text, sizeof text, TEXT_MAX - 1), TEXT_MAX);
	assert_int_equal(text_next(text, sizeof text, TEXT_MAX), TEXT_MAX);
	assert_int_equal(text_prev(text, sizeof text, sizeof text), TEXT_MAX - 1);
	assert_int_equal(text_prev(text, 2, 5), 1);
	/* a mark at the end of the room takes its letter with it, and not what comes after */
	memcpy(text + TEXT_MAX - 2, ACUTE ACUTE, 4);
	assert_int_equal(text_next(text, sizeof text, TEXT_MAX - 3), TEXT_MAX);
	assert_int_equal(text_prev(text, sizeof text, TEXT_MAX), TEXT_MAX - 3);
}

/* By way of u8_normalize (Makefile.am): libunistring has no memory. */
static void
without_memory_nothing_is_composed(void **state)
{
	char out[64];

	(void)state;
	no_memory = true;
	assert_int_equal(text_nfc("e" ACUTE, 3, out, sizeof out), -1);
	no_memory = false;
	assert_int_equal(text_nfc("e" ACUTE, 3, out, sizeof out), 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_step_stays_within_what_is_looked_at),
		cmocka_unit_test(without_memory_nothing_is_composed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

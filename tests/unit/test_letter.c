/* SPDX-License-Identifier: ISC */
#include "base/letter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void
marks_are_taken_off(void **state)
{
	static const struct {
		uint32_t letter, base;
	} table[] = {
		{0x00E9, 'e'},      /* é */
		{0x1EC5, 'e'},      /* ễ: two marks */
		{0x0130, 'I'},      /* İ */
		{0x1E9B, 0x017F},   /* ẛ: the long s stays a long s */
		{0x03AC, 0x03B1},   /* ά */
		{0xAC00, 0x1100},   /* a syllable: its first jamo */
		{0x0142, 0x0142},   /* ł has no decomposition */
		{0xFB01, 0xFB01},   /* nor has the ligature fi a canonical one */
		{'e', 'e'},         /* as it is */
		{0x4E00, 0x4E00},   /* a Han character */
		{0x1F600, 0x1F600}, /* beyond the first plane */
		{'5', '5'},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof table / sizeof table[0]; i++)
		assert_int_equal(letter_base(table[i].letter), table[i].base);
}

static void
capitals(void **state)
{
	static const struct {
		uint32_t letter, capital;
	} table[] = {
		{'a', 'A'},
		{'Z', 'Z'},
		{'1', '1'},
		{0x00E9, 0x00C9},
		{0x0142, 0x0141},
		{0x0131, 'I'},    /* ı */
		{0x00DF, 0x00DF}, /* ß: SS would be two */
		{0x0451, 0x0401},
		{0x05D0, 0x05D0},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof table / sizeof table[0]; i++)
		assert_int_equal(letter_capital(table[i].letter), table[i].capital);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks_are_taken_off),
		cmocka_unit_test(capitals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

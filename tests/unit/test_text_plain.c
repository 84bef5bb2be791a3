/* SPDX-License-Identifier: ISC */
/* What text.c answers of plain letters without asking the tables is what the tables say. */
#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>
#include <unistr.h>

#include <cmocka.h>

#define ASCII 0x80
#define LATIN 0x300 /* what comes before it is in NFC as it is */

static void
ascii_is_of_the_kinds_of_its_table(void **state)
{
	const uint32_t refused = UC_CATEGORY_MASK_C | UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp;
	bool blank;
	uint32_t uc;

	(void)state;
	for (uc = 0; uc < ASCII; uc++) {
		blank = uc == '\t' || uc_is_general_category_withtable(uc, UC_CATEGORY_MASK_Zs);
		assert_int_equal(text_is_allowed(uc), !uc_is_general_category_withtable(uc, refused));
		assert_int_equal(
			text_is_mark(uc), uc_is_general_category_withtable(uc, UC_CATEGORY_MASK_M));
		assert_int_equal(text_is_blank(uc), blank);
		assert_int_equal(
			text_is_invisible(uc), blank || uc_is_property_default_ignorable_code_point(uc));
	}
}

static void
every_byte_begins_the_same_code_point(void **state)
{
	char s[4] = {0, (char)0x80, (char)0x80, (char)0x80};
	uint32_t uc;
	ucs4_t other;
	size_t n;
	int byte, used;

	(void)state;
	for (byte = 0; byte < 256; byte++) {
		s[0] = (char)byte;
		for (n = 1; n <= sizeof s; n++) {
			used = u8_mbtoucr(&other, (const uint8_t *)s, n);
			assert_int_equal(text_decode(s, n, &uc), used < 0 ? 0 : used);
			if (used > 0)
				assert_int_equal(uc, other);
		}
	}
}

/* Each two of them, and each of them with the first marks that compose. */
static void
two_letters_are_composed_as_the_library_does(void **state)
{
	char s[8], out[TEXT_MAX];
	uint8_t expected[TEXT_MAX];
	uint32_t a, b;
	size_t n, length;
	long got;

	(void)state;
	for (a = 1; a < LATIN; a++) {
		for (b = 1; b < LATIN + 16; b++) {
			n = text_encode(a, s);
			n += text_encode(b, s + n);
			length = sizeof expected;
			assert_ptr_equal(
				u8_normalize(UNINORM_NFC, (const uint8_t *)s, n, expected, &length), expected);
			got = text_nfc(s, n, out, sizeof out);
			if (got != (long)length || memcmp(out, expected, length) != 0)
				fail_msg("U+%04X U+%04X", a, b);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ascii_is_of_the_kinds_of_its_table),
		cmocka_unit_test(every_byte_begins_the_same_code_point),
		cmocka_unit_test(two_letters_are_composed_as_the_library_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: ISC */
/* The erasure code: drawn, shown, read back with slips, and made an id. */
#include "visit/erasure.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "base/wipe.h"

static const char symbols[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static int
start(void **state)
{
	(void)state;
	return wipe_start();
}

static void
assert_reads(const char *typed, const char *expected)
{
	char code[ERASURE_CODE];

	assert_int_equal(erasure_read(typed, strlen(typed), code), 0);
	assert_memory_equal(code, expected, ERASURE_CODE);
}

static void
assert_slip(const char *typed, size_t n)
{
	char code[ERASURE_CODE];

	memset(code, 'x', sizeof code);
	assert_int_equal(erasure_read(typed, n, code), -1);
	for (size_t i = 0; i < sizeof code; i++)
		assert_int_equal(code[i], 'x');
}

static void
a_drawn_code_is_shown_in_groups_and_reads_back(void **state)
{
	char code[ERASURE_CODE], shown[ERASURE_SHOWN], back[ERASURE_CODE];

	(void)state;
	for (int i = 0; i < 2000; i++) {
		erasure_make(code);
		for (size_t k = 0; k < ERASURE_CODE; k++)
			assert_non_null(memchr(symbols, code[k], 32));
		erasure_show(code, shown);
		assert_int_equal(strlen(shown), ERASURE_SHOWN - 1);
		assert_int_equal(shown[4], '-');
		assert_int_equal(shown[9], '-');
		assert_int_equal(erasure_read(shown, strlen(shown), back), 0);
		assert_memory_equal(back, code, ERASURE_CODE);
	}
}

static void
every_symbol_is_drawn_at_every_place(void **state)
{
	int drawn[ERASURE_CODE][32] = {{0}};
	char code[ERASURE_CODE];

	(void)state;
	for (int i = 0; i < 3200; i++) { /* each about 100 times */
		erasure_make(code);
		for (size_t k = 0; k < ERASURE_CODE; k++)
			drawn[k][(const char *)memchr(symbols, code[k], 32) - symbols]++;
	}
	for (size_t k = 0; k < ERASURE_CODE; k++) {
		for (int i = 0; i < 32; i++)
			assert_in_range(drawn[k][i], 30, 220);
	}
}

static void
a_code_is_shown_as_4_4_3(void **state)
{
	char shown[ERASURE_SHOWN];

	(void)state;
	erasure_show("7K2P9XQ4TZT", shown);
	assert_string_equal(shown, "7K2P-9XQ4-TZT");
}

static void
any_case_blanks_hyphens_and_lookalikes_are_read(void **state)
{
	(void)state;
	assert_reads("7K2P9XQ4TZT", "7K2P9XQ4TZT");
	assert_reads("7k2p-9xq4-tzt", "7K2P9XQ4TZT");
	assert_reads(" 7K2P 9XQ4\tTZT- ", "7K2P9XQ4TZT");
	assert_reads("OoOoOoOoOoO", "00000000000");
	assert_reads("OOOO-OOOO-Oil", "00000000011");
	assert_reads("Looo-oooo-ooz", "1000000000Z");
	assert_reads("ZZZZZZZZZZX", "ZZZZZZZZZZX");
	assert_reads("abcdefghjkq", "ABCDEFGHJKQ");
}

static void
a_wrong_length_or_character_is_a_slip(void **state)
{
	static const char *const typed[] = {"", "-", "0", "7K2P9XQ4TZ", "7K2P9XQ4TZTT", "7K2P9XQ4TZU",
		"U0000000000", "u0000000000", "0000000000*", "7K2P_9XQ4_TZT", "000000000\xC3\xA9",
		"0000000000=", "7K2P9XQ4TZT.", "0000000000000000000000000000000"};

	(void)state;
	for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
		assert_slip(typed[i], strlen(typed[i]));
	assert_slip("0000000000", 11); /* its NUL as the eleventh */
}

static void
a_code_without_check_symbol_is_never_right(void **state)
{
	char typed[] = "7K2P9XQ4T3?"; /* value mod 37 = 35 */

	(void)state;
	for (int i = 0; i < 32; i++) {
		typed[10] = symbols[i];
		assert_slip(typed, ERASURE_CODE);
	}
}

static void
every_single_wrong_character_is_noticed(void **state)
{
	char code[ERASURE_CODE], typed[ERASURE_CODE];

	(void)state;
	erasure_make(code);
	for (size_t k = 0; k < ERASURE_CODE; k++) {
		for (int i = 0; i < 32; i++) {
			memcpy(typed, code, sizeof typed);
			typed[k] = symbols[i];
			if (typed[k] != code[k])
				assert_slip(typed, sizeof typed);
		}
	}
}

static void
every_swap_of_neighbours_is_noticed(void **state)
{
	char code[ERASURE_CODE], typed[ERASURE_CODE];

	(void)state;
	for (int i = 0; i < 100; i++) {
		erasure_make(code);
		for (size_t k = 0; k + 1 < ERASURE_CODE; k++) {
			memcpy(typed, code, sizeof typed);
			typed[k] = code[k + 1];
			typed[k + 1] = code[k];
			if (code[k] != code[k + 1])
				assert_slip(typed, sizeof typed);
		}
	}
}

/* From Python's hashlib.blake2b(b"welkom-erase-v1" + code[:10], digest_size=16, key=tag). */
static void
ids_are_keyed_blake2b_of_the_ten_characters(void **state)
{
	uint8_t tag[32], id[16];

	(void)state;
	for (int i = 0; i < 32; i++)
		tag[i] = (uint8_t)i;
	erasure_id(tag, "7K2P9XQ4T3?", id);
	assert_memory_equal(id, "\xe4\x68\xb9\x16\xa0\x3c\xba\x21\xd4\x29\x8e\xc3\x9f\x98\xd5\xb4", 16);
	erasure_id(tag, "00000000000", id);
	assert_memory_equal(id, "\x02\xae\x1d\x61\x67\x33\x79\x18\x2d\x5e\xa5\x02\xe3\x49\x72\xd9", 16);
	memset(tag, 0, sizeof tag);
	erasure_id(tag, "00000000000", id);
	assert_memory_equal(id, "\xc1\xd0\xb6\x33\x83\x11\xc3\x80\xbd\x03\x82\x6b\x17\x3f\x9c\x6b", 16);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_drawn_code_is_shown_in_groups_and_reads_back),
		cmocka_unit_test(every_symbol_is_drawn_at_every_place),
		cmocka_unit_test(a_code_is_shown_as_4_4_3),
		cmocka_unit_test(any_case_blanks_hyphens_and_lookalikes_are_read),
		cmocka_unit_test(a_wrong_length_or_character_is_a_slip),
		cmocka_unit_test(a_code_without_check_symbol_is_never_right),
		cmocka_unit_test(every_single_wrong_character_is_noticed),
		cmocka_unit_test(every_swap_of_neighbours_is_noticed),
		cmocka_unit_test(ids_are_keyed_blake2b_of_the_ten_characters),
	};

	return cmocka_run_group_tests(tests, start, NULL);
}

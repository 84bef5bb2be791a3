/* SPDX-License-Identifier: ISC */
/* A secret key on paper: what is typed from it is the same key, and a slip is noticed. */
#include "open/paper.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/wipe.h"

#define SHEET (PAPER_LINES * PAPER_LINE)

static const char all[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ*~$=U";

/* The lines of secret, one below the other. Returns their length. */
static size_t
print(const uint8_t secret[static PAPER_SECRET], char out[static SHEET + 1])
{
	unsigned i;

	for (i = 0; i < PAPER_LINES; i++) {
		paper_line(secret, i, out + (size_t)i * PAPER_LINE);
		assert_int_equal(strlen(out + (size_t)i * PAPER_LINE), PAPER_LINE - 1);
		out[(size_t)(i + 1) * PAPER_LINE - 1] = '\n';
	}
	return SHEET;
}

static void
what_was_printed_is_read_again(void **state)
{
	uint8_t secret[PAPER_SECRET], read[PAPER_SECRET];
	char sheet[SHEET + 1];
	int i;

	(void)state;
	for (i = 0; i < 1000; i++) {
		randombytes_buf(secret, sizeof secret);
		if (i < 2)
			memset(secret, i == 0 ? 0 : 0xff, sizeof secret);
		assert_int_equal(paper_read(sheet, print(secret, sheet), read), 0);
		assert_memory_equal(read, secret, sizeof read);
	}
}

static void
a_known_key_looks_like_this(void **state)
{
	uint8_t secret[PAPER_SECRET];
	char line[PAPER_LINE];
	unsigned i;

	(void)state;
	for (i = 0; i < PAPER_SECRET; i++)
		secret[i] = (uint8_t)i;
	/* 00000 00000 00000 10000 00100 00001 ... and (1 x 32^13 + those) mod 37 */
	paper_line(secret, 0, line);
	assert_memory_equal(line, "000G-40R4-0M30-E", PAPER_LINE - 2);
	assert_non_null(strchr(all, line[PAPER_LINE - 2]));
}

static void
small_letters_and_o_i_l_and_other_gaps_are_read(void **state)
{
	uint8_t secret[PAPER_SECRET], read[PAPER_SECRET];
	char sheet[SHEET + 1], typed[3 * SHEET];
	size_t i, n = 0;

	(void)state;
	memset(secret, 0x84, sizeof secret); /* 10000100: has 0 and 1 among its symbols */
	print(secret, sheet);
	for (i = 0; i < SHEET; i++) {
		typed[n++] = (char)(sheet[i] == '0'          ? 'o'
				: sheet[i] == '1'                    ? 'l'
				: sheet[i] == '-'                    ? ' '
				: sheet[i] >= 'A' && sheet[i] <= 'Z' ? sheet[i] + 32
													 : sheet[i]);
		if (i % 7 == 0)
			typed[n++] = '\t';
	}
	assert_int_equal(paper_read(typed, n, read), 0);
	assert_memory_equal(read, secret, sizeof read);
}

static void
every_single_slip_is_noticed_in_its_line(void **state)
{
	uint8_t secret[PAPER_SECRET], read[PAPER_SECRET], zero[PAPER_SECRET] = {0};
	char sheet[SHEET + 1], right;
	size_t i, k;

	(void)state;
	randombytes_buf(secret, sizeof secret);
	print(secret, sheet);
	for (i = 0; i < SHEET; i++) {
		right = sheet[i];
		for (k = 0; k < sizeof all - 1 && right != '-' && right != '\n'; k++) {
			sheet[i] = all[k];
			if (all[k] == right)
				continue;
			assert_int_equal(paper_read(sheet, SHEET, read), (int)(i / PAPER_LINE) + 1);
			assert_memory_equal(read, zero, sizeof zero);
		}
		sheet[i] = right;
	}
	assert_int_equal(paper_read(sheet, SHEET, read), 0);
}

static void
swapped_neighbours_and_lines_are_noticed(void **state)
{
	uint8_t secret[PAPER_SECRET], read[PAPER_SECRET];
	char sheet[SHEET + 1], line[PAPER_LINE], c;
	size_t i;

	(void)state;
	randombytes_buf(secret, sizeof secret);
	print(secret, sheet);
	for (i = 0; i + 1 < SHEET; i++) {
		c = sheet[i];
		if (strchr("-\n", c) != NULL || strchr("-\n", sheet[i + 1]) != NULL || c == sheet[i + 1])
			continue;
		sheet[i] = sheet[i + 1];
		sheet[i + 1] = c;
		assert_int_not_equal(paper_read(sheet, SHEET, read), 0);
		sheet[i + 1] = sheet[i];
		sheet[i] = c;
	}
	memcpy(line, sheet, sizeof line);
	memmove(sheet, sheet + PAPER_LINE, PAPER_LINE);
	memcpy(sheet + PAPER_LINE, line, sizeof line);
	assert_int_equal(paper_read(sheet, SHEET, read), 1);
}

static void
too_few_too_many_and_strange_characters_are_refused(void **state)
{
	uint8_t secret[PAPER_SECRET] = {1}, read[PAPER_SECRET];
	char sheet[SHEET + 2];

	(void)state;
	print(secret, sheet);
	assert_int_equal(paper_read("", 0, read), -1);
	assert_int_equal(paper_read(sheet, SHEET - 2, read), -1);
	sheet[SHEET] = '0';
	assert_int_equal(paper_read(sheet, SHEET + 1, read), -1);
	sheet[3] = '%';
	assert_int_equal(paper_read(sheet, SHEET, read), -1);
	sheet[3] = '\0';
	assert_int_equal(paper_read(sheet, SHEET, read), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_printed_is_read_again),
		cmocka_unit_test(a_known_key_looks_like_this),
		cmocka_unit_test(small_letters_and_o_i_l_and_other_gaps_are_read),
		cmocka_unit_test(every_single_slip_is_noticed_in_its_line),
		cmocka_unit_test(swapped_neighbours_and_lines_are_noticed),
		cmocka_unit_test(too_few_too_many_and_strange_characters_are_refused),
	};

	if (wipe_start() != 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}

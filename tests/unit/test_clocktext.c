/* SPDX-License-Identifier: ISC */
/* The text of state/clock: it reads back, and whatever is not exactly it does not. */
#include "base/clocktext.h"

#include <setjmp.h>
#include <sodium.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static const struct clock_state sample = {
	.highest = 1764933634,
	.boottime = 90061,
	.boot = "01234567-89ab-cdef-0123-456789abcdef",
	.anchor = 1764843574,
	.anchored = 1,
	.bridged = 345600,
	.lower = 2,
	.doubt = true,
	.machine = "00112233445566778899aabbccddeeff",
};

/* Writes text with the checksum that fits it, and the dots that make it long enough. */
static void
finish(const char *head, char out[static CLOCKTEXT_SIZE + 1])
{
	const size_t body = CLOCKTEXT_SIZE - 37;
	unsigned char sum[16];
	char hex[33];

	memset(out, '.', CLOCKTEXT_SIZE);
	memcpy(out, head, strlen(head));
	out[body - 1] = '\n';
	crypto_generichash(sum, sizeof sum, (unsigned char *)out, body, NULL, 0);
	sodium_bin2hex(hex, sizeof hex, sum, sizeof sum);
	snprintf(out + body, 38, "sum %s\n", hex);
}

static void
a_state_reads_back(void **unused)
{
	struct clock_state states[3] = {sample, sample, sample}, back;
	char text[CLOCKTEXT_SIZE + 1];

	(void)unused;
	strcpy(states[1].boot, CLOCK_UNKNOWN);
	strcpy(states[1].machine, CLOCK_UNKNOWN);
	states[1].doubt = false;
	states[1].lower = 0;
	states[2].highest = states[2].boottime = states[2].anchor = states[2].anchored = CLOCK_LAST;
	for (size_t i = 0; i < 3; i++) {
		clocktext_print(&states[i], text);
		assert_int_equal(strlen(text), CLOCKTEXT_SIZE);
		memset(&back, 0x5A, sizeof back);
		assert_int_equal(clocktext_parse(text, CLOCKTEXT_SIZE, &back), 0);
		assert_int_equal(back.highest, states[i].highest);
		assert_int_equal(back.boottime, states[i].boottime);
		assert_string_equal(back.boot, states[i].boot);
		assert_int_equal(back.anchor, states[i].anchor);
		assert_int_equal(back.anchored, states[i].anchored);
		assert_int_equal(back.bridged, states[i].bridged);
		assert_int_equal(back.lower, states[i].lower);
		assert_int_equal(back.doubt, states[i].doubt);
		assert_string_equal(back.machine, states[i].machine);
	}
}

static void
any_byte_that_is_another_is_noticed(void **unused)
{
	char text[CLOCKTEXT_SIZE + 1], other[CLOCKTEXT_SIZE + 64];
	struct clock_state back;

	(void)unused;
	clocktext_print(&sample, text);
	for (size_t at = 0; at < CLOCKTEXT_SIZE; at++)
		for (int bit = 0; bit < 8; bit++) {
			memcpy(other, text, CLOCKTEXT_SIZE);
			other[at] = (char)(other[at] ^ (1 << bit));
			assert_int_equal(clocktext_parse(other, CLOCKTEXT_SIZE, &back), -1);
		}
	memcpy(other, text, CLOCKTEXT_SIZE);
	memset(other + CLOCKTEXT_SIZE, '\n', 64);
	for (size_t n = 0; n < sizeof other; n++)
		assert_int_equal(clocktext_parse(other, n, &back), n == CLOCKTEXT_SIZE ? 0 : -1);
}

/* Half of the new text and half of the old, wherever the power was cut. */
static void
a_torn_text_is_noticed(void **unused)
{
	char old[CLOCKTEXT_SIZE + 1], new[CLOCKTEXT_SIZE + 1], torn[CLOCKTEXT_SIZE];
	struct clock_state later = sample, back;
	size_t same = 0;

	(void)unused;
	later.highest += 86400;
	later.doubt = false;
	clocktext_print(&sample, old);
	clocktext_print(&later, new);
	for (size_t cut = 0; cut <= CLOCKTEXT_SIZE; cut++) {
		memcpy(torn, new, cut);
		memcpy(torn + cut, old + cut, CLOCKTEXT_SIZE - cut);
		if (memcmp(torn, old, CLOCKTEXT_SIZE) == 0 || memcmp(torn, new, CLOCKTEXT_SIZE) == 0)
			same++;
		else
			assert_int_equal(clocktext_parse(torn, CLOCKTEXT_SIZE, &back), -1);
	}
	assert_in_range(same, 2, 60);
}

#define TAIL "\nboot a\nanchor 4\nanchored 5\nbridged 0\nlower 0\ndoubt 0\nmachine m\nfill "

static void
values_that_no_clock_has_are_refused(void **unused)
{
	static const char *const broken[] = {
		"welkom-clock 1\nhighest 5\nboottime 6" TAIL,
		"welkom-clock 3\nhighest 5\nboottime 6" TAIL,
		"welkom-clock 2\nhighest -5\nboottime 6" TAIL,
		"welkom-clock 2\nhighest 05\nboottime 6" TAIL,
		"welkom-clock 2\nhighest 5 boottime 6" TAIL,
		"welkom-clock 2\nhighest 13569120001\nboottime 6" TAIL,
		"welkom-clock 2\nhighest 5\nboottime 13569120001" TAIL,
		"welkom-clock 2\nhighest 99999999999999999999\nboottime 6" TAIL,
		"welkom-clock 2\nhighest 5\nboottime 4" TAIL, /* before its anchor */
		"welkom-clock 2\nhighest 5\nboottime 6\nboot a\nanchor 4\nanchored 5\nbridged 345601\n"
		"lower 0\ndoubt 0\nmachine m\nfill ",
		"welkom-clock 2\nhighest 5\nboottime 6\nboot a\nanchor 4\nanchored 5\nbridged 0\n"
		"lower 3\ndoubt 0\nmachine m\nfill ",
		"welkom-clock 2\nhighest 5\nboottime 6\nboot a\nanchor 4\nanchored 5\nbridged 0\n"
		"lower 0\ndoubt 2\nmachine m\nfill ",
		"welkom-clock 2\nhighest 5\nboottime 6\nboot a\nanchor 4\nanchored 5\nbridged 0\n"
		"lower 0\ndoubt 0\nmachine \nfill ",
	};
	char text[CLOCKTEXT_SIZE + 1];
	struct clock_state back;

	(void)unused;
	finish("welkom-clock 2\nhighest 5\nboottime 6" TAIL, text);
	assert_int_equal(clocktext_parse(text, CLOCKTEXT_SIZE, &back), 0); /* but for what is wrong */
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		finish(broken[i], text);
		assert_int_equal(clocktext_parse(text, CLOCKTEXT_SIZE, &back), -1);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_state_reads_back),
		cmocka_unit_test(any_byte_that_is_another_is_noticed),
		cmocka_unit_test(a_torn_text_is_noticed),
		cmocka_unit_test(values_that_no_clock_has_are_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

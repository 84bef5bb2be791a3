/* SPDX-License-Identifier: ISC */
#include "ui/sequence.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static struct keys_event
event_of(const char *sequence)
{
	size_t n = strlen(sequence) - 1;

	return sequence_event(sequence, n, sequence[n]);
}

static void
keys_by_their_sequences(void **state)
{
	static const struct {
		const char *sequence;
		enum keys_kind kind;
	} table[] = {
		{"A", KEYS_UP},
		{"B", KEYS_DOWN},
		{"C", KEYS_RIGHT},
		{"D", KEYS_LEFT},
		{"H", KEYS_HOME},
		{"F", KEYS_END},
		{"Z", KEYS_PREVIOUS},
		{"1~", KEYS_HOME},
		{"7~", KEYS_HOME},
		{"4~", KEYS_END},
		{"8~", KEYS_END},
		{"3~", KEYS_DELETE},
		{"3;5~", KEYS_DELETE},
		{"5~", KEYS_PAGE_UP},
		{"6~", KEYS_PAGE_DOWN},
		{"200~", KEYS_PASTE},
		{"201~", KEYS_PASTED},
		/* 1 + Shift 1, Alt 2, Ctrl 4 */
		{"1;2C", KEYS_RIGHT},
		{"1;3C", KEYS_WORD_RIGHT},
		{"1;5C", KEYS_WORD_RIGHT},
		{"1;6C", KEYS_WORD_RIGHT},
		{"1;5D", KEYS_WORD_LEFT},
		{"1;3D", KEYS_WORD_LEFT},
		{"1;2D", KEYS_LEFT},
		{"5D", KEYS_WORD_LEFT},
		{"1D", KEYS_LEFT},
		{"1;5A", KEYS_UP},
		{"1;5H", KEYS_HOME},
		/* without a meaning here */
		{"2~", KEYS_NOTHING},
		{"~", KEYS_NOTHING},
		{"0~", KEYS_NOTHING},
		{"202~", KEYS_NOTHING},
		{"2000~", KEYS_NOTHING},
		{"I", KEYS_NOTHING},
		{"O", KEYS_NOTHING},
		{"?1;2c", KEYS_NOTHING},
		{"24;80R", KEYS_NOTHING},
		{"M", KEYS_NOTHING},
		{"m", KEYS_NOTHING},
		{"[", KEYS_NOTHING},
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof table / sizeof table[0]; i++)
		if (event_of(table[i].sequence).kind != table[i].kind)
			fail_msg("ESC [ %s became %d", table[i].sequence, event_of(table[i].sequence).kind);
}

static void
numbers_that_overflow_mean_nothing(void **state)
{
	char many[64];

	(void)state;
	assert_int_equal(event_of("99999999999999999999999999~").kind, KEYS_NOTHING);
	assert_int_equal(event_of("4294967496~").kind, KEYS_NOTHING); /* 200 modulo 2^32 */
	assert_int_equal(event_of("65736~").kind, KEYS_NOTHING);      /* 200 modulo 2^16 */
	assert_int_equal(event_of("1;2;3;4;5;6;7;8C").kind, KEYS_RIGHT);
	assert_int_equal(event_of(";;;;;;;;;;;;~").kind, KEYS_NOTHING);
	memset(many, ';', sizeof many);
	assert_int_equal(sequence_event(many, sizeof many, 'C').kind, KEYS_RIGHT);
	memset(many, '9', sizeof many);
	assert_int_equal(sequence_event(many, sizeof many, '~').kind, KEYS_NOTHING);
	/* what is no number is passed over, also bytes beyond ASCII */
	assert_int_equal(sequence_event("\xFF\x00"
									"3",
						 3, '~')
						 .kind,
		KEYS_DELETE);
	assert_int_equal(sequence_event(NULL, 0, '~').kind, KEYS_NOTHING);
}

static void
the_mouse_is_where_it_says(void **state)
{
	struct keys_event click = event_of("<0;1;1M");

	(void)state;
	assert_int_equal(click.kind, KEYS_CLICK);
	assert_int_equal(click.row, 0);
	assert_int_equal(click.column, 0);
	click = event_of("<0;223;57M");
	assert_int_equal(click.kind, KEYS_CLICK);
	assert_int_equal(click.row, 56);
	assert_int_equal(click.column, 222);
}

static void
only_the_first_button_pressed_is_a_click(void **state)
{
	static const char *const others[] = {
		"<0;5;5m",  /* let go */
		"<1;5;5M",  /* the second button */
		"<2;5;5M",  /* the third */
		"<32;5;5M", /* moved with the first */
		"<64;5;5M", /* the wheel */
		"<4;5;5M",  /* with Shift */
		"<0;0;5M",  /* no column 0 */
		"<0;5;0M",
		"<0;5M",
		"<0M",
		"<M",
		"<;;M",
		"<0;5;5~",
		"0;5;5M",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof others / sizeof others[0]; i++)
		if (event_of(others[i]).kind != KEYS_NOTHING)
			fail_msg("ESC [ %s is a click", others[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keys_by_their_sequences),
		cmocka_unit_test(numbers_that_overflow_mean_nothing),
		cmocka_unit_test(the_mouse_is_where_it_says),
		cmocka_unit_test(only_the_first_button_pressed_is_a_click),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: ISC */
/* The font of a console that this program plays itself: ioctl() below answers for descriptor 99. */
#include "ui/font.h"

#include <errno.h>
#include <linux/kd.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cmocka.h>

#define CONSOLE 99

static struct {
	const struct unipair *pairs;
	unsigned short n, grown; /* grown: more characters at each question */
} console;

/* As vt_ioctl() and con_get_unimap() of Linux: too little room is ENOMEM, with the number needed. */
int
ioctl(int fd, unsigned long request, ...)
{
	struct unimapdesc *map;
	unsigned short n;
	va_list args;

	va_start(args, request);
	map = va_arg(args, struct unimapdesc *);
	va_end(args);
	if (fd != CONSOLE)
		return (int)syscall(SYS_ioctl, fd, request, map);
	assert_int_equal(request, GIO_UNIMAP);
	n = console.n;
	console.n = (unsigned short)(n + console.grown);
	if (map->entry_ct < n) {
		map->entry_ct = n;
		errno = ENOMEM;
		return -1;
	}
	map->entry_ct = n;
	if (n > 0)
		memcpy(map->entries, console.pairs, n * sizeof *console.pairs);
	return 0;
}

static uint8_t *
read_font(const struct unipair *pairs, unsigned short n, unsigned short grown)
{
	console.pairs = pairs;
	console.n = n;
	console.grown = grown;
	return font_read(CONSOLE);
}

static void
has_what_the_console_has(void **state)
{
	static const struct unipair pairs[] = {
		{'A', 0}, {0xE9, 1}, {0x2500, 2}, {0xFFFD, 3}, {0xFFFF, 4}, {0, 5}, {0x141, 1}};
	uint8_t *font = read_font(pairs, sizeof pairs / sizeof pairs[0], 0);
	uint32_t uc, count = 0;

	(void)state;
	assert_non_null(font);
	for (uc = 0; uc <= 0x10FFFF; uc++)
		count += font_has(font, uc);
	assert_int_equal(count, sizeof pairs / sizeof pairs[0] + 1); /* and the blank */
	assert_true(font_has(font, 'A'));
	assert_true(font_has(font, 0x141));
	assert_true(font_has(font, 0x2500));
	assert_true(font_has(font, ' '));
	assert_false(font_has(font, 'B'));
	assert_false(font_has(font, 0x140));
	/* not taken for A, é and the like on another plane */
	assert_false(font_has(font, 0x10041));
	assert_false(font_has(font, 0x1F600));
	free(font);
}

static void
another_terminal_is_believed(void **state)
{
	int ends[2];
	uint8_t *font;

	(void)state;
	assert_int_equal(pipe(ends), 0);
	font = font_read(ends[1]);
	assert_null(font);
	assert_true(font_has(font, 'A'));
	assert_true(font_has(font, 0x1F600));
	assert_null(font_read(-1));
	close(ends[0]);
	close(ends[1]);
}

static void
an_empty_font_is_no_answer(void **state)
{
	(void)state;
	assert_null(read_font(NULL, 0, 0));
}

/* Somebody loads a larger font between two questions: the answer is that of one moment. */
static void
a_font_may_grow_meanwhile(void **state)
{
	static const struct unipair pairs[] = {{'A', 0}, {'B', 1}, {'C', 2}};
	uint8_t *font = read_font(pairs, 1, 2);

	(void)state;
	assert_non_null(font);
	free(font);
	font = font_read(CONSOLE);
	assert_non_null(font);
	assert_true(font_has(font, 'C'));
	free(font);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(has_what_the_console_has),
		cmocka_unit_test(another_terminal_is_believed),
		cmocka_unit_test(an_empty_font_is_no_answer),
		cmocka_unit_test(a_font_may_grow_meanwhile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

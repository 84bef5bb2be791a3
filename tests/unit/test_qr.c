/* SPDX-License-Identifier: ISC */
/* A QR code is drawn module for module as libqrencode makes it, bright around, in the form, zone and
 * level that the screen has room for; where it cannot be drawn there is none. */
#include "ui/qr.h"

#include <curses.h>
#include <locale.h>
#include <qrencode.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/qrmake.h"

#define SHORT "https://school.example/visitors"
#define MIDDLE SHORT "/what-is-kept-and-why-and-until-when-KLMNOPQR?a=1&b=2"
#define LONG MIDDLE "/and-sixteen"
#define SIDE (2 * QR_MOST)

/* What a camera would see: a module each, in the rows and columns of the picture. */
struct seen {
	int rows, columns;
	bool bright[SIDE][SIDE];
};

static const struct screen usual = {.colour = true};

static void
resize(int columns, int rows)
{
	LINES = rows;
	COLS = columns;
}

/* Reads one character of the picture; returns its bytes, and both of its halves. */
static size_t
read_cell(const char *text, bool *upper, bool *lower)
{
	static const struct {
		const char *text;
		bool upper, lower;
	} cells[] = {{" ", false, false}, {"▀", true, false}, {"▄", false, true}, {"█", true, true}};
	size_t i;

	for (i = 0; i < sizeof cells / sizeof cells[0]; i++) {
		if (strncmp(text, cells[i].text, strlen(cells[i].text)) == 0) {
			*upper = cells[i].upper;
			*lower = cells[i].lower;
			return strlen(cells[i].text);
		}
	}
	fail_msg("not a block: %s", text);
	return 1;
}

/* Looks at the picture: as many columns in each row as were promised. */
static void
look(const struct qr *qr, struct seen *seen)
{
	char line[QR_LINE + 1];
	bool upper, lower, again_upper, again_lower;
	int row, x;
	size_t at, n;

	memset(seen, 0, sizeof *seen);
	for (row = 0; row < qr_rows(qr); row++) {
		n = qr_line(qr, row, line);
		assert_in_range(n, 1, QR_LINE);
		line[n] = '\0';
		for (at = 0, x = 0; at < n; x++) {
			at += read_cell(line + at, &upper, &lower);
			if (qr->form == QR_CELLS) {
				at += read_cell(line + at, &again_upper, &again_lower);
				assert_true(upper == lower && upper == again_upper && upper == again_lower);
				seen->bright[row][x] = upper;
			} else {
				seen->bright[2 * row][x] = upper;
				seen->bright[2 * row + 1][x] = lower;
			}
		}
		assert_int_equal(qr->form == QR_CELLS ? 2 * x : x, qr_columns(qr));
		seen->columns = x;
	}
	seen->rows = qr->form == QR_CELLS ? row : 2 * row;
}

/* The picture of qr is the code of text at level, with a bright zone of quiet modules. */
static void
assert_picture(const struct qr *qr, const char *text, QRecLevel level, int quiet)
{
	QRcode *code = QRcode_encodeString(text, 0, level, QR_MODE_8, 1);
	struct seen seen;
	int x, y;
	bool inside, bright;

	assert_non_null(code);
	look(qr, &seen);
	assert_int_equal(seen.columns, code->width + 2 * quiet);
	assert_in_range(seen.rows, seen.columns, seen.columns + 1);
	for (y = 0; y < seen.rows; y++) {
		for (x = 0; x < seen.columns; x++) {
			inside = x >= quiet && y >= quiet && x < quiet + code->width && y < quiet + code->width;
			bright = !inside || (code->data[(y - quiet) * code->width + x - quiet] & 1) == 0;
			if (seen.bright[y][x] != bright)
				fail_msg("the module in column %d of row %d is wrong", x, y);
		}
	}
	/* the corner of the finder pattern is dark, or all of this compared nothing with nothing */
	assert_false(seen.bright[quiet][quiet]);
	QRcode_free(code);
}

/* text is offered on s, in that way, and stays within bar, last line and the text beside it. */
static void
assert_fits(const struct screen *s, const char *text, enum qr_form form, QRecLevel level, int quiet)
{
	struct qr qr;

	assert_true(qrmake_fit(s, text, &qr));
	assert_int_equal(qr.form, form);
	assert_in_range(qr_rows(&qr), 1, LINES - 2);
	assert_in_range(qr_columns(&qr), 1, COLS - 34);
	assert_picture(&qr, text, level, quiet);
}

static void
assert_none(const struct screen *s, const char *text)
{
	struct qr qr;

	assert_false(qrmake_fit(s, text, &qr));
}

static void
the_picture_is_the_code(void **state)
{
	(void)state;
	resize(80, 24);
	assert_fits(&usual, SHORT, QR_HALVES, QR_ECLEVEL_M, 4);
	assert_fits(&usual, "a", QR_HALVES, QR_ECLEVEL_M, 4);
	assert_fits(&usual, "HTTPS://SCHOOL.EXAMPLE", QR_HALVES, QR_ECLEVEL_M, 4);
	assert_fits(&usual, "https://école.example/é", QR_HALVES, QR_ECLEVEL_M, 4);
}

static void
what_does_not_fit_is_made_smaller(void **state)
{
	(void)state;
	resize(80, 24);
	assert_int_equal(strlen(MIDDLE), 84);
	assert_fits(&usual, &MIDDLE[6], QR_HALVES, QR_ECLEVEL_L, 4);
	assert_fits(&usual, MIDDLE, QR_HALVES, QR_ECLEVEL_M, 2);
	assert_fits(&usual, LONG, QR_HALVES, QR_ECLEVEL_L, 2);
	resize(160, 50);
	assert_fits(&usual, MIDDLE, QR_HALVES, QR_ECLEVEL_M, 4);
	assert_fits(&usual, LONG, QR_HALVES, QR_ECLEVEL_M, 4);
}

static void
on_a_small_screen_there_is_none(void **state)
{
	(void)state;
	resize(40, 12);
	assert_none(&usual, SHORT);
	assert_none(&usual, "a");
	resize(40, 50); /* no room for a text beside it */
	assert_none(&usual, SHORT);
	resize(160, 12);
	assert_none(&usual, SHORT);
	resize(1, 1);
	assert_none(&usual, SHORT);
}

/* The smallest screen that has room is used, and one row or column less has none. */
static void
room_is_used_to_the_edge(void **state)
{
	(void)state;
	resize(34 + 33, 2 + 17); /* 25 modules at L, and 2 or 4 on each side */
	assert_fits(&usual, SHORT, QR_HALVES, QR_ECLEVEL_L, 4);
	resize(34 + 29, 2 + 15);
	assert_fits(&usual, SHORT, QR_HALVES, QR_ECLEVEL_L, 2);
	resize(34 + 28, 2 + 15);
	assert_none(&usual, SHORT);
	resize(34 + 29, 2 + 14);
	assert_none(&usual, SHORT);
}

/* Most fonts of the Linux console have the full block only. */
static void
the_font_decides(void **state)
{
	struct screen s = {.colour = true, .font = calloc(1, 8192)};

	(void)state;
	assert_non_null(s.font);
	s.font[' ' / 8] |= 1 << ' ' % 8;
	resize(160, 50);
	assert_none(&s, SHORT);
	s.font[0x2588 / 8] |= 1 << 0x2588 % 8;
	assert_fits(&s, SHORT, QR_CELLS, QR_ECLEVEL_M, 4);
	assert_fits(&s, LONG, QR_CELLS, QR_ECLEVEL_L, 4);
	resize(80, 24);
	assert_none(&s, SHORT);
	s.font[0x2580 / 8] |= 1 << 0x2580 % 8;
	assert_none(&s, SHORT);
	s.font[0x2584 / 8] |= 1 << 0x2584 % 8;
	assert_fits(&s, SHORT, QR_HALVES, QR_ECLEVEL_M, 4);
	free(s.font);
}

static void
without_eyes_or_colour_there_is_none(void **state)
{
	struct screen s = {.colour = true, .display = SCREEN_PLAIN};

	(void)state;
	resize(160, 50);
	assert_none(&s, SHORT);
	s.display = SCREEN_LARGE;
	assert_fits(&s, SHORT, QR_HALVES, QR_ECLEVEL_M, 4);
	s.display = SCREEN_CONTRAST;
	assert_fits(&s, SHORT, QR_HALVES, QR_ECLEVEL_M, 4);
	s.colour = false;
	assert_none(&s, SHORT);
	assert_none(&usual, "");
}

/* More than a code of the largest size holds is refused, not cut. */
static void
too_much_is_refused(void **state)
{
	char text[400];

	(void)state;
	resize(400, 200);
	memset(text, 'a', sizeof text);
	text[321] = '\0'; /* version 11 holds 321 bytes at L */
	assert_fits(&usual, text, QR_HALVES, QR_ECLEVEL_L, 4);
	text[321] = 'a';
	text[322] = '\0';
	assert_none(&usual, text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_picture_is_the_code),
		cmocka_unit_test(what_does_not_fit_is_made_smaller),
		cmocka_unit_test(on_a_small_screen_there_is_none),
		cmocka_unit_test(room_is_used_to_the_edge),
		cmocka_unit_test(the_font_decides),
		cmocka_unit_test(without_eyes_or_colour_there_is_none),
		cmocka_unit_test(too_much_is_refused),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	return cmocka_run_group_tests(tests, NULL, NULL);
}

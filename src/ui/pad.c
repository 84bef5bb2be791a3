/* SPDX-License-Identifier: ISC */
#include "ui/pad.h"

#include <string.h>

#include "base/letter.h"
#include "base/text.h"

#define LEAST_ROWS 24
#define LEAST_COLUMNS 80
#define KEY_ROWS 3
#define KEY_COLUMNS 7 /* of a letter, with the blank behind it */
#define DIGIT_COLUMNS 10
#define WIDE_COLUMNS 18 /* of a lone backspace */

static const char *const digits[] = {"123", "456", "789", "+0-", NULL};

bool
pad_fits(const struct screen *s)
{
	return s->display != SCREEN_PLAIN && screen_rows(s) >= LEAST_ROWS &&
		screen_columns(s) >= LEAST_COLUMNS;
}

/* Draws one key; a press on it is event. */
static void
draw_key(struct screen *s, struct page *page, int row, int column, int width, const char *label,
	size_t n, struct keys_event event)
{
	struct page_spot *spot = page_spot(page, row, column, KEY_ROWS, width);
	int length = text_width(label, n);

	if (spot == NULL)
		return;
	spot->press = PAGE_PRESS_KEY;
	spot->event = event;
	screen_frame(s, row, column, KEY_ROWS, width, SCREEN_TEXT);
	screen_put(s, row + 1, column + (width - length) / 2, width - 2, SCREEN_STRONG, label, n);
}

/* Draws the letters of one row, as capitals while a word begins. */
static void
draw_row(struct screen *s, struct page *page, int row, const char *letters, int width)
{
	int columns = screen_columns(s), count = text_width(letters, strlen(letters));
	int column = (columns - count * width) / 2;
	struct keys_event event = {.kind = KEYS_TEXT};
	char label[4];
	size_t n;

	for (; *letters != '\0'; letters += n, column += width) {
		n = text_decode(letters, strlen(letters), &event.ch);
		if (!page->small || !page->accented) /* a code has no small letters */
			event.ch = letter_capital(event.ch);
		draw_key(s, page, row, column, width - 1, label, text_encode(event.ch, label), event);
	}
}

/* The last row of letters: small or capital, accents, blank, backspace. */
static void
draw_last(struct screen *s, struct page *page, int row)
{
	static const struct {
		const char *label;
		int width;
		struct keys_event event;
	} keys[] = {
		{"\342\206\221", 9, {.kind = KEYS_SHIFT}}, /* an arrow up */
		{"\303\251 \303\244 \305\202", 11, {.kind = KEYS_FUNCTION, .number = 4}},
		{"", 26, {.kind = KEYS_TEXT, .ch = ' '}}, {"-", 7, {.kind = KEYS_TEXT, .ch = '-'}},
		{"'", 7, {.kind = KEYS_TEXT, .ch = '\''}},
		{"\342\206\220", 9, {.kind = KEYS_ERASE}}, /* an arrow to the left */
	};
	int column = (screen_columns(s) - 69) / 2;
	size_t i;

	for (i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		if (keys[i].event.kind != KEYS_FUNCTION || page->accented)
			draw_key(s, page, row, column, keys[i].width - 1, keys[i].label, strlen(keys[i].label),
				keys[i].event);
		column += keys[i].width;
	}
}

/* The offered accents in the place of the letters. */
static void
draw_accents(struct screen *s, struct page *page, int row)
{
	int width = KEY_COLUMNS, most = (screen_columns(s) - 2) / width, column = 0;
	struct keys_event event = {.kind = KEYS_TEXT};
	const char *text = page->accents.text;
	char label[4];
	size_t i, n;

	for (i = 0; i < page->accents.n; i++) {
		if (i > 0 && i % (size_t)most == 0)
			row += KEY_ROWS;
		column = (screen_columns(s) - most * width) / 2 + (int)(i % (size_t)most) * width;
		event.ch = (uint32_t)*text; /* its label */
		n = text_encode(page->accents.forms[i], label);
		draw_key(s, page, row, column, width - 1, label, n, event);
		text = strchr(text, ' ');
		if (text == NULL)
			break;
		text++;
	}
}

void
pad_draw(struct screen *s, struct page *page, int row)
{
	struct keys_event back = {.kind = KEYS_ERASE};
	bool letters = page->pad == PAGE_LETTERS;
	const char *const *rows = letters ? page->pad_rows : digits;
	int i;

	if (page->accents.n > 0) {
		draw_accents(s, page, row);
		return;
	}
	for (i = 0; rows[i] != NULL; i++)
		draw_row(s, page, row + i * KEY_ROWS, rows[i], letters ? KEY_COLUMNS : DIGIT_COLUMNS);
	if (letters && page->accented)
		draw_last(s, page, row + i * KEY_ROWS);
	else if (letters)
		draw_key(s, page, row + i * KEY_ROWS, (screen_columns(s) - WIDE_COLUMNS) / 2, WIDE_COLUMNS,
			"\342\206\220", 3, back);
	else
		draw_key(s, page, row, (screen_columns(s) + 3 * DIGIT_COLUMNS) / 2 + 1, DIGIT_COLUMNS - 1,
			"\342\206\220", 3, back);
}

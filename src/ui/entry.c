/* SPDX-License-Identifier: ISC */
#include "ui/entry.h"

#include <string.h>

#include "base/text.h"

#define WIDTH 46 /* columns with the marks at both ends */

int
entry_rows(const struct screen *s, const struct page *page, bool roomy)
{
	if (page->field == NULL)
		return 0;
	return (s->display == SCREEN_PLAIN ? 0 : roomy ? 3 : 1) + (page->reading != NULL ? 1 : 0);
}

/* Draws a star for each grapheme. */
static void
draw_stars(struct screen *s, const struct page *page, int row, int left, int width, int *at_column)
{
	enum screen_style style = s->display == SCREEN_PLAIN ? SCREEN_TEXT : SCREEN_FIELD;
	size_t n, cursor = field_cursor(page->field), at = 0;
	const char *text = field_text(page->field, &n);
	int column = left + 1;

	if (s->display != SCREEN_PLAIN)
		screen_fill(s, row, left, width, style);
	*at_column = column;
	while (at < n && column < left + width - 1) {
		at = text_next(text, n, at);
		column += screen_put(s, row, column, 1, style, "*", 1);
		if (at <= cursor)
			*at_column = column;
	}
}

/* Draws the part of the text around its cursor on one row; a mark where it goes on. */
static void
draw_line(struct screen *s, const struct page *page, int row, int left, int width, int *at_column)
{
	enum screen_style style = s->display == SCREEN_PLAIN ? SCREEN_TEXT : SCREEN_FIELD;
	size_t n, cursor = field_cursor(page->field), from = 0, to;
	const char *text = field_text(page->field, &n);
	int room = width - 2, used;

	while (from < cursor && text_width(text + from, cursor - from) >= room)
		from = text_next(text, n, from);
	for (to = from; to < n && text_width(text + from, text_next(text, n, to) - from) <= room;)
		to = text_next(text, n, to);
	if (s->display != SCREEN_PLAIN)
		screen_fill(s, row, left, width, style);
	if (from > 0)
		screen_put(s, row, left, 1, style, "<", 1);
	/* what cannot be shown may be narrower: the cursor goes where it was drawn */
	used = screen_put(s, row, left + 1, room, style, text + from, cursor - from);
	screen_put(s, row, left + 1 + used, room - used, style, text + cursor, to - cursor);
	if (to < n)
		screen_put(s, row, left + width - 1, 1, style, ">", 1);
	*at_column = left + 1 + used;
}

void
entry_draw(struct screen *s, struct page *page, int row, int left, int width, bool roomy,
	int *at_row, int *at_column)
{
	bool plain = s->display == SCREEN_PLAIN, framed = roomy && !plain;
	struct page_spot *spot;
	int label = 0;

	if (plain) /* behind its label: the title, on the row above */
		label = text_width(page->title, strlen(page->title)) + 1;
	else if (width > WIDTH + 2 * framed)
		width = WIDTH + 2 * framed;
	if (framed)
		screen_frame(s, row, left, 3, width, SCREEN_STRONG);
	*at_row = plain ? row - 1 : row + framed;
	(page->secret ? draw_stars : draw_line)(
		s, page, *at_row, left + label + framed, width - label - 2 * framed, at_column);
	spot = page_spot(page, plain ? *at_row : row, left, framed ? 3 : 1, width);
	if (spot != NULL)
		spot->press = PAGE_PRESS_FIELD;
	if (page->reading != NULL)
		screen_put(s, *at_row + 1 + framed, left + (plain ? 0 : 1 + framed), width, SCREEN_STRONG,
			page->reading, strlen(page->reading));
}

/* SPDX-License-Identifier: ISC */
#include "ui/buttons.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define MARKS 3   /* columns of the focus marks around a text */
#define LEAST 12  /* columns of a framed button */
#define LABEL 160 /* bytes of a text with its number */

/* Where the buttons go, in rows and columns from the first. */
struct places {
	int n, rows;
	struct {
		int row, column, width;
		bool framed;
	} at[PAGE_BUTTONS];
};

/* Puts the buttons [from, to) below what is there: all of one width when two of them fit into a
 * row, else each as wide as its text; in as many rows as needed. */
static void
arrange(struct places *places, const struct page *page, int from, int to, int width, int gap,
	bool framed)
{
	int i, own, widest = framed ? LEAST : 0, column = 0, height = framed ? 3 : 1;

	if (from >= to)
		return;
	for (i = from; i < to; i++) {
		own = text_width(page->buttons[i], strlen(page->buttons[i])) + (framed ? 2 : 1) * MARKS;
		places->at[i].width = own > width ? width : own;
		places->at[i].framed = framed;
		widest = places->at[i].width > widest ? places->at[i].width : widest;
	}
	if (from < page->links && 2 * widest + gap <= width)
		for (i = from; i < to; i++)
			places->at[i].width = widest;
	for (i = from; i < to; i++) {
		if (column > 0 && column + places->at[i].width > width) {
			places->rows += height;
			column = 0;
		}
		places->at[i].row = places->rows;
		places->at[i].column = column;
		column += places->at[i].width + gap;
	}
	places->rows += height;
}

/* In the plain display one below the other. */
static void
stack(struct places *places, int width)
{
	int i;

	for (i = 0; i < places->n; i++) {
		places->at[i].row = places->rows++;
		places->at[i].column = 0;
		places->at[i].width = width;
		places->at[i].framed = false;
	}
}

static void
place(struct places *places, const struct screen *s, const struct page *page, int width, bool roomy)
{
	int n = page_buttons(page), links = page->links < n ? page->links : n;
	bool large = roomy || page->touch;

	memset(places, 0, sizeof *places);
	places->n = n;
	if (s->display == SCREEN_PLAIN) {
		stack(places, width);
		return;
	}
	arrange(places, page, 0, links, width, roomy ? 2 : 1, large);
	if (links < n && roomy && !page->touch)
		places->rows++;
	arrange(places, page, links, n, width, 1, page->touch);
}

int
buttons_rows(const struct screen *s, const struct page *page, int width, bool roomy)
{
	struct places places;

	place(&places, s, page, width, roomy);
	return places.rows;
}

/* Draws one button, its text on row. */
static void
draw_one(struct screen *s, int row, int left, int width, const char *text, enum screen_style style,
	bool focus, bool framed)
{
	int length = text_width(text, strlen(text)), i;
	int at = framed ? left + 1 + (width - 2 - length + 1) / 2 : left + 2;

	if (focus && s->display != SCREEN_PLAIN)
		style = SCREEN_CHOICE;
	if (s->display != SCREEN_PLAIN)
		for (i = framed ? -1 : 0; i <= (framed ? 1 : 0); i++)
			screen_fill(s, row + i, left, width, style);
	if (framed)
		screen_frame(s, row - 1, left, 3, width, style);
	screen_put(s, row, at, width - 2, style, text, strlen(text));
	if (focus)
		screen_put(s, row, left + (framed ? 1 : 0), 1, style, ">", 1);
	if (focus && framed)
		screen_put(s, row, left + width - 2, 1, style, "<", 1);
}

void
buttons_draw(struct screen *s, struct page *page, int row, int left, int width, bool roomy,
	int *at_row, int *at_column)
{
	enum screen_style style;
	char numbered[LABEL];
	struct page_spot *spot;
	struct places places;
	const char *text;
	int i, x, y;
	bool framed;

	place(&places, s, page, width, roomy);
	for (i = 0; i < places.n; i++) {
		text = page->buttons[i];
		framed = places.at[i].framed;
		x = left + places.at[i].column;
		y = row + places.at[i].row + (framed ? 1 : 0);
		spot = page_spot(page, y - framed, x, framed ? 3 : 1, places.at[i].width);
		if (spot != NULL)
			spot->button = i;
		/* beside a field a digit is typed into it */
		if (s->display == SCREEN_PLAIN && page->field == NULL) {
			snprintf(numbered, sizeof numbered, "%d  %s", i + 1, text);
			text = numbered;
		}
		style = i < page->links ? SCREEN_STRONG : i == page->chosen ? SCREEN_ACCENT : SCREEN_TEXT;
		draw_one(s, y, x, places.at[i].width, text, style, page->focus == i, framed);
		if (page->focus == i) {
			*at_row = y;
			*at_column = x + (framed ? 1 : 0);
		}
	}
}

/* SPDX-License-Identifier: ISC */
#include "ui/buttons.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"

#define GAP 1     /* columns between two buttons, 2 where there is room */
#define MARKS 3   /* columns of the focus marks around a text */
#define LABEL 160 /* bytes of a text with its number */

/* How the buttons of a page are laid out. */
struct shape {
	int n, widths[PAGE_BUTTONS], gap;
	bool stacked, framed;
};

/* All of one width, in frames where there is room, if that fits; else each as wide as its text; else
 * below each other. */
static void
choose(struct shape *shape, const struct screen *s, const struct page *page, int width, bool roomy)
{
	int i, widest = 12, total = 0;

	*shape = (struct shape){.gap = roomy ? 2 * GAP : GAP};
	for (; shape->n < PAGE_BUTTONS && page->buttons[shape->n] != NULL; shape->n++) {
		i = text_width(page->buttons[shape->n], strlen(page->buttons[shape->n])) + MARKS;
		shape->widths[shape->n] = i;
		total += i + shape->gap;
		widest = i + MARKS > widest ? i + MARKS : widest;
	}
	shape->stacked = s->display == SCREEN_PLAIN || total - shape->gap > width;
	if (!shape->stacked && shape->n * (widest + shape->gap) - shape->gap > width)
		return;
	shape->framed = roomy && !shape->stacked;
	for (i = 0; i < shape->n; i++)
		shape->widths[i] = widest > width ? width : widest;
}

int
buttons_rows(const struct screen *s, const struct page *page, int width, bool roomy)
{
	struct shape shape;

	choose(&shape, s, page, width, roomy);
	if (shape.n == 0)
		return 0;
	return (shape.stacked ? shape.n : shape.framed ? 3 : 1) + roomy;
}

/* Draws one button on row. */
static void
draw_one(struct screen *s, int row, int left, int width, const char *text, bool focus, bool framed)
{
	enum screen_style style = focus ? SCREEN_CHOICE : SCREEN_STRONG;
	int length = text_width(text, strlen(text)), i;
	int at = framed ? left + 1 + (width - 2 - length + 1) / 2 : left + 2;

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
buttons_draw(struct screen *s, const struct page *page, int row, int left, int width, bool roomy,
	int *at_row, int *at_column)
{
	char numbered[LABEL];
	const char *text;
	struct shape shape;
	int i, x = left, y;

	choose(&shape, s, page, width, roomy);
	for (i = 0; i < shape.n; i++) {
		text = page->buttons[i];
		y = shape.stacked ? row + i : shape.framed ? row + 1 : row;
		/* beside a field a digit is typed into it */
		if (s->display == SCREEN_PLAIN && page->field == NULL) {
			snprintf(numbered, sizeof numbered, "%d  %s", i + 1, text);
			text = numbered;
		}
		draw_one(s, y, x, s->display == SCREEN_PLAIN ? width : shape.widths[i], text,
			page->focus == i, shape.framed);
		if (page->focus == i) {
			*at_row = y;
			*at_column = x + (shape.framed ? 1 : 0);
		}
		if (!shape.stacked)
			x += shape.widths[i] + shape.gap;
	}
}

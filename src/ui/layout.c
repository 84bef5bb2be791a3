/* SPDX-License-Identifier: ISC */
#include "ui/layout.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "ui/banner.h"
#include "ui/buttons.h"

#define TEXT_WIDTH 66 /* columns; longer lines are hard to read */
#define LINES_MOST 128
#define FIELD_WIDTH 44

#define ERROR_LINES 3

/* A line of a text. */
struct line {
	const char *text;
	size_t n;
};

/* Where things go. */
struct plan {
	int top, left, width; /* of the text */
	int bottom;           /* first row below everything but quiet line and keys */
	bool roomy;           /* frames and blank lines fit */
	struct line lines[LINES_MOST];
	int n;
	struct line error[ERROR_LINES];
	int errors;
};

static void
add_line(struct plan *p, const char *text, size_t n)
{
	if (p->n < LINES_MOST)
		p->lines[p->n++] = (struct line){text, n};
}

/* Breaks the paragraphs into lines; a blank line between two where there is room. */
static void
break_lines(struct plan *p, const struct page *page, bool spaced)
{
	const char *text;
	size_t n, used, skip;
	int i;

	p->n = 0;
	for (i = 0; i < PAGE_PARAGRAPHS && page->paragraphs[i] != NULL; i++) {
		text = page->paragraphs[i];
		if (i > 0 && spaced)
			add_line(p, "", 0);
		for (n = strlen(text); n > 0; text += skip, n -= skip) {
			used = text_line(text, n, p->width, &skip);
			add_line(p, text, used);
		}
	}
}

static void
break_error(struct plan *p, const char *text)
{
	size_t n, skip, used;

	for (n = text == NULL ? 0 : strlen(text); n > 0 && p->errors < ERROR_LINES;
		 text += skip, n -= skip) {
		used = text_line(text, n, p->width, &skip);
		p->error[p->errors++] = (struct line){text, used};
	}
}

static void
draw_ends(struct screen *s, const struct page *page, const struct plan *p)
{
	int rows = screen_rows(s), columns = screen_columns(s), width;
	const char *alert = page->alert != NULL ? page->alert : "";
	bool choice = page->field != NULL || (page->buttons[0] != NULL && page->buttons[1] != NULL);
	const char *below = page->quiet, *keys = page->keys;

	if (below == NULL && p->roomy && choice)
		below = page->hint;
	width = text_width(alert, strlen(alert));
	screen_fill(s, 0, 0, columns, SCREEN_BAR);
	screen_put(s, 0, 1, columns - width - 3, SCREEN_BAR, page->bar, strlen(page->bar));
	screen_put(s, 0, columns - width - 1, width, SCREEN_BAR, alert, strlen(alert));
	if (below != NULL)
		screen_put(s, rows - 2, p->left, columns - p->left - 1, SCREEN_TEXT, below, strlen(below));
	screen_fill(s, rows - 1, 0, columns, SCREEN_BAR);
	if (text_width(keys, strlen(keys)) > columns - 2)
		keys = page->short_keys;
	screen_put(s, rows - 1, 1, columns - 2, SCREEN_BAR, keys, strlen(keys));
}

/* Draws the title; returns the row below it. */
static int
draw_title(struct screen *s, const struct page *page, const struct plan *p, int row)
{
	int big = s->display == SCREEN_LARGE && p->roomy && page->big == NULL
		? banner_width(page->title)
		: -1;

	if (big > 0 && big <= p->width && p->bottom - row >= 18) {
		banner_draw(s, row, p->left, SCREEN_ACCENT, page->title);
		return row + BANNER_ROWS + 1;
	}
	screen_put(s, row, p->left, p->width, SCREEN_ACCENT, page->title, strlen(page->title));
	return row + (p->roomy ? 2 : 1);
}

/* Draws what fits of the lines into rows from row on; returns the row below. */
static int
draw_lines(struct screen *s, struct page *page, const struct plan *p, int row, int room)
{
	bool all = p->n <= room;
	int i, shown = all ? p->n : room - 1;

	if (shown < 0)
		shown = 0;
	page->last_scroll = all ? 0 : p->n - shown;
	page->shown = shown > 0 ? shown : 1;
	if (page->scroll > page->last_scroll)
		page->scroll = page->last_scroll;
	for (i = 0; i < shown; i++)
		screen_put(s, row + i, p->left, p->width, SCREEN_TEXT, p->lines[page->scroll + i].text,
			p->lines[page->scroll + i].n);
	row += shown;
	if (!all) {
		if (page->scroll < page->last_scroll)
			screen_put(s, row, p->left, p->width, SCREEN_ACCENT, page->more, strlen(page->more));
		row++;
	}
	return row;
}

/* Draws the part of the field around its cursor; the cursor's column goes to *column. */
static void
draw_field(struct screen *s, const struct page *page, int row, int left, int width, int *column)
{
	size_t n, cursor = field_cursor(page->field), from = 0;
	const char *text = field_text(page->field, &n);

	while (from < cursor && text_width(text + from, cursor - from) >= width)
		from = text_next(text, n, from);
	if (s->display != SCREEN_PLAIN)
		screen_fill(s, row, left, width, SCREEN_BAR);
	screen_put(s, row, left, width, s->display == SCREEN_PLAIN ? SCREEN_TEXT : SCREEN_BAR,
		text + from, n - from);
	*column = left + text_width(text + from, cursor - from);
}

/* The rows that everything below the paragraphs takes. */
static int
rows_below(const struct screen *s, const struct page *page, const struct plan *p)
{
	int rows = 0;

	if (page->big != NULL)
		rows += s->display == SCREEN_LARGE && p->roomy && banner_width(page->big) <= p->width
			? BANNER_ROWS + 2
			: p->roomy ? 3
					   : 1;
	if (page->field != NULL)
		rows += p->roomy ? 3 : 1;
	if (page->field != NULL || p->errors > 0)
		rows += (p->errors > 1 ? p->errors : 1) + p->roomy;
	return rows + buttons_rows(s, page, p->width, p->roomy);
}

static void
draw_big(struct screen *s, const struct page *page, const struct plan *p, int *row)
{
	*row += p->roomy;
	if (s->display == SCREEN_LARGE && p->roomy && banner_width(page->big) <= p->width) {
		banner_draw(s, *row, p->left, SCREEN_STRONG, page->big);
		*row += BANNER_ROWS + 1;
		return;
	}
	screen_put(s, *row, p->left + (p->roomy ? 4 : 0), p->width, SCREEN_ACCENT, page->big,
		strlen(page->big));
	*row += p->roomy ? 2 : 1;
}

static void
draw_small(struct screen *s, const struct page *page)
{
	screen_put(s, 0, 0, screen_columns(s), SCREEN_TEXT, page->too_small, strlen(page->too_small));
	screen_show(s, 0, 0, false);
}

void
layout_draw(struct screen *s, struct page *page)
{
	int rows = screen_rows(s), columns = screen_columns(s), row, room, at_row, at_column, i;
	struct plan p = {.n = 0};

	screen_clear(s);
	if (rows < SCREEN_LEAST_ROWS || columns < SCREEN_LEAST_COLUMNS) {
		draw_small(s, page);
		return;
	}
	p.width = columns - 4 < TEXT_WIDTH ? columns - 4 : TEXT_WIDTH;
	p.left = (columns - p.width) / 2;
	p.roomy = rows >= 20 && s->display != SCREEN_PLAIN;
	p.bottom = rows - (page->quiet != NULL || (p.roomy && page->hint != NULL) ? 2 : 1);
	break_error(&p, page->error);
	draw_ends(s, page, &p);
	row = draw_title(s, page, &p, p.roomy ? 2 + (rows > 30 ? (rows - 30) / 4 : 0) : 1);
	room = p.bottom - row - rows_below(s, page, &p);
	break_lines(&p, page, p.roomy);
	if (p.n > room)
		break_lines(&p, page, false);
	if (p.n > room) /* it must be scrolled anyway: then it may breathe */
		break_lines(&p, page, p.roomy);
	row = draw_lines(s, page, &p, row, room);
	if (page->big != NULL)
		draw_big(s, page, &p, &row);
	at_row = row;
	at_column = p.left;
	if (page->field != NULL) {
		row += p.roomy;
		at_row = row;
		draw_field(s, page, row, p.left, FIELD_WIDTH < p.width ? FIELD_WIDTH : p.width, &at_column);
		row += p.roomy ? 2 : 1;
	}
	for (i = 0; i < p.errors; i++)
		screen_put(s, row + i, p.left, p.width, SCREEN_ACCENT, p.error[i].text, p.error[i].n);
	if (p.errors > 0 || page->field != NULL)
		row += p.errors > 1 ? p.errors : 1;
	row += p.roomy && (p.errors > 0 || page->field != NULL || page->buttons[0] != NULL);
	buttons_draw(s, page, row, p.left, p.width, p.roomy, &at_row, &at_column);
	screen_show(s, at_row, at_column, page->focus == PAGE_IN_FIELD);
}

/* SPDX-License-Identifier: ISC */
#include "view/view_frame.h"

#include <string.h>

#include "ui/bars.h"
#include "ui/lines.h"
#include "view/view_loop.h"

void
view_frame_start(struct view *v, struct view_frame *f, int most, const char *more)
{
	int rows = screen_rows(&v->screen), columns = screen_columns(&v->screen);

	f->s = &v->screen;
	f->rows = rows;
	f->columns = columns;
	f->roomy = rows >= 20;
	f->width = columns - 4 < most ? columns - 4 : most;
	f->left = (columns - f->width) / 2;
	f->row = rows < 20 ? 1 : 2 + (rows > 30 ? (rows - 30) / 4 : 0);
	page_start(&f->page, NULL);
	view_loop_frame(v, &f->page, more);
}

static void
turn_to(struct view_frame *f, const char *turn)
{
	screen_clear(f->s);
	screen_turn(f->s, turn);
}

void
view_frame_draw(struct view_frame *f, const char *turn)
{
	turn_to(f, turn);
	bars_draw(f->s, &f->page, f->left, f->roomy);
}

bool
view_frame_is_small(struct view_frame *f, const char *turn)
{
	const char *text = f->page.too_small;

	if (f->rows >= SCREEN_LEAST_ROWS && f->columns >= SCREEN_LEAST_COLUMNS)
		return false;
	turn_to(f, turn);
	screen_put(f->s, 0, 0, f->columns, SCREEN_TEXT, text, strlen(text));
	screen_show(f->s, 0, 0, false);
	return true;
}

void
view_frame_line(const struct view_frame *f, int row, enum screen_style style, const char *text)
{
	screen_put(f->s, row, f->left, f->width, style, text, strlen(text));
}

int
view_frame_text(
	const struct view_frame *f, int row, int most, enum screen_style style, const char *text)
{
	struct lines lines;
	int i;

	lines_break_text(&lines, text, f->width);
	for (i = 0; i < lines.n && i < most; i++)
		screen_put(f->s, row + i, f->left, f->width, style, lines.at[i].text, lines.at[i].n);
	return i;
}

int
view_frame_list(const struct view_frame *f, struct list *list, struct list_place *place, bool focus)
{
	place->left = f->left;
	place->width = f->width;
	return list_draw(f->s, list, place, focus);
}

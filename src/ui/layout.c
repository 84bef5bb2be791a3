/* SPDX-License-Identifier: ISC */
#include "ui/layout.h"

#include <string.h>

#include "base/text.h"
#include "base/wipe.h"
#include "ui/banner.h"
#include "ui/bars.h"
#include "ui/buttons.h"
#include "ui/digest.h"
#include "ui/entry.h"
#include "ui/lines.h"
#include "ui/pad.h"

#define TEXT_WIDTH 66  /* columns; longer lines are hard to read */
#define SIDE_ROWS 4    /* of an error or an offer of accents */
#define ROOMY_ROWS 20  /* from here on frames and blank lines fit */
#define BANNER_ROOM 18 /* rows that big letters leave below them */

/* Where things go. */
struct plan {
	int left, width; /* of the text */
	int bottom;      /* first row below everything but quiet line and keys */
	bool roomy;      /* frames and blank lines fit */
	bool pad;        /* keys on the screen fit */
	struct lines text;
	struct lines side; /* an error, a note, or accents */
	bool warning;      /* it is an error */
};

/* Draws the title; returns the row below it. */
static int
draw_title(struct screen *s, const struct page *page, const struct plan *p, int row)
{
	bool may = s->display == SCREEN_LARGE && p->roomy && !p->pad && page->big == NULL;
	int big = may ? banner_width(page->title) : -1;

	if (big > 0 && big <= p->width && p->bottom - row >= BANNER_ROOM) {
		banner_draw(s, row, p->left, SCREEN_ACCENT, page->title);
		return row + BANNER_ROWS + 1;
	}
	screen_put(s, row, p->left, p->width, SCREEN_ACCENT, page->title, strlen(page->title));
	return row + (p->roomy && !p->pad ? 2 : 1);
}

static bool
is_big(const struct screen *s, const struct page *page, const struct plan *p)
{
	return s->display == SCREEN_LARGE && p->roomy && banner_width(page->big) > 0 &&
		banner_width(page->big) <= p->width;
}

static void
draw_big(struct screen *s, const struct page *page, const struct plan *p, int *row)
{
	*row += p->roomy;
	if (is_big(s, page, p)) {
		banner_draw(s, *row, p->left, SCREEN_STRONG, page->big);
		*row += BANNER_ROWS + 1;
		return;
	}
	if (p->roomy)
		screen_frame(
			s, *row, p->left, 3, text_width(page->big, strlen(page->big)) + 10, SCREEN_ACCENT);
	screen_put(s, *row + p->roomy, p->left + (p->roomy ? 5 : 0), p->width, SCREEN_ACCENT, page->big,
		strlen(page->big));
	*row += p->roomy ? 3 : 1;
}

/* The rows of an error and its like: one is always kept free beside a field, so that nothing
 * moves when it comes. */
static int
side_rows(const struct page *page, const struct plan *p)
{
	int least = page->field != NULL ? 1 : 0, rows = p->side.n < least ? least : p->side.n;

	return rows > 0 && p->roomy && !p->pad ? rows + 1 : rows;
}

/* The rows that everything below the paragraphs takes. */
static int
rows_below(const struct screen *s, const struct page *page, const struct plan *p)
{
	int rows = entry_rows(s, page, p->roomy && !p->pad) + side_rows(page, p) +
		buttons_rows(s, page, p->width, p->roomy) + (p->pad ? PAD_ROWS : 0);

	if (page->field != NULL && s->display == SCREEN_PLAIN)
		rows++;
	if (page->big != NULL)
		rows += is_big(s, page, p) ? BANNER_ROWS + 2 : p->roomy ? 4 : 1;
	return rows + (p->roomy && !p->pad);
}

static void
draw_small(struct screen *s, const struct page *page)
{
	screen_put(s, 0, 0, screen_columns(s), SCREEN_TEXT, page->too_small, strlen(page->too_small));
	screen_show(s, 0, 0, false);
}

static void
make_plan(struct plan *p, const struct screen *s, const struct page *page)
{
	int rows = screen_rows(s), columns = screen_columns(s);
	int beside = page->qr != NULL ? QR_GAP + qr_columns(page->qr) : 0;
	const char *text = NULL;
	size_t n;

	p->pad = page->pad != PAGE_NO_PAD && page->touch && pad_fits(s);
	p->width = columns - 4 - beside < TEXT_WIDTH ? columns - 4 - beside : TEXT_WIDTH;
	p->left = (columns - p->width - beside) / 2;
	p->roomy = rows >= ROOMY_ROWS && s->display != SCREEN_PLAIN;
	p->bottom = rows - (page->quiet != NULL || (p->roomy && page->hint != NULL) ? 2 : 1);
	if (page->field != NULL)
		text = field_text(page->field, &n);
	p->warning = false;
	if (page->accents.n > 0) {
		lines_break_text(&p->side, page->accents.text, p->width);
	} else if (page->error != NULL) {
		p->warning = true;
		lines_break_text(&p->side, page->error, p->width);
	} else if (text != NULL && page->cannot_show != NULL && !screen_can_show(s, text, n)) {
		lines_break_text(&p->side, page->cannot_show, p->width);
	} else {
		lines_break_text(&p->side, page->note, p->width);
	}
	if (p->side.n > SIDE_ROWS)
		p->side.n = SIDE_ROWS;
}

/* Draws the code beside the text, as far down as the title if there is room. */
static void
draw_code(struct screen *s, const struct page *page, const struct plan *p, int row)
{
	int last = screen_rows(s) - 1 - qr_rows(page->qr);

	qr_draw(s, row < last ? row : last, p->left + p->width + QR_GAP, page->qr);
}

/* Draws the paragraphs from row on, as loosely as there is room; returns the row below. */
static int
draw_text(struct screen *s, struct page *page, struct plan *p, int row)
{
	int room = p->bottom - row - rows_below(s, page, p);

	lines_break(&p->text, page, p->width, p->roomy);
	if (p->text.n > room)
		lines_break(&p->text, page, p->width, false);
	if (p->text.n > room) /* it must be scrolled anyway: then it may breathe */
		lines_break(&p->text, page, p->width, p->roomy);
	return lines_draw(s, page, &p->text, row, p->left, room);
}

/* Remembers where the field is, for draw_field. In the plain display a text is not drawn over all
 * that was there before, and a reading has no end either. */
static void
keep_entry(const struct screen *s, struct page *page, const struct plan *p, int row, bool loose)
{
	page->digest = 0;
	if (s->display == SCREEN_PLAIN || page->reading != NULL)
		return;
	page->digest = digest_of(s, page);
	page->entry_row = row;
	page->entry_left = p->left;
	page->entry_width = p->width;
	page->entry_loose = loose;
}

/* Draws the field alone when nothing else has changed since this page was drawn: so do most keys.
 * Returns whether it did. */
static bool
draw_field(struct screen *s, struct page *page)
{
	int spots = page->spot_count, row, column;

	if (page->digest == 0 || page->focus != PAGE_IN_FIELD || s->title != page->title ||
		page->digest != digest_of(s, page))
		return false;
	entry_draw(s, page, page->entry_row, page->entry_left, page->entry_width, page->entry_loose,
		&row, &column);
	page->spot_count = spots; /* it has its spot already */
	screen_show(s, row, column, true);
	return true;
}

void
layout_draw(struct screen *s, struct page *page)
{
	int rows = screen_rows(s), row = 1, at_row, at_column, i;
	bool behind = page->field != NULL && s->display == SCREEN_PLAIN, loose;
	struct plan p;

	if (draw_field(s, page))
		return;
	screen_clear(s);
	if (!page->seen) /* another one may have the same title */
		screen_turn(s, NULL);
	screen_turn(s, page->title);
	page->spot_count = 0;
	page->seen = true;
	if (rows < SCREEN_LEAST_ROWS || screen_columns(s) < SCREEN_LEAST_COLUMNS) {
		draw_small(s, page);
		return;
	}
	make_plan(&p, s, page);
	loose = p.roomy && !p.pad;
	bars_draw(s, page, p.left, p.roomy);
	if (loose)
		row = 2 + (rows > 30 ? (rows - 30) / 4 : 0);
	if (page->qr != NULL)
		draw_code(s, page, &p, row);
	if (!behind)
		row = draw_title(s, page, &p, row);
	row = draw_text(s, page, &p, row);
	if (behind)
		row = draw_title(s, page, &p, row);
	if (page->big != NULL)
		draw_big(s, page, &p, &row);
	at_row = row;
	at_column = p.left;
	row += loose;
	if (page->field != NULL) {
		keep_entry(s, page, &p, row, loose);
		entry_draw(s, page, row, p.left, p.width, loose, &at_row, &at_column);
		row += entry_rows(s, page, loose);
	}
	for (i = 0; i < p.side.n; i++)
		screen_put(s, row + i, p.left, p.width, SCREEN_ACCENT, p.side.at[i].text, p.side.at[i].n);
	if (page->halted && p.warning && behind) {
		at_row = row;
		at_column = p.left;
	}
	row += side_rows(page, &p);
	if (p.pad) {
		pad_draw(s, page, row);
		row += PAD_ROWS;
	}
	buttons_draw(s, page, row, p.left, p.width, p.roomy, &at_row, &at_column);
	screen_show(s, at_row, at_column, page->focus == PAGE_IN_FIELD);
	wipe_bytes(&p.side, sizeof p.side);
}

/* SPDX-License-Identifier: ISC */
#include "ui/lines.h"

#include <string.h>

#include "base/text.h"

#define INDENT 4 /* columns of a symbol with the blank behind it */

static void
add(struct lines *lines, const char *text, size_t n, const char *symbol)
{
	if (lines->n == LINES_MOST)
		return;
	lines->at[lines->n].text = text;
	lines->at[lines->n].n = n;
	lines->at[lines->n++].symbol = symbol;
}

static void
break_one(struct lines *lines, const char *text, int width, const char *symbol)
{
	size_t n, used, skip;

	for (n = strlen(text); n > 0; text += skip, n -= skip) {
		used = text_line(text, n, width, &skip);
		add(lines, text, used, symbol);
		symbol = symbol == NULL ? NULL : "";
	}
}

void
lines_break(struct lines *lines, const struct page *page, int width, bool spaced)
{
	bool symbols = page->symbols[0] != NULL;
	int i;

	lines->n = 0;
	lines->width = width;
	for (i = 0; i < PAGE_PARAGRAPHS && page->paragraphs[i] != NULL; i++) {
		if (i > 0 && spaced)
			add(lines, "", 0, NULL);
		break_one(lines, page->paragraphs[i], width - (symbols ? INDENT : 0),
			!symbols                       ? NULL
				: page->symbols[i] != NULL ? page->symbols[i]
										   : "");
	}
}

void
lines_break_text(struct lines *lines, const char *text, int width)
{
	lines->n = 0;
	lines->width = width;
	if (text != NULL)
		break_one(lines, text, width, NULL);
}

static void
draw_one(struct screen *s, const struct lines *lines, int i, int row, int left)
{
	const char *symbol = lines->at[i].symbol;
	int indent = symbol != NULL ? INDENT : 0;

	if (symbol != NULL && *symbol != '\0') {
		screen_fill(s, row, left, INDENT - 1, SCREEN_BAR);
		screen_put(s, row, left + 1, 1, SCREEN_BAR, symbol, strlen(symbol));
	}
	screen_put(s, row, left + indent, lines->width - indent, SCREEN_TEXT, lines->at[i].text,
		lines->at[i].n);
}

int
lines_draw(
	struct screen *s, struct page *page, const struct lines *lines, int row, int left, int room)
{
	bool all = lines->n <= room;
	int i, shown = all ? lines->n : room - 1;

	if (shown < 0)
		shown = 0;
	page->last_scroll = all ? 0 : lines->n - shown;
	page->shown = shown > 0 ? shown : 1;
	if (page->scroll > page->last_scroll)
		page->scroll = page->last_scroll;
	for (i = 0; i < shown; i++)
		draw_one(s, lines, page->scroll + i, row + i, left);
	row += shown;
	if (all)
		return row;
	if (page->scroll < page->last_scroll)
		screen_put(s, row, left, lines->width, SCREEN_ACCENT, page->more, strlen(page->more));
	return row + 1;
}

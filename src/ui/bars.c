/* SPDX-License-Identifier: ISC */
#include "ui/bars.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static void
add_function(struct page *page, int row, int column, int width, int number)
{
	struct page_spot *spot = page_spot(page, row, column, 1, width);

	if (spot == NULL)
		return;
	spot->press = PAGE_PRESS_KEY;
	spot->event = (struct keys_event){.kind = KEYS_FUNCTION, .number = number};
}

static void
draw_bar(struct screen *s, struct page *page)
{
	const char *alert = page->alert != NULL ? page->alert : "";
	const char *keys = page->bar_keys != NULL ? page->bar_keys : "";
	int columns = screen_columns(s), width = text_width(keys, strlen(keys));
	int right = columns - width - 1;

	screen_fill(s, 0, 0, columns, SCREEN_BAR);
	screen_put(s, 0, right, width, SCREEN_BAR, keys, strlen(keys));
	add_function(page, 0, right, width, 3);
	width = text_width(alert, strlen(alert));
	if (width > 0) {
		right -= width + 2;
		screen_put(s, 0, right, width, SCREEN_BAR, alert, strlen(alert));
	}
	/* half a name would be another name */
	if (text_width(page->bar, strlen(page->bar)) <= right - 2)
		screen_put(s, 0, 1, right - 2, SCREEN_BAR, page->bar, strlen(page->bar));
}

/* Draws what stands beside the keys in the last line, whole or short, or not at all: they end at the
 * column from, and two blanks must fit between. */
static void
draw_aside(struct screen *s, const struct page *page, int from)
{
	const char *const texts[] = {page->aside, page->short_aside};
	int columns = screen_columns(s), width;
	size_t i;

	for (i = 0; page->aside != NULL && i < 2; i++) {
		width = text_width(texts[i], strlen(texts[i]));
		if (from + 2 + width > columns - 1)
			continue;
		screen_put(s, screen_rows(s) - 1, columns - 1 - width, width, SCREEN_BAR, texts[i],
			strlen(texts[i]));
		return;
	}
}

/* The quiet line and the line of keys, each of which can be pressed: "F1 Help   F2 ...". */
static void
draw_bottom(struct screen *s, struct page *page, int left, bool roomy)
{
	int row = screen_rows(s) - 1, columns = screen_columns(s), at;
	bool choice = page->field != NULL || page_buttons(page) > 1;
	const char *below = page->quiet, *keys = page->keys, *end;

	if (below == NULL && roomy && choice)
		below = page->hint;
	if (below != NULL)
		screen_put(s, row - 1, left, columns - left - 1, SCREEN_TEXT, below, strlen(below));
	if (text_width(keys, strlen(keys)) > columns - 2)
		keys = page->short_keys;
	screen_fill(s, row, 0, columns, SCREEN_BAR);
	screen_put(s, row, 1, columns - 2, SCREEN_BAR, keys, strlen(keys));
	draw_aside(s, page, 1 + text_width(keys, strlen(keys)));
	for (at = 1; *keys == 'F'; keys = end) {
		end = strstr(keys, "  F");
		end = end == NULL ? keys + strlen(keys) : end;
		add_function(
			page, row, at, text_width(keys, (size_t)(end - keys)), (int)strtol(keys + 1, NULL, 10));
		at += text_width(keys, (size_t)(end - keys));
		for (; *end == ' '; end++)
			at++;
	}
}

void
bars_draw(struct screen *s, struct page *page, int left, bool roomy)
{
	draw_bar(s, page);
	draw_bottom(s, page, left, roomy);
}

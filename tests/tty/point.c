/* SPDX-License-Identifier: ISC */
#include "tty/point.h"

#include <ctype.h>
#include <string.h>

static bool
is_in_row(const struct page *page, const void *want)
{
	return page_find(page, want, 0) >= 0;
}

bool
point_click(struct stage *st, char *text)
{
	struct page_place left, right;
	struct page page;
	long i;

	if (!stage_until(st, is_in_row, text))
		return stage_fail_wait(st, "not in one row of the screen");
	/* what is drawn may not be what the program takes clicks for yet */
	stage_settle(st);
	page_take(&page, st->vt);
	i = page_find(&page, text, 0);
	if (i >= 0) {
		left = page.at[i];
		right = page.at[(size_t)i + strlen(text)];
	}
	page_drop(&page);
	if (i < 0)
		return stage_fail(st, "no longer on the screen");
	vt_click(st->vt, (left.col + right.col - 1) / 2, left.row);
	return true;
}

/* Returns where the label of text is in page, or -1. */
static long
find_label(const struct page *page, const char *text)
{
	size_t n = strlen(text);
	long i;

	for (i = page_find(page, text, 0); i >= 0; i = page_find(page, text, (size_t)i + 1)) {
		char end = page->text[(size_t)i + n];

		if (i >= 2 && isalnum((unsigned char)page->text[i - 1]) &&
			strchr(" \n", page->text[i - 2]) != NULL && (end == ' ' || end == '\n'))
			return i - 1;
	}
	return -1;
}

static bool
has_label(const struct page *page, const void *want)
{
	return find_label(page, want) >= 0;
}

bool
point_pick(struct stage *st, char *text)
{
	struct page page;
	char label;

	if (!stage_until(st, has_label, text))
		return stage_fail_wait(st, "not offered");
	page_take(&page, st->vt);
	label = page.text[find_label(&page, text)];
	page_drop(&page);
	vt_send(st->vt, &label, 1);
	return true;
}

/* SPDX-License-Identifier: ISC */
/* lines: paragraphs broken into lines of a width, and the part of them that fits on a screen. */
#ifndef UI_LINES_H
#define UI_LINES_H

#include "ui/page.h"

#define LINES_MOST 512 /* more than the longest page has on the narrowest screen */

struct lines {
	int n, width;
	struct {
		const char *text;   /* of the page */
		size_t n;           /* bytes */
		const char *symbol; /* in front of it, NULL for no room for one */
	} at[LINES_MOST];
};

/* Breaks the paragraphs of page for width columns; with a blank line between two when spaced. */
void lines_break(struct lines *lines, const struct page *page, int width, bool spaced);

/* Breaks one text alone; NULL is an empty one. */
void lines_break_text(struct lines *lines, const char *text, int width);

/* Draws as many lines as fit into room rows from (row, left), from page->scroll on, which is kept
 * within its limits; says when there is more below. Returns the row below. */
int lines_draw(
	struct screen *s, struct page *page, const struct lines *lines, int row, int left, int room);

#endif

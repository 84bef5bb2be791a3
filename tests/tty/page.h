/* SPDX-License-Identifier: ISC */
/* page: the screen as text at one moment, and finding things in it. */
#ifndef TTY_PAGE_H
#define TTY_PAGE_H

#include "tty/vt.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Where a byte of the text is on the screen, counted from 0. */
struct page_place {
	int col, row;
};

/* Made by page_take, freed with page_drop. */
struct page {
	char *text; /* the rows as UTF-8, without blanks at their ends, each with \n */
	struct page_place
		*at;  /* for each byte of text; that of \n is right after the row's last cell */
	size_t n; /* bytes in text */
	int cols, rows;
	struct page_place cursor;
	bool shown; /* the cursor is visible */
};

/* Copies what the screen shows now. Ends the program when there is no memory. */
void page_take(struct page *page, const struct vt *vt);

void page_drop(struct page *page);

/* Returns the offset in page->text of the first text at or after the offset from that stands in
 * one row, or -1. */
long page_find(const struct page *page, const char *text, size_t from);

/* Whether text is on the page: in a row, or over several rows when each run of blanks and lines
 * of boxes counts as one blank; a text with wide characters may also be broken without a blank. */
bool page_has(const struct page *page, const char *text);

/* As page_has, but blanks and lines of boxes do not count at all. */
bool page_has_trace(const struct page *page, const char *text);

/* How many bytes the blank or line of a box at s takes; 0 when it is something else. */
size_t page_filler(const char *s);

/* Prints the page in a frame under a title, without the empty rows at its end. */
void page_print(const struct page *page, const char *title, FILE *to);

#endif

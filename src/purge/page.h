/* SPDX-License-Identifier: ISC */
/* page: lines of text as wide as a sheet of paper, and tables whose columns are counted as a screen
 * counts them. */
#ifndef PURGE_PAGE_H
#define PURGE_PAGE_H

#include <stdbool.h>
#include <stddef.h>

/* Columns of running text; tables have up to 106, which a sheet holds (src/pdf/sheet.c). */
#define PAGE_COLUMNS 96

#define PAGE_LINE 512 /* bytes of a line with its final NUL; what is longer is cut */
#define PAGE_CELL 96  /* bytes of a cell with its final NUL */
#define PAGE_CELLS 8  /* columns of a table at most */

enum page_style { PAGE_PLAIN, PAGE_STRONG };

struct page_line {
	enum page_style style;
	char text[PAGE_LINE];
};

/* Starts as {0}. */
struct page {
	size_t n, room;
	struct page_line *lines;
	bool failed; /* there was not enough memory */
};

/* Starts as {.columns = ...}. */
struct page_table {
	int columns;
	unsigned right; /* bit i: column i is set to the right */
	size_t n, room; /* cells, row after row; the first row are the headings */
	char (*cells)[PAGE_CELL];
	bool failed;
};

/* Adds a line made from format. */
void page_add(struct page *page, enum page_style style, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Adds text, broken at blanks into lines that begin with indent blanks. */
void page_wrap(struct page *page, enum page_style style, int indent, const char *text);

/* Adds the next cell of table, made from format. */
void page_cell(struct page_table *table, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Adds table to page, its headings strong, and frees its cells. */
void page_add_table(struct page *page, struct page_table *table);

void page_free(struct page *page);

#endif

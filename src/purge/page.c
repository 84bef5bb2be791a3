/* SPDX-License-Identifier: ISC */
#include "purge/page.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* Makes room for one more of size bytes in the n of *list. Returns whether there is. */
static bool
grow(void **list, size_t n, size_t *room, size_t size)
{
	size_t more = *room == 0 ? 64 : *room * 2;
	void *moved;

	if (n < *room)
		return true;
	moved = reallocarray(*list, more, size);
	if (moved == NULL)
		return false;
	*list = moved;
	*room = more;
	return true;
}

/* Ends text, cut by force at cap, between two code points. */
static void
end_whole(char *text, size_t cap)
{
	size_t n = strnlen(text, cap - 1);

	text[n] = '\0';
	while (n > 0 && !text_is_utf8(text, n))
		text[--n] = '\0';
}

static struct page_line *
new_line(struct page *page, enum page_style style)
{
	void *lines = page->lines;

	if (!grow(&lines, page->n, &page->room, sizeof *page->lines)) {
		page->failed = true;
		return NULL;
	}
	page->lines = lines;
	page->lines[page->n] = (struct page_line){.style = style};
	return &page->lines[page->n++];
}

void
page_add(struct page *page, enum page_style style, const char *format, ...)
{
	struct page_line *line = new_line(page, style);
	va_list args;

	if (line == NULL)
		return;
	va_start(args, format);
	vsnprintf(line->text, sizeof line->text, format, args);
	va_end(args);
	end_whole(line->text, sizeof line->text);
}

void
page_wrap(struct page *page, enum page_style style, int indent, const char *text)
{
	size_t n = strlen(text), fit, skip;

	do {
		fit = text_line(text, n, PAGE_COLUMNS - indent, &skip);
		page_add(page, style, "%*s%.*s", indent, "", (int)fit, text);
		text += skip;
		n -= skip;
	} while (n > 0 && skip > 0);
}

void
page_cell(struct page_table *table, const char *format, ...)
{
	void *cells = table->cells;
	va_list args;

	if (!grow(&cells, table->n, &table->room, sizeof *table->cells)) {
		table->failed = true;
		return;
	}
	table->cells = cells;
	va_start(args, format);
	vsnprintf(table->cells[table->n], PAGE_CELL, format, args);
	va_end(args);
	end_whole(table->cells[table->n++], PAGE_CELL);
}

static int
width_of(const char *text)
{
	return text_width(text, strlen(text));
}

/* Writes one row of table to line. */
static void
set_row(const struct page_table *table, size_t row, const int *widths, char line[static PAGE_LINE])
{
	const char *cell;
	size_t n = 0;
	int column, blanks;
	bool right, last;

	for (column = 0; column < table->columns; column++) {
		cell = table->cells[row * (size_t)table->columns + (size_t)column];
		blanks = widths[column] - width_of(cell);
		right = (table->right >> column & 1) != 0;
		last = column + 1 == table->columns;
		if (n >= PAGE_LINE)
			break;
		n += (size_t)snprintf(line + n, PAGE_LINE - n, "%*s%s%*s", right ? blanks : 0, "", cell,
			last ? 0 : (right ? 0 : blanks) + 2, "");
	}
	end_whole(line, PAGE_LINE);
}

void
page_add_table(struct page *page, struct page_table *table)
{
	size_t i, rows = table->n / (size_t)table->columns;
	int widths[PAGE_CELLS] = {0}, width;
	struct page_line *line;

	page->failed |= table->failed;
	for (i = 0; i < rows * (size_t)table->columns; i++) {
		width = width_of(table->cells[i]);
		if (width > widths[i % (size_t)table->columns])
			widths[i % (size_t)table->columns] = width;
	}
	for (i = 0; i < rows; i++) {
		line = new_line(page, i == 0 ? PAGE_STRONG : PAGE_PLAIN);
		if (line != NULL)
			set_row(table, i, widths, line->text);
	}
	free(table->cells);
	table->cells = NULL;
	table->n = table->room = 0;
}

void
page_free(struct page *page)
{
	free(page->lines);
	*page = (struct page){0};
}

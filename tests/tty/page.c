/* SPDX-License-Identifier: ISC */
#include "tty/page.h"

#include <stdlib.h>
#include <string.h>

static void
make_page(struct page *page, const struct vt *vt)
{
	size_t most;

	vt_size(vt, &page->cols, &page->rows);
	vt_cursor(vt, &page->cursor.col, &page->cursor.row);
	page->shown = vt->shown;
	most = (size_t)page->rows * ((size_t)page->cols * VTERM_MAX_CHARS_PER_CELL * 4 + 1) + 1;
	page->n = 0;
	page->text = malloc(most);
	page->at = malloc(most * sizeof *page->at);
	if (page->text == NULL || page->at == NULL) {
		fputs("play: no memory\n", stderr);
		exit(1);
	}
}

static void
add_bytes(struct page *page, const char *s, size_t n, int col, int row)
{
	size_t i;

	memcpy(page->text + page->n, s, n);
	for (i = 0; i < n; i++)
		page->at[page->n++] = (struct page_place){col, row};
}

static void
add_row(struct page *page, const struct vt *vt, int row)
{
	size_t end = page->n; /* of the last cell that is not blank */
	struct buf one = {0};
	int col, right = 0;

	for (col = 0; col < page->cols; col++) {
		VTermScreenCell cell;
		int i;

		if (!vt_cell(vt, col, row, &cell))
			continue;
		one.n = 0;
		for (i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++)
			buf_utf8(&one, cell.chars[i]);
		if (one.n == 0)
			buf_str(&one, " ");
		add_bytes(page, one.s, one.n, col, row);
		if (strcmp(one.s, " ") != 0) {
			end = page->n;
			right = col + cell.width;
		}
	}
	page->n = end;
	add_bytes(page, "\n", 1, right, row);
	buf_drop(&one);
}

void
page_take(struct page *page, const struct vt *vt)
{
	int row;

	make_page(page, vt);
	for (row = 0; row < page->rows; row++)
		add_row(page, vt, row);
	page->text[page->n] = '\0';
}

void
page_drop(struct page *page)
{
	free(page->text);
	free(page->at);
}

long
page_find(const struct page *page, const char *text, size_t from)
{
	const char *found = from <= page->n ? strstr(page->text + from, text) : NULL;

	return found != NULL ? found - page->text : -1;
}

size_t
page_filler(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;

	if (*s != '\0' && strchr(" \t\r\n|", *s) != NULL)
		return 1;
	/* U+2500 to U+257F */
	return u[0] == 0xe2 && (u[1] == 0x94 || u[1] == 0x95) && u[2] != 0 ? 3 : 0;
}

/* Returns s, to be freed, with each run of filler replaced by glue, and none at its ends. */
static char *
squeeze(const char *s, const char *glue)
{
	struct buf out = {0};
	bool gap = false;

	buf_add(&out, "", 0);
	while (*s != '\0') {
		size_t n = page_filler(s);

		if (n != 0) {
			gap = true;
			s += n;
			continue;
		}
		if (gap && out.n != 0)
			buf_str(&out, glue);
		gap = false;
		buf_add(&out, s++, 1);
	}
	return out.s;
}

static bool
has_squeezed(const struct page *page, const char *text, const char *glue)
{
	char *want = squeeze(text, glue), *have = squeeze(page->text, glue);
	bool found = *want != '\0' && strstr(have, want) != NULL;

	free(want);
	free(have);
	return found;
}

/* Bytes from 0xe3 begin characters from U+3000, where most wide ones are. */
static bool
has_wide(const char *s)
{
	for (; *s != '\0'; s++)
		if ((unsigned char)*s >= 0xe3)
			return true;
	return false;
}

bool
page_has(const struct page *page, const char *text)
{
	return page_find(page, text, 0) >= 0 || has_squeezed(page, text, " ") ||
		(has_wide(text) && has_squeezed(page, text, ""));
}

bool
page_has_trace(const struct page *page, const char *text)
{
	return page_find(page, text, 0) >= 0 || has_squeezed(page, text, "");
}

static void
print_edge(int cols, FILE *to)
{
	fputc('+', to);
	while (cols-- > 0)
		fputc('-', to);
	fputs("+\n", to);
}

void
page_print(const struct page *page, const char *title, FILE *to)
{
	size_t end = page->n, i;

	/* keep the \n of the last row that has something */
	while (end > 1 && page->text[end - 1] == '\n' && page->text[end - 2] == '\n')
		end--;
	if (page->text[0] == '\n' && end == 1)
		end = 0;
	fprintf(to, "%s%s(%dx%d, cursor %sat column %d, row %d)\n", title, *title != '\0' ? " " : "",
		page->cols, page->rows, page->shown ? "" : "hidden ", page->cursor.col + 1,
		page->cursor.row + 1);
	print_edge(page->cols, to);
	for (i = 0; i < end; i++) {
		if (i == 0 || page->text[i - 1] == '\n')
			fputc('|', to);
		if (page->text[i] == '\n')
			fprintf(to, "%*s|", page->cols - page->at[i].col, "");
		fputc(page->text[i], to);
	}
	print_edge(page->cols, to);
	fflush(to);
}

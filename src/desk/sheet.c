/* SPDX-License-Identifier: ISC */
#include "desk/sheet.h"

#include <errno.h>
#include <string.h>

#include "base/file.h"
#include "base/moment.h"
#include "base/nls.h"
#include "base/text.h"
#include "base/wipe.h"

#define CELL (3 * VISITOR_NAME_MAX + 8)
#define LINE (4 * CELL)
#define TIME_COLUMNS 16
#define NAME_COLUMNS 30 /* in text: longer names push the number to the right */

/* A line under construction, in locked memory. */
struct line {
	size_t n;
	char text[LINE];
	char cell[CELL];
};

static void
put(struct line *line, const char *text, size_t n)
{
	if (line->n + n <= sizeof line->text) {
		memcpy(line->text + line->n, text, n);
		line->n += n;
	}
}

static void
put_text(struct line *line, const char *text)
{
	put(line, text, strlen(text));
}

/* Makes line->cell the safe form of n bytes at text. Returns its length. */
static size_t
neutral_cell(struct line *line, const char *text, size_t n)
{
	long length = text_neutralise(text, n, line->cell, sizeof line->cell);

	return length < 0 ? 0 : (size_t)length;
}

/* Says whether a spreadsheet could take text, the beginning of a cell, for a formula: whether the
 * first that can be seen is one of its signs. Quotes may be taken away, and what cannot be seen. */
static bool
is_formula(const char *text, size_t n)
{
	static const uint32_t starts[] = {'=', '+', '-', '@', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20};
	size_t i, used, at = 0;
	uint32_t uc;

	for (; (used = at < n ? text_decode(text + at, n - at, &uc) : 0) > 0; at += used) {
		for (i = 0; i < sizeof starts / sizeof starts[0]; i++)
			if (uc == starts[i])
				return true;
		if (uc != '"' && !text_is_invisible(uc))
			return false;
	}
	return false;
}

/* Says whether some spreadsheet may begin a new cell after c: which sign parts the cells is a
 * matter of its language, and then our quotes are no quotes to it. A tab never gets here. */
static bool
is_separator(char c)
{
	return c == ';' || c == ',' || c == '|';
}

/* Adds a quoted cell, its guards and its doubled quotes. */
static void
put_csv(struct line *line, const char *text, size_t n)
{
	size_t i, length = neutral_cell(line, text, n);

	put(line, "\"", 1);
	for (i = 0; i < length; i++) {
		if ((i == 0 || is_separator(line->cell[i - 1])) && is_formula(line->cell + i, length - i))
			put(line, "'", 1);
		if (line->cell[i] == '"')
			put(line, "\"", 1);
		put(line, &line->cell[i], 1);
	}
	put(line, "\"", 1);
}

static void
make_csv(struct line *line, const struct visit *v)
{
	char time[MOMENT_TEXT];

	moment_print_utc(v->arrival, time);
	put_text(line, time);
	put(line, ",", 1);
	put_csv(line, v->visitor.name, v->visitor.name_len);
	put(line, ",", 1);
	put_csv(line, v->visitor.phone, v->visitor.phone_len);
	put(line, "\r\n", 2);
}

static void
make_text(struct line *line, const struct visit *v)
{
	char time[MOMENT_TEXT];
	int columns;
	size_t n;

	moment_print_local(v->arrival, time);
	put_text(line, time);
	put(line, "  ", 2);
	n = neutral_cell(line, v->visitor.name, v->visitor.name_len);
	put(line, line->cell, n);
	for (columns = text_width(line->cell, n); columns < NAME_COLUMNS; columns++)
		put(line, " ", 1);
	put(line, "  ", 2);
	n = neutral_cell(line, v->visitor.phone, v->visitor.phone_len);
	put(line, line->cell, n);
	put(line, "\n", 1);
}

/* Puts text and blanks up to width columns, and two more. */
static void
put_padded(struct line *line, const char *text, int width)
{
	int columns = text_width(text, strlen(text));

	put_text(line, text);
	for (; columns < width + 2; columns++)
		put(line, " ", 1);
}

struct sheet {
	int fd;
	enum desk_format format;
	struct line line;
};

/* Writes the line, and begins the next. */
static int
write_line(struct sheet *sheet, struct fail *why)
{
	int rc = file_write_all(sheet->fd, sheet->line.text, sheet->line.n);

	if (rc != 0)
		fail_errno(why, errno, _("cannot write the list"));
	sheet->line.n = 0;
	return rc;
}

static void
make_heading(struct line *line, enum desk_format format)
{
	if (format == DESK_CSV) {
		put_text(line, "arrived,name,phone\r\n");
		return;
	}
	put_padded(line, _("arrived"), TIME_COLUMNS);
	put_padded(line, _("name"), NAME_COLUMNS);
	put_text(line, _("phone"));
	put_text(line, "\n");
}

struct sheet *
sheet_begin(int fd, enum desk_format format, struct fail *why)
{
	struct sheet *sheet = wipe_alloc(sizeof *sheet);

	if (sheet == NULL) {
		fail_set(why, _("not enough memory"));
		return NULL;
	}
	sheet->fd = fd;
	sheet->format = format;
	make_heading(&sheet->line, format);
	if (write_line(sheet, why) == 0)
		return sheet;
	wipe_free(sheet);
	return NULL;
}

int
sheet_add(struct sheet *sheet, const struct visit *visit, struct fail *why)
{
	if (sheet->format == DESK_CSV)
		make_csv(&sheet->line, visit);
	else
		make_text(&sheet->line, visit);
	return write_line(sheet, why);
}

int
sheet_end(struct sheet *sheet, struct fail *why)
{
	(void)why;
	wipe_free(sheet);
	return 0;
}

int
sheet_write(int fd, const struct window *w, enum desk_format format, struct fail *why)
{
	struct sheet *sheet = sheet_begin(fd, format, why);
	size_t i;
	int rc = sheet == NULL ? -1 : 0;

	for (i = 0; i < w->n && rc == 0; i++)
		rc = sheet_add(sheet, &w->visits[i], why);
	return sheet == NULL || sheet_end(sheet, why) != 0 ? -1 : rc;
}

/* SPDX-License-Identifier: ISC */
#include "handover/csvsheet.h"

#include "base/moment.h"
#include "base/text.h"

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
	size_t i, length = line_neutral(line, text, n);

	line_put(line, "\"", 1);
	for (i = 0; i < length; i++) {
		if ((i == 0 || is_separator(line->cell[i - 1])) && is_formula(line->cell + i, length - i))
			line_put(line, "'", 1);
		if (line->cell[i] == '"')
			line_put(line, "\"", 1);
		line_put(line, &line->cell[i], 1);
	}
	line_put(line, "\"", 1);
}

void
csvsheet_begin(struct line *line)
{
	line_text(line, "arrived,name,phone,destroy_by\r\n");
}

void
csvsheet_visit(struct line *line, const struct visit *visit, const struct sheet_facts *facts)
{
	char time[MOMENT_TEXT];

	moment_print_utc(visit->arrival, time);
	line_text(line, time);
	line_put(line, ",", 1);
	put_csv(line, visit->visitor.name, visit->visitor.name_len);
	line_put(line, ",", 1);
	put_csv(line, visit->visitor.phone, visit->visitor.phone_len);
	line_put(line, ",", 1);
	moment_print_utc(facts->destroy_by, time);
	line_text(line, time);
	line_put(line, "\r\n", 2);
}

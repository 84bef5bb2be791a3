/* SPDX-License-Identifier: ISC */
#include "handover/textsheet.h"

#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/text.h"

#define TIME_COLUMNS 16
#define NAME_COLUMNS 30 /* longer names push the number to the right */

/* Adds blanks after text up to width columns, and two more. */
static void
pad(struct line *line, const char *text, size_t n, int width)
{
	int columns = text_width(text, n);

	for (; columns < width; columns++)
		line_put(line, " ", 1);
	line_put(line, "  ", 2);
}

static void
put_padded(struct line *line, const char *text, int width)
{
	line_text(line, text);
	pad(line, text, strlen(text), width);
}

void
textsheet_begin(struct line *line, const struct sheet_facts *facts)
{
	char from[MOMENT_TEXT], to[MOMENT_TEXT], made[MOMENT_TEXT], destroy[MOMENT_TEXT];

	moment_print_local(facts->from, from);
	moment_print_local(facts->to, to);
	moment_print_local(facts->made, made);
	moment_print_local(facts->destroy_by, destroy);
	if (*facts->organisation != '\0')
		line_print(line, _("Visitors of %s\n"), facts->organisation);
	line_print(line, _("Arrived from %s to just before %s\n"), from, to);
	line_print(line, _("Reference %s, made on %s\n"), facts->reference, made);
	line_print(line, _("DESTROY THIS AND ALL COPIES BY %s\n\n"), destroy);
	put_padded(line, _("arrived"), TIME_COLUMNS);
	put_padded(line, _("name"), NAME_COLUMNS);
	line_text(line, _("phone"));
	line_text(line, "\n");
}

void
textsheet_visit(struct line *line, const struct visit *visit)
{
	const struct visitor *v = &visit->visitor;
	char time[MOMENT_TEXT];
	size_t n;

	moment_print_local(visit->arrival, time);
	line_text(line, time);
	line_put(line, "  ", 2);
	n = line_neutral(line, v->name, v->name_len);
	line_put(line, line->cell, n);
	pad(line, line->cell, n, NAME_COLUMNS);
	n = line_neutral(line, v->phone, v->phone_len);
	line_put(line, line->cell, n);
	line_put(line, "\n", 1);
}

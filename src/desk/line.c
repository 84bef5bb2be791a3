/* SPDX-License-Identifier: ISC */
#include "desk/line.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "base/wipe.h"

void
line_clear(struct line *line)
{
	wipe_bytes(line->text, line->n);
	line->n = 0;
	line->over = false;
}

void
line_put(struct line *line, const char *text, size_t n)
{
	if (n > sizeof line->text - line->n) {
		line->over = true;
		return;
	}
	memcpy(line->text + line->n, text, n);
	line->n += n;
}

void
line_text(struct line *line, const char *text)
{
	line_put(line, text, strlen(text));
}

void
line_print(struct line *line, const char *format, ...)
{
	size_t room = sizeof line->text - line->n;
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(line->text + line->n, room, format, args);
	va_end(args);
	if (n < 0 || (size_t)n >= room)
		line->over = true;
	else
		line->n += (size_t)n;
}

size_t
line_neutral(struct line *line, const char *text, size_t n)
{
	long length = text_neutralise(text, n, line->cell, sizeof line->cell);

	return length < 0 ? 0 : (size_t)length;
}

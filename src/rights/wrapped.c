/* SPDX-License-Identifier: ISC */
#include "rights/wrapped.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/nls.h"
#include "base/text.h"
#include "base/wipe.h"

#define ROOM (2 * LINE_SIZE) /* bytes kept at first: more than a line ever has */

struct wrapped *
wrapped_new(int fd)
{
	struct wrapped *w = wipe_alloc(sizeof *w);

	if (w != NULL)
		w->fd = fd;
	return w;
}

void
wrapped_text(struct wrapped *w, const char *text)
{
	line_text(&w->line, text);
}

void
wrapped_print(struct wrapped *w, const char *format, ...)
{
	char text[1024];
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	w->line.over = w->line.over || n < 0 || (size_t)n >= sizeof text;
	wrapped_text(w, text);
}

void
wrapped_person(struct wrapped *w, const char *text, size_t n)
{
	line_put(&w->line, w->line.cell, line_neutral(&w->line, text, n));
	wipe_bytes(w->line.cell, sizeof w->line.cell);
}

/* Keeps n bytes more. Returns 0, or -1 with errno. */
static int
keep(struct wrapped *w, const char *text, size_t n)
{
	size_t room = w->room == 0 ? ROOM : 2 * w->room;
	char *larger;

	if (n == 0)
		return 0;
	if (w->n + n > w->room) {
		larger = wipe_alloc(room);
		if (larger == NULL) {
			errno = ENOMEM;
			return -1;
		}
		if (w->n > 0)
			memcpy(larger, w->kept, w->n);
		wipe_free(w->kept);
		w->kept = larger;
		w->room = room;
	}
	memcpy(w->kept + w->n, text, n);
	w->n += n;
	return 0;
}

static void
put(struct wrapped *w, const char *text, size_t n)
{
	if (w->error == 0 && w->fd == WRAPPED_KEPT) {
		w->error = keep(w, text, n) != 0 ? errno : 0;
		return;
	}
	if (w->error == 0 && file_write_all(w->fd, text, n) != 0)
		w->error = errno;
}

void
wrapped_end(struct wrapped *w, int indent)
{
	static const char blanks[] = "        ";
	const char *at = w->line.text;
	size_t left = w->line.n, n, skip;
	int before = 0;

	if (left == 0)
		put(w, "\n", 1);
	while (left > 0) {
		n = text_line(at, left, w->loose ? INT_MAX : WRAPPED_COLUMNS - before, &skip);
		put(w, blanks, n > 0 ? (size_t)before : 0);
		put(w, at, n);
		put(w, "\n", 1);
		if (skip == 0 || skip > left)
			break;
		at += skip;
		left -= skip;
		before = indent;
	}
	if (w->line.over && w->error == 0)
		w->error = EMSGSIZE;
	line_clear(&w->line);
}

void
wrapped_paragraph(struct wrapped *w, const char *text)
{
	wrapped_text(w, text);
	wrapped_end(w, 0);
	wrapped_end(w, 0);
}

int
wrapped_free(struct wrapped *w, struct fail *why)
{
	int error = w->error;

	wipe_free(w->kept);
	wipe_free(w);
	return error == 0 ? 0 : fail_errno(why, error, _("cannot write the letter"));
}

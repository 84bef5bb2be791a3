/* SPDX-License-Identifier: ISC */
/* line: what is about to be written out, in locked memory: one visit, a heading or an end. Texts
 * that visitors typed get in only through line_neutral. */
#ifndef DESK_LINE_H
#define DESK_LINE_H

#include <stdbool.h>
#include <stddef.h>

#include "visit/visitor.h"

#define LINE_CELL (3 * VISITOR_NAME_MAX + 8) /* bytes of a neutralised name */
#define LINE_SIZE 4096                       /* bytes of the longest line, or heading */

struct line {
	size_t n;  /* bytes in text */
	bool over; /* something did not fit, and was left out */
	char text[LINE_SIZE];
	char cell[LINE_CELL];
};

/* Empties it, and wipes what was in it. */
void line_clear(struct line *line);

/* Adds n bytes; a text up to its NUL. */
void line_put(struct line *line, const char *text, size_t n);
void line_text(struct line *line, const char *text);

/* Adds what format makes: never of a name or number, which stdio would keep. */
void line_print(struct line *line, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Makes line->cell the safe form of the n bytes at text (at most VISITOR_NAME_MAX): what is not
 * UTF-8, controls and what steers the direction become U+FFFD. Returns its length. */
size_t line_neutral(struct line *line, const char *text, size_t n);

#endif

/* SPDX-License-Identifier: ISC */
/* sheet: visits written out as text or CSV, from locked memory straight to a descriptor: names and
 * numbers never pass through stdio. */
#ifndef DESK_SHEET_H
#define DESK_SHEET_H

#include "desk/window.h"

struct sheet;

/* Begins a list on fd with its heading. Returns a sheet to be given to sheet_end, or NULL with why. */
struct sheet *sheet_begin(int fd, enum desk_format format, struct fail *why)
	__attribute__((warn_unused_result));

/* Writes one visit. Returns 0, or -1 with why. */
int sheet_add(struct sheet *sheet, const struct visit *visit, struct fail *why)
	__attribute__((warn_unused_result));

/* Ends the list, also after a failure, wipes and frees. Returns 0, or -1 with why. */
int sheet_end(struct sheet *sheet, struct fail *why) __attribute__((warn_unused_result));

/* Writes the visits of w to fd. Names are neutralised once more (a forger can seal anything): a tab
 * becomes U+FFFD. In CSV (RFC 4180, UTF-8) an apostrophe stands before what a spreadsheet would
 * take for a formula (= + - @, also full width; blanks, quotes and what cannot be seen before it
 * do not matter), at the beginning of a cell and after each ; , and | in it, where a spreadsheet
 * of another language begins a cell. Returns 0, or -1 with why. */
int sheet_write(int fd, const struct window *w, enum desk_format format, struct fail *why)
	__attribute__((warn_unused_result));

#endif

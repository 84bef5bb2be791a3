/* SPDX-License-Identifier: ISC */
/* csvsheet: visits as CSV (RFC 4180, UTF-8, a line of names first), with UTC time. */
#ifndef HANDOVER_CSVSHEET_H
#define HANDOVER_CSVSHEET_H

#include "desk/line.h"
#include "handover/sheet.h"

/* Adds the names of the columns. */
void csvsheet_begin(struct line *line);

/* Adds a visit. An apostrophe stands before what a spreadsheet would take for a formula (= + - @,
 * also full width; blanks, quotes and what cannot be seen before it do not matter), at the beginning
 * of a cell and after each ; , and | in it, where a spreadsheet of another language begins a cell.
 * Each row ends with the day it must be destroyed by: CSV has no comments, and a row that is copied
 * elsewhere keeps it. */
void csvsheet_visit(struct line *line, const struct visit *visit, const struct sheet_facts *facts);

#endif

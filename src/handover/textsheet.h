/* SPDX-License-Identifier: ISC */
/* textsheet: visits as text to be read, in columns, with local time. */
#ifndef HANDOVER_TEXTSHEET_H
#define HANDOVER_TEXTSHEET_H

#include "desk/line.h"
#include "handover/sheet.h"

/* Adds the heading: whose visitors, the window, by when to destroy it, and the columns' names. */
void textsheet_begin(struct line *line, const struct sheet_facts *facts);

/* Adds a visit. */
void textsheet_visit(struct line *line, const struct visit *visit);

#endif

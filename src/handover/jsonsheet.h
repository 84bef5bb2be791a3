/* SPDX-License-Identifier: ISC */
/* jsonsheet: visits as one JSON object (RFC 8259, UTF-8), with UTC time; a visit is a line. jansson
 * makes each on its own, so what it holds of a name is one visit, and is wiped before it is freed. */
#ifndef HANDOVER_JSONSHEET_H
#define HANDOVER_JSONSHEET_H

#include "desk/line.h"
#include "handover/sheet.h"

/* Adds the beginning, up to the array of visits. From here on what jansson frees is wiped. Returns 0,
 * or -1 without memory. */
int jsonsheet_begin(struct line *line, const struct sheet_facts *facts) SHEET_MUST_CHECK;

/* Adds visit number n, counted from 0. Returns 0, or -1 without memory. */
int jsonsheet_visit(struct line *line, const struct visit *visit, uint64_t n) SHEET_MUST_CHECK;

/* Adds the end, which says how many visits there are: without it the list is not whole. */
void jsonsheet_end(struct line *line, uint64_t n);

#endif

/* SPDX-License-Identifier: ISC */
/* entry: the field of a page as it is drawn: one line that scrolls with its cursor, marked where it
 * goes on, and below it how what was typed is understood. */
#ifndef UI_ENTRY_H
#define UI_ENTRY_H

#include "ui/page.h"

/* The rows it takes: with a frame when roomy, none of its own in the plain display, where it stands
 * behind its label. */
int entry_rows(const struct screen *s, const struct page *page, bool roomy);

/* Draws it from (row, left), at most width columns. *at_row and *at_column become the place of its
 * cursor. */
void entry_draw(struct screen *s, struct page *page, int row, int left, int width, bool roomy,
	int *at_row, int *at_column);

#endif

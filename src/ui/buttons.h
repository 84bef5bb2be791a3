/* SPDX-License-Identifier: ISC */
/* buttons: the buttons of a page, side by side where they fit, else in more rows. All have the same
 * weight: a "no" is as easy to find as a "yes". Below them the links, which are quieter. */
#ifndef UI_BUTTONS_H
#define UI_BUTTONS_H

#include "ui/page.h"

/* The rows that the buttons of page take in width columns, with frames when roomy. */
int buttons_rows(const struct screen *s, const struct page *page, int width, bool roomy);

/* Draws them from (row, left). When one has the focus (marked in text too), *at_row and *at_column
 * become its place. Each becomes a spot of the page. */
void buttons_draw(struct screen *s, struct page *page, int row, int left, int width, bool roomy,
	int *at_row, int *at_column);

#endif

/* SPDX-License-Identifier: ISC */
/* pad: keys on the screen, for a finger or a mouse: letters for a name, digits for a number. */
#ifndef UI_PAD_H
#define UI_PAD_H

#include "ui/page.h"

#define PAD_ROWS 12 /* four rows of keys of three rows each */

/* Says whether a pad fits on this screen beside what a page with a field needs. */
bool pad_fits(const struct screen *s);

/* Draws page->pad from row on, each key a spot of the page. */
void pad_draw(struct screen *s, struct page *page, int row);

#endif

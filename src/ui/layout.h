/* SPDX-License-Identifier: ISC */
/* layout: the drawing of a page. From top to bottom: bar, title, paragraphs (they scroll when they
 * do not fit), the text to copy, the field, the error, the buttons, a quiet line, the keys. */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include "ui/page.h"

/* Draws page on s, whatever its size, with the cursor on the focus. Below the least size only the
 * request to enlarge. */
void layout_draw(struct screen *s, struct page *page);

#endif

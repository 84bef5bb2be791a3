/* SPDX-License-Identifier: ISC */
/* bars: the first line of a page, which says whose register it is, and the last, which says what
 * the function keys do, with the quiet line above it. Each key named can be pressed. */
#ifndef UI_BARS_H
#define UI_BARS_H

#include "ui/page.h"

/* Draws them, the quiet line from column left on; the hint in its place when roomy. */
void bars_draw(struct screen *s, struct page *page, int left, bool roomy);

#endif

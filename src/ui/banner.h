/* SPDX-License-Identifier: ISC */
/* banner: a few words in big letters made of full blocks, which every console font has. */
#ifndef UI_BANNER_H
#define UI_BANNER_H

#include "ui/screen.h"

#define BANNER_ROWS 5

/* Returns the columns that text takes in big letters, or -1 when one of its letters has no big
 * form (accents are left out in big letters). Small letters become capitals. */
int banner_width(const char *text);

/* Draws text from (row, column). */
void banner_draw(struct screen *s, int row, int column, enum screen_style style, const char *text);

#endif

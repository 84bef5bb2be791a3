/* SPDX-License-Identifier: ISC */
/* style: what the styles of a screen are in colours and attributes, on each display. Meaning never
 * lies in a colour alone. */
#ifndef UI_STYLE_H
#define UI_STYLE_H

#include <stdbool.h>

#include "ui/screen.h"

/* Takes the colours of the terminal, unless it has none or NO_COLOR (no-color.org) is set. */
void style_start(struct screen *s);

/* Says whether the screen is drawn in colours now: the plain display is not. */
bool style_has_colour(const struct screen *s);

/* Returns the attributes of curses for style; *pair becomes its colour pair, 0 without colours. */
unsigned style_attributes(const struct screen *s, enum screen_style style, short *pair);

#endif

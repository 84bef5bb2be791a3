/* SPDX-License-Identifier: ISC */
#include "ui/style.h"

#include <curses.h>
#include <stdlib.h>

_Static_assert(sizeof(attr_t) == sizeof(unsigned), "attributes pass as unsigned");

void
style_start(struct screen *s)
{
	const char *no = getenv("NO_COLOR"); /* no-color.org */

	s->colour = has_colors() && (no == NULL || *no == '\0');
	if (!s->colour)
		return;
	start_color();
	use_default_colors(); /* no colour is none, not white on black */
	init_pair(1 + SCREEN_TEXT, COLOR_WHITE, COLOR_BLACK);
	init_pair(1 + SCREEN_STRONG, COLOR_WHITE, COLOR_BLACK);
	init_pair(1 + SCREEN_ACCENT, COLOR_YELLOW, COLOR_BLACK);
	init_pair(1 + SCREEN_BAR, COLOR_WHITE, COLOR_BLUE);
	init_pair(1 + SCREEN_FIELD, COLOR_WHITE, COLOR_BLUE);
	init_pair(1 + SCREEN_CHOICE, COLOR_BLACK, COLOR_WHITE);
}

bool
style_has_colour(const struct screen *s)
{
	return s->colour && s->display != SCREEN_PLAIN;
}

unsigned
style_attributes(const struct screen *s, enum screen_style style, short *pair)
{
	bool contrast = s->display == SCREEN_CONTRAST;

	/* the other display for low vision: nothing on blue */
	if (contrast && (style == SCREEN_BAR || style == SCREEN_FIELD))
		style = style == SCREEN_BAR ? SCREEN_CHOICE : SCREEN_ACCENT;
	*pair = style_has_colour(s) ? (short)(1 + style) : 0;
	switch (style) {
	case SCREEN_STRONG:
	case SCREEN_ACCENT:
		return A_BOLD;
	case SCREEN_FIELD:
		return *pair != 0 ? A_BOLD : A_UNDERLINE;
	case SCREEN_BAR:
		return *pair != 0 ? A_BOLD : s->display == SCREEN_PLAIN ? A_NORMAL : A_REVERSE;
	case SCREEN_CHOICE:
		return *pair != 0 ? A_NORMAL : s->display == SCREEN_PLAIN ? A_NORMAL : A_REVERSE;
	default:
		return s->display == SCREEN_LARGE || contrast ? A_BOLD : A_NORMAL;
	}
}

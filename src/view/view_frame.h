/* SPDX-License-Identifier: ISC */
/* view_frame: what stands around a part of the screen that draws itself, and where the part itself
 * goes. */
#ifndef VIEW_VIEW_FRAME_H
#define VIEW_VIEW_FRAME_H

#include "ui/list.h"
#include "view/view.h"

struct view_frame {
	struct screen *s;
	int rows, columns; /* of the screen */
	bool roomy;        /* there are rows for blank lines between what is drawn */
	int left, width;   /* of the part, in the middle */
	int row;           /* of its title: where layout_draw() has that of a page */
	struct page page;  /* its bars: page.quiet is for the part to say */
};

/* Measures the screen of v for a part that is at most most columns wide, and fills in what every page has,
 * with further keys more, "" for none (view_loop_frame). Draws nothing. */
void view_frame_start(struct view *v, struct view_frame *f, int most, const char *more);

/* Clears the screen and draws the bars. turn is a static text that tells this part from others
 * (screen_turn). */
void view_frame_draw(struct view_frame *f, const char *turn);

/* Where the screen is too small for a page, draws the request to enlarge it, and nothing else. Returns
 * whether it did. */
bool view_frame_is_small(struct view_frame *f, const char *turn);

/* Draws text in one line, cut where it is too wide. */
void view_frame_line(
	const struct view_frame *f, int row, enum screen_style style, const char *text);

/* Draws text in as many lines as it takes, at most most. Returns how many. */
int view_frame_text(
	const struct view_frame *f, int row, int most, enum screen_style style, const char *text);

/* Draws list at place, whose left and width become those of the part; the rest as list_draw. */
int view_frame_list(
	const struct view_frame *f, struct list *list, struct list_place *place, bool focus);

#endif

/* SPDX-License-Identifier: ISC */
/* view_rows: how the list of visits is drawn: masked, but for what was revealed. */
#ifndef VIEW_VIEW_ROWS_H
#define VIEW_VIEW_ROWS_H

#include "view/view.h"
#include "view/view_find.h"
#include "ui/list.h"

/* What view_visits shows. */
struct view_rows {
	struct list list;
	struct view_find find;
	bool *revealed;   /* for each visit of the window */
	bool all;         /* all are */
	const char *page; /* a static text that tells this page from others */
	const char *dot;  /* of a mask */
	char note[VIEW_TEXT];
	struct fail said; /* why the window could not be widened, "" */
};

/* Says whether the reason lets all be shown, read aloud and handed over. */
bool view_rows_is_tracing(const struct view *v);

/* Draws the page; arg is a struct view_rows. */
void view_rows_draw(struct view *v, void *arg);

#endif

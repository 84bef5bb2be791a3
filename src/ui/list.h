/* SPDX-License-Identifier: ISC */
/* list: rows of which one is chosen, scrolled so that it is seen. What a row looks like is the
 * caller's. Knows no visitor. */
#ifndef UI_LIST_H
#define UI_LIST_H

#include <stddef.h>

#include "ui/keys.h"
#include "ui/screen.h"

#define LIST_MARK 2 /* columns in front of a row: "> " for the chosen one */

struct list {
	size_t n, at, top; /* rows, the chosen one, the first on the screen */
	size_t shown;      /* rows on the screen by the last drawing */
};

enum list_result {
	LIST_SAME,    /* nothing changed */
	LIST_CHANGED, /* draw it again */
	LIST_CHOSEN,  /* Enter on list->at */
	LIST_OTHER,   /* not a key of a list */
};

/* Where a list is drawn, and by whom: row draws row i in width columns from (at, left) in style. */
struct list_place {
	int row, left, rows, width;
	void (*draw)(void *arg, struct screen *s, size_t i, int at, int left, int width,
		enum screen_style style);
	void *arg;
};

/* Gives it n rows; what is chosen stays within them. */
void list_resize(struct list *list, size_t n);

/* Lets it have an event: arrows up and down, page, Home, End, Enter. */
enum list_result list_key(struct list *list, const struct keys_event *event);

/* Draws what fits of it. The chosen row is marked in text too when focus. Returns the row of the
 * chosen one, or place->row where there is none. */
int list_draw(struct screen *s, struct list *list, const struct list_place *place, bool focus);

#endif

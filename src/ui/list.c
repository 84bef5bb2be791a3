/* SPDX-License-Identifier: ISC */
#include "ui/list.h"

void
list_resize(struct list *list, size_t n)
{
	list->n = n;
	if (list->at >= n)
		list->at = n == 0 ? 0 : n - 1;
}

static enum list_result
move_to(struct list *list, size_t at)
{
	if (list->n == 0)
		return LIST_SAME;
	if (at >= list->n)
		at = list->n - 1;
	if (at == list->at)
		return LIST_SAME;
	list->at = at;
	return LIST_CHANGED;
}

enum list_result
list_key(struct list *list, const struct keys_event *event)
{
	size_t page = list->shown > 1 ? list->shown - 1 : 1;

	switch (event->kind) {
	case KEYS_UP:
		return move_to(list, list->at > 0 ? list->at - 1 : 0);
	case KEYS_DOWN:
		return move_to(list, list->at + 1);
	case KEYS_PAGE_UP:
		return move_to(list, list->at > page ? list->at - page : 0);
	case KEYS_PAGE_DOWN:
		return move_to(list, list->at + page);
	case KEYS_HOME:
		return move_to(list, 0);
	case KEYS_END:
		return move_to(list, list->n);
	case KEYS_ENTER:
		return list->n > 0 ? LIST_CHOSEN : LIST_SAME;
	default:
		return LIST_OTHER;
	}
}

/* Scrolls as little as it takes to see what is chosen, without an empty end. */
static void
scroll(struct list *list, size_t rows)
{
	if (list->at < list->top)
		list->top = list->at;
	if (rows > 0 && list->at >= list->top + rows)
		list->top = list->at - rows + 1;
	if (list->n <= rows)
		list->top = 0;
	else if (list->top > list->n - rows)
		list->top = list->n - rows;
	list->shown = rows < list->n ? rows : list->n;
}

int
list_draw(struct screen *s, struct list *list, const struct list_place *place, bool focus)
{
	enum screen_style style;
	int row = place->row, at = place->row;
	size_t i;
	bool here;

	scroll(list, place->rows > 0 ? (size_t)place->rows : 0);
	for (i = list->top; i < list->top + list->shown; i++, row++) {
		here = focus && i == list->at;
		style = here && s->display != SCREEN_PLAIN ? SCREEN_CHOICE : SCREEN_TEXT;
		if (style == SCREEN_CHOICE)
			screen_fill(s, row, place->left, place->width, style);
		if (here) {
			screen_put(s, row, place->left, 1, style, ">", 1);
			at = row;
		}
		place->draw(
			place->arg, s, i, row, place->left + LIST_MARK, place->width - LIST_MARK, style);
	}
	return at;
}

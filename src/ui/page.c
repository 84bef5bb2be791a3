/* SPDX-License-Identifier: ISC */
#include "ui/page.h"

#include <string.h>

static int
count_buttons(const struct page *page)
{
	int n = 0;

	while (n < PAGE_BUTTONS && page->buttons[n] != NULL)
		n++;
	return n;
}

void
page_start(struct page *page, struct field *field)
{
	memset(page, 0, sizeof *page);
	page->field = field;
	page->focus = field != NULL ? PAGE_IN_FIELD : 0;
}

static enum page_result
move_focus(struct page *page, int step)
{
	int first = page->field != NULL ? PAGE_IN_FIELD : 0, n = count_buttons(page) - first;

	if (n <= 1)
		return PAGE_SAME;
	page->focus = (page->focus - first + step + n) % n + first;
	return PAGE_CHANGED;
}

static enum page_result
scroll(struct page *page, int step)
{
	int to = page->scroll + step;

	if (to > page->last_scroll)
		to = page->last_scroll;
	if (to < 0)
		to = 0;
	if (to == page->scroll)
		return PAGE_SAME;
	page->scroll = to;
	return PAGE_CHANGED;
}

/* The keys that edit. */
static enum page_result
edit(struct page *page, const struct keys_event *event)
{
	enum field_result result;

	switch (event->kind) {
	case KEYS_TEXT:
		result = field_insert(page->field, event->ch);
		page->full = result == FIELD_FULL;
		if (result != FIELD_DONE && result != FIELD_FULL)
			return PAGE_SAME;
		break;
	case KEYS_ERASE:
		field_erase(page->field);
		break;
	case KEYS_DELETE:
		field_delete(page->field);
		break;
	case KEYS_LEFT:
		field_left(page->field);
		break;
	case KEYS_RIGHT:
		field_right(page->field);
		break;
	case KEYS_HOME:
		field_home(page->field);
		break;
	case KEYS_END:
		field_end(page->field);
		break;
	case KEYS_ENTER:
		return PAGE_TYPED;
	default:
		return PAGE_OTHER;
	}
	if (event->kind != KEYS_TEXT)
		page->full = false;
	page->error = NULL;
	return PAGE_CHANGED;
}

/* The keys of the buttons: arrows, Enter, blank, and the number of a button. */
static enum page_result
press(struct page *page, const struct keys_event *event)
{
	int number;

	switch (event->kind) {
	case KEYS_LEFT:
		return move_focus(page, -1);
	case KEYS_RIGHT:
		return move_focus(page, 1);
	case KEYS_ENTER:
		return count_buttons(page) > 0 ? PAGE_CHOSEN : PAGE_OTHER;
	case KEYS_TEXT:
		number = (int)event->ch - '1';
		if (event->ch == ' ' && count_buttons(page) > 0)
			return PAGE_CHOSEN;
		if (page->field == NULL && number >= 0 && number < count_buttons(page)) {
			page->focus = number;
			return PAGE_CHOSEN;
		}
		return PAGE_OTHER;
	default:
		return PAGE_OTHER;
	}
}

enum page_result
page_key(struct page *page, const struct keys_event *event)
{
	enum page_result result = page->focus == PAGE_IN_FIELD ? edit(page, event) : press(page, event);

	if (result != PAGE_OTHER)
		return result;
	switch (event->kind) {
	case KEYS_BACK:
		return PAGE_LEFT;
	case KEYS_NEXT:
		return move_focus(page, 1);
	case KEYS_PREVIOUS:
		return move_focus(page, -1);
	case KEYS_UP:
		result = scroll(page, -1);
		return result != PAGE_SAME ? result : move_focus(page, -1);
	case KEYS_DOWN:
		result = scroll(page, 1);
		return result != PAGE_SAME ? result : move_focus(page, 1);
	case KEYS_PAGE_UP:
		return scroll(page, -page->shown);
	case KEYS_PAGE_DOWN:
		return scroll(page, page->shown);
	case KEYS_RESIZE:
		return PAGE_CHANGED;
	default:
		return PAGE_OTHER;
	}
}

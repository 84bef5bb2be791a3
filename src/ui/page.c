/* SPDX-License-Identifier: ISC */
#include "ui/page.h"

#include <string.h>

#include "base/text.h"
#include "base/wipe.h"

int
page_buttons(const struct page *page)
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
	page->links = PAGE_BUTTONS;
	page->chosen = -1;
}

struct page_spot *
page_spot(struct page *page, int row, int column, int rows, int columns)
{
	struct page_spot *spot;

	if (page->spot_count == PAGE_SPOTS)
		return NULL;
	spot = &page->spots[page->spot_count++];
	*spot = (struct page_spot){.row = row, .column = column, .rows = rows, .columns = columns};
	return spot;
}

void
page_click(struct page *page, struct keys_event *event)
{
	const struct page_spot *spot = page->spots;
	int i, row = event->row, column = event->column;

	if (event->kind != KEYS_CLICK)
		return;
	*event = (struct keys_event){.kind = KEYS_NOTHING};
	for (i = 0; i < page->spot_count; i++, spot++)
		if (row >= spot->row && row < spot->row + spot->rows && column >= spot->column &&
			column < spot->column + spot->columns)
			break;
	if (i == page->spot_count)
		return;
	switch (spot->press) {
	case PAGE_PRESS_BUTTON:
		page->focus = spot->button;
		event->kind = KEYS_ENTER;
		break;
	case PAGE_PRESS_FIELD:
		page->focus = PAGE_IN_FIELD;
		event->kind = KEYS_END;
		break;
	case PAGE_PRESS_KEY:
		if (page->field != NULL && spot->event.kind != KEYS_FUNCTION)
			page->focus = PAGE_IN_FIELD;
		*event = spot->event;
		break;
	}
}

static enum page_result
move_focus(struct page *page, int step)
{
	int first = page->field != NULL ? PAGE_IN_FIELD : 0, n = page_buttons(page) - first;

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

/* Offers the forms of the letter before the cursor, or stops offering them. */
static enum page_result
offer_accents(struct page *page)
{
	size_t n, cursor = field_cursor(page->field), from;
	const char *text = field_text(page->field, &n);
	bool offered = page->accents.n > 0;

	wipe_bytes(&page->accents, sizeof page->accents);
	if (offered)
		return PAGE_CHANGED;
	from = text_prev(text, n, cursor);
	accents_of(text + from, cursor - from, page->language, &page->accents);
	page->no_accents = page->accents.n == 0;
	return PAGE_CHANGED;
}

/* While accents are offered: a label chooses, Esc takes the offer back, any other key does so too
 * and then means what it always means. */
static enum page_result
pick_accent(struct page *page, const struct keys_event *event)
{
	uint32_t form = event->kind == KEYS_TEXT ? accents_choose(&page->accents, event->ch) : 0;

	if (event->kind == KEYS_NOTHING || event->kind == KEYS_RESIZE ||
		(event->kind == KEYS_FUNCTION && event->number == 4))
		return PAGE_OTHER;
	wipe_bytes(&page->accents, sizeof page->accents);
	if (form != 0)
		page->full = field_replace(page->field, form) == FIELD_FULL;
	return form != 0 || event->kind == KEYS_BACK ? PAGE_CHANGED : PAGE_OTHER;
}

/* Types ch into the field. */
static enum page_result
type(struct page *page, uint32_t ch)
{
	enum field_result result = field_insert(page->field, ch);

	page->full = result == FIELD_FULL;
	if (result != FIELD_DONE && result != FIELD_FULL)
		return PAGE_SAME;
	/* on the screen's own keys a name begins with a capital, and goes on without */
	page->small = ch != ' ';
	return PAGE_CHANGED;
}

/* The keys that edit. */
static enum page_result
edit(struct page *page, const struct keys_event *event)
{
	static void (*const moves[])(struct field *) = {
		[KEYS_ERASE] = field_erase,
		[KEYS_DELETE] = field_delete,
		[KEYS_LEFT] = field_left,
		[KEYS_RIGHT] = field_right,
		[KEYS_WORD_LEFT] = field_word_left,
		[KEYS_WORD_RIGHT] = field_word_right,
		[KEYS_HOME] = field_home,
		[KEYS_END] = field_end,
		[KEYS_LEAVE] = NULL,
	};
	enum page_result result = PAGE_CHANGED;

	if (event->kind == KEYS_ENTER)
		return PAGE_TYPED;
	if (event->kind == KEYS_FUNCTION && event->number == 4 && page->accented)
		return offer_accents(page);
	if (event->kind == KEYS_SHIFT) {
		page->small = !page->small;
		return PAGE_CHANGED;
	}
	if (event->kind == KEYS_TEXT)
		result = type(page, event->ch);
	else if (moves[event->kind] != NULL)
		moves[event->kind](page->field);
	else
		return PAGE_OTHER;
	if (event->kind != KEYS_TEXT)
		page->full = false;
	if (result == PAGE_CHANGED)
		page->error = NULL;
	return result;
}

/* The keys of the buttons: arrows, Enter, blank, and the number of a button. */
static enum page_result
press(struct page *page, const struct keys_event *event)
{
	int number, n = page_buttons(page);

	switch (event->kind) {
	case KEYS_LEFT:
		return move_focus(page, -1);
	case KEYS_RIGHT:
		return move_focus(page, 1);
	case KEYS_ENTER:
		return n > 0 ? PAGE_CHOSEN : PAGE_OTHER;
	case KEYS_TEXT:
		number = (int)event->ch - '1';
		if (event->ch == ' ' && n > 0)
			return PAGE_CHOSEN;
		if (page->field == NULL && number >= 0 && number < n) {
			page->focus = number;
			return PAGE_CHOSEN;
		}
		return PAGE_OTHER;
	default:
		return PAGE_OTHER;
	}
}

/* The keys that mean the same wherever the focus is. */
static enum page_result
go(struct page *page, const struct keys_event *event)
{
	enum page_result result;

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
	case KEYS_FUNCTION:
		return event->number == page->own_key ? PAGE_KEY : PAGE_OTHER;
	default:
		return PAGE_OTHER;
	}
}

enum page_result
page_key(struct page *page, const struct keys_event *event)
{
	enum page_result result = PAGE_OTHER;

	if (page->accents.n > 0)
		result = pick_accent(page, event);
	if (result != PAGE_OTHER)
		return result;
	if (event->kind != KEYS_NOTHING && event->kind != KEYS_RESIZE) {
		page->halted = false;
		page->no_accents = false;
	}
	result = page->focus == PAGE_IN_FIELD ? edit(page, event) : press(page, event);
	return result != PAGE_OTHER ? result : go(page, event);
}

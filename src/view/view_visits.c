/* SPDX-License-Identifier: ISC */
/* view_visits: the visits of the window: names and numbers masked until somebody reveals them, a search
 * that is typed, and what was not shown. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/program.h"
#include "view/view_loop.h"
#include "view/view_mask.h"
#include "view/view_open.h"
#include "view/view_rows.h"
#include "view/view_screens.h"
#include "view/view_voice.h"
#include "ui/keys.h"

#define WIDER (2 * MOMENT_HOUR)

static const char *const help[] = {
	N_("Names and numbers are masked: Enter shows or hides the chosen one. Show no more than you need."),
	N_("Just type to search: a part of the name, without accents, or digits of the number. Backspace "
	   "takes letters back, Esc all of them."),
	N_("+ opens two hours before, which is noted like each opening."),
	N_("F7 hands all visits of these hours over as a locked file, F8 shows them one by one to be read "
	   "aloud."),
	N_("F5 shows all, F6 sorts, F9 says what is not shown. F10 locks: then take the stick out."),
	NULL};

static void
search(struct view *v, struct view_rows *l)
{
	size_t n;
	const char *query = field_text(v->typed, &n);

	view_find_run(&l->find, query, n);
	list_resize(&l->list, l->find.found);
}

/* Everything anew for what is open now. Returns 0, or -1 without memory. */
static int
begin(struct view *v, struct view_rows *l)
{
	l->revealed = calloc(v->window.n + 1, sizeof *l->revealed);
	if (l->revealed == NULL || view_find_begin(&l->find, v->window.visits, v->window.n) != 0)
		return fail_set(&v->why, _("not enough memory"));
	l->all = false;
	l->dot = screen_can_show(&v->screen, VIEW_MASK_DOT, strlen(VIEW_MASK_DOT)) ? VIEW_MASK_DOT
																			   : VIEW_MASK_PLAIN;
	search(v, l);
	return 0;
}

static void
end(struct view_rows *l)
{
	view_find_end(&l->find);
	free(l->revealed);
	l->revealed = NULL;
}

/* --- keys ------------------------------------------------------------------------------------ */

/* Opens two hours more in front. The key is there until the list is locked. */
static enum view_end
widen(struct view *v, struct view_rows *l)
{
	int64_t from = v->window.from - WIDER;

	l->said.text[0] = '\0';
	if (v->window.to - from > WINDOW_MOST) {
		fail_set(
			&l->said, _("A window is at most 24 hours. Lock this one, and open the day before."));
		return VIEW_STAY;
	}
	end(l);
	v->window.from = from;
	clock_read_plain(&v->d->now);
	desk_tell_time(v->d);
	if (view_open_window(v) != 0 || begin(v, l) != 0) {
		program_warn(DESK_NAME, v->why.text); /* shown once it is locked */
		return v->leaving ? VIEW_LEAVE : VIEW_LOCK;
	}
	return view_voice_show(v) == VIEW_LEAVE ? VIEW_LEAVE : VIEW_STAY;
}

static void
build_rest(struct view *v, struct page *page)
{
	(void)v;
	page->title = _("What is not shown");
	page->buttons[0] = _("Back");
}

/* The sentences of the report, in a page. */
struct rest {
	struct page page;
	char text[PAGE_PARAGRAPHS][VIEW_TEXT];
	int n;
};

static void
add_sentence(void *arg, const char *sentence)
{
	struct rest *rest = arg;

	if (rest->n == PAGE_PARAGRAPHS)
		return;
	snprintf(rest->text[rest->n], VIEW_TEXT, "%s", sentence);
	rest->page.paragraphs[rest->n] = rest->text[rest->n];
	rest->n++;
}

static enum view_end
show_rest(struct view *v)
{
	struct rest rest = {.n = 0};
	enum view_end ended;

	page_start(&rest.page, NULL);
	report_tell(&v->window.report, add_sentence, &rest);
	if (rest.n == 0)
		add_sentence(&rest, _("All that was found in these hours is shown."));
	ended = view_loop_page(v, &rest.page, build_rest, help);
	return ended == VIEW_LOCK || ended == VIEW_LEAVE ? ended : VIEW_STAY;
}

/* After another part was shown, which may have used the field of the search. */
static enum view_end
come_back(struct view *v, struct view_rows *l, enum view_end ended)
{
	search(v, l);
	return ended == VIEW_LOCK || ended == VIEW_LEAVE ? ended : VIEW_STAY;
}

static enum view_end
function(struct view *v, struct view_rows *l, int number)
{
	switch (number) {
	case 5:
		l->all = view_rows_is_tracing(v) && !l->all;
		if (!l->all)
			memset(l->revealed, 0, v->window.n * sizeof *l->revealed);
		break;
	case 6:
		l->find.by_name = !l->find.by_name;
		search(v, l);
		break;
	case 7:
		return view_rows_is_tracing(v) ? come_back(v, l, view_give_show(v)) : VIEW_STAY;
	case 8:
		return view_rows_is_tracing(v) ? come_back(v, l, view_aloud_show(v, &l->find, l->list.at))
									   : VIEW_STAY;
	case 9:
		return show_rest(v);
	default:
		break;
	}
	return VIEW_STAY;
}

/* The keys of the search. Returns whether event was one. */
static bool
type(struct view *v, struct view_rows *l, const struct keys_event *event)
{
	if (event->kind == KEYS_TEXT)
		(void)!field_insert(v->typed, event->ch);
	else if (event->kind == KEYS_ERASE)
		field_erase(v->typed);
	else if (event->kind == KEYS_BACK)
		field_clear(v->typed);
	else
		return false;
	l->list.at = 0;
	search(v, l);
	return true;
}

static enum view_end
take_key(struct view *v, void *arg, const struct keys_event *event, bool *draw_again)
{
	struct view_rows *l = arg;
	uint32_t which;

	*draw_again = true;
	if (event->kind == KEYS_FUNCTION)
		return function(v, l, event->number);
	if (event->kind == KEYS_TEXT && event->ch == '+')
		return widen(v, l);
	l->said.text[0] = '\0';
	if (type(v, l, event))
		return VIEW_STAY;
	if (list_key(&l->list, event) == LIST_CHOSEN) {
		which = l->find.order[l->list.at];
		l->revealed[which] = !l->revealed[which];
	}
	return VIEW_STAY;
}

static void
build_locked(struct view *v, struct page *page)
{
	(void)v;
	page->title = _("Locked");
	page->paragraphs[0] = _("The names have left the screen and the memory. Take the stick out.");
	page->buttons[0] = _("Done");
}

enum view_end
view_visits_show(struct view *v)
{
	struct view_rows l = {.page = help[0]};
	const struct view_loop loop = {
		.draw = view_rows_draw, .key = take_key, .arg = &l, .help = help};
	enum view_end ended = VIEW_LOCK;
	struct page page;

	field_clear(v->typed);
	v->error = NULL;
	if (begin(v, &l) == 0)
		ended = view_loop_run(v, &loop);
	end(&l);
	view_forget(v);
	if (ended == VIEW_LEAVE)
		return ended;
	if (view_voice_show(v) == VIEW_LEAVE)
		return VIEW_LEAVE;
	page_start(&page, NULL);
	return view_loop_page(v, &page, build_locked, NULL) == VIEW_LEAVE ? VIEW_LEAVE : VIEW_LOCK;
}

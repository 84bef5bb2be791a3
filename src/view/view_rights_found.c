/* SPDX-License-Identifier: ISC */
/* view_rights_found: what was found, told by the time of arrival alone: a wrong match tells nothing of
 * another person. Where several people match, names and numbers are there too, masked. */
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/wipe.h"
#include "rights/picking.h"
#include "view/view_frame.h"
#include "view/view_loop.h"
#include "view/view_mask.h"
#include "view/view_rights.h"
#include "ui/keys.h"
#include "ui/list.h"

#define WIDTH 76    /* columns at most */
#define TEXT_ROWS 5 /* above the list at most */
#define WHEN 28     /* columns of mark, date and time */

static const char *const help_nothing[] = {
	N_("Only exact matches are found: an accent, a letter or a digit that differs is enough to miss "
	   "it. Perhaps the visitor made a slip at the entrance: try another way."),
	N_("What is older than the date here is destroyed, and nobody can read it any more."), NULL};

static const char *const help[] = {
	N_("You see when somebody arrived, not who. Say nothing of it: ask when the visitor came, and "
	   "compare."),
	N_("[x] is what belongs to the visitor. Space marks an entry, or takes the mark away. Only what "
	   "is marked is shown, changed or erased."),
	N_("Names and numbers are masked, and shown only when entries differ in them: two people can "
	   "have one name, or one number."),
	NULL};

struct found {
	struct view *v;
	struct view_rights *w;
	struct list list;
	bool one; /* all have one name and one number */
	const char *dot;
};

static void
build_nothing(struct view *v, struct page *page)
{
	const struct view_rights *w = ((struct view_rights_page *)page)->w;
	const struct desk *d = v->d;
	char oldest[MOMENT_TEXT];
	int n = 0;

	page->title = _("Nothing was found");
	moment_print_local(d->shown - (int64_t)d->conf.retention_days * 24 * MOMENT_HOUR, oldest);
	snprintf(v->texts[0], VIEW_TEXT,
		_("We hold nothing under this. What is older than %s is destroyed."), oldest);
	if (find_is_whole(&w->rights.find)) {
		page->paragraphs[n++] = v->texts[0];
		page->paragraphs[n++] = _(
			"Is it typed as at the entrance? Search again, or by another way. "
			"If there is nothing, give the visitor a letter that says so.");
	} else {
		page->paragraphs[n++] = _(
			"But not all could be read, so nobody can say that nothing is held. "
			"Tell the person who looks after this machine, and answer within a month.");
	}
	n = 0;
	page->buttons[n++] = _("Search again");
	if (find_is_whole(&w->rights.find))
		page->buttons[n++] = _("The letter");
	page->buttons[n++] = _("Done");
}

enum view_end
view_rights_found_nothing(struct view *v, struct view_rights *w)
{
	struct view_rights_page p = {.w = w};
	enum view_end end;

	page_start(&p.page, NULL);
	end = view_loop_page(v, &p.page, build_nothing, help_nothing);
	if (end == VIEW_BACK)
		return VIEW_DONE;
	if (end != VIEW_DONE || p.page.focus == page_buttons(&p.page) - 1)
		return end;
	return p.page.focus == 0 ? VIEW_BACK : VIEW_STAY;
}

/* Draws masked number and name from column left on. */
static void
draw_mask(struct found *f, const struct visitor *visitor, int row, int left, int width,
	enum screen_style style)
{
	struct view_words *words = f->v->words;
	struct screen *s = &f->v->screen;
	size_t n;

	n = view_mask_number(visitor->phone, visitor->phone_len, f->dot, words->number, VIEW_LINE);
	screen_put(s, row, left, width, style, words->number, n);
	n = view_mask_name(visitor->name, visitor->name_len, f->dot, words->line, VIEW_LINE);
	screen_put(s, row, left + 6, width - 6, style, words->line, n);
	wipe_bytes(words, sizeof *words);
}

static void
draw_row(
	void *arg, struct screen *s, size_t i, int row, int left, int width, enum screen_style style)
{
	struct found *f = arg;
	const struct visit *visit = &f->w->rights.find.matches[i].visit;
	char text[VIEW_TEXT], when[MOMENT_TEXT];

	moment_print_local(visit->arrival, when);
	snprintf(text, sizeof text, "[%c]  %s", f->w->marked[i] ? 'x' : ' ', when);
	screen_put(s, row, left, width, style, text, strlen(text));
	if (!f->one)
		draw_mask(f, &visit->visitor, row, left + WHEN - 4, width - WHEN + 4, style);
}

static void
draw(struct view *v, void *arg)
{
	struct found *found = arg;
	struct list_place place = {.draw = draw_row, .arg = found};
	size_t n = found->w->rights.find.n;
	char text[VIEW_TEXT];
	struct view_frame f;
	int row;

	view_frame_start(v, &f, WIDTH, "");
	f.page.quiet = f.columns >= 60 ? _("Space marks. Enter goes on with what is marked. Esc stops.")
								   : _("Space: mark. Enter: go on.");
	view_frame_draw(&f, help[0]);
	snprintf(text, sizeof text, ngettext("%zu entry was found", "%zu entries were found", n), n);
	view_frame_line(&f, f.row, SCREEN_ACCENT, text);
	row = f.row + 1 + f.roomy;
	row += view_frame_text(&f, row, TEXT_ROWS, SCREEN_TEXT,
		found->one
			? _("Say nothing of it yet. Ask when the visitor came, and compare.")
			: _("They differ: perhaps not all are one person's. Ask when the visitor came and how their number ends, and mark what is theirs."));
	if (v->error != NULL)
		view_frame_line(&f, row + f.roomy, SCREEN_ACCENT, v->error);
	place.row = row + 1 + 2 * f.roomy;
	place.rows = f.rows - 2 - f.roomy - place.row;
	row = view_frame_list(&f, &found->list, &place, true);
	screen_show(f.s, row, f.left, false);
}

/* Takes what is marked. Returns how many entries that are. */
static size_t
pick(struct view_rights *w)
{
	struct rights *r = &w->rights;
	size_t i;

	r->picked.n = 0;
	for (i = 0; i < r->find.n; i++)
		if (w->marked[i])
			r->picked.list[r->picked.n++] = &r->find.matches[i];
	return r->picked.n;
}

static enum view_end
take_key(struct view *v, void *arg, const struct keys_event *event, bool *draw_again)
{
	struct found *f = arg;

	*draw_again = true;
	v->error = NULL;
	if (event->kind == KEYS_BACK)
		return VIEW_BACK;
	if (event->kind == KEYS_TEXT && event->ch == ' ')
		f->w->marked[f->list.at] = !f->w->marked[f->list.at];
	else if (list_key(&f->list, event) == LIST_CHOSEN && pick(f->w) > 0)
		return VIEW_DONE;
	else if (event->kind == KEYS_ENTER)
		v->error = _("Mark what is theirs with Space.");
	return VIEW_STAY;
}

enum view_end
view_rights_found_choose(struct view *v, struct view_rights *w)
{
	struct found f = {.v = v, .w = w, .dot = VIEW_MASK_PLAIN};
	const struct view_loop loop = {.draw = draw, .key = take_key, .arg = &f, .help = help};

	v->error = NULL;
	if (screen_can_show(&v->screen, VIEW_MASK_DOT, strlen(VIEW_MASK_DOT)))
		f.dot = VIEW_MASK_DOT;
	f.one = picking_is_one_person(&w->rights.find, w->rights.query);
	if (w->rights.picked.n == 0)
		memset(w->marked, f.one, sizeof w->marked);
	list_resize(&f.list, w->rights.find.n);
	return view_loop_run(v, &loop);
}

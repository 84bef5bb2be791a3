/* SPDX-License-Identifier: ISC */
/* view_handed: what was handed out, from the ledger: no name. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "handover/exports.h"
#include "view/view_loop.h"
#include "view/view_screens.h"
#include "ui/bars.h"
#include "ui/lines.h"
#include "ui/list.h"

#define WIDTH 76
#define DETAIL 5  /* rows below the list for the chosen one */
#define NARROW 56 /* below it the state of the chosen one stands there too */

static const char *const help[] = {
	N_("Each line is something that was handed out. Below stands what is known of the chosen one."),
	N_("When the receiver says that it is destroyed, note that with: welkom-desk exports --confirm and "
	   "the reference."),
	NULL};

struct handed {
	struct exports_list given;
	struct list list;
};

static const char *
state_of(const struct view *v, const struct exports_one *one)
{
	if (one->failed)
		return _("not finished: nothing was handed out");
	if (one->destroyed != 0)
		return _("destroyed, the receiver said");
	return one->destroy_by <= v->d->clock.trusted ? _("OVERDUE: ask whether it is destroyed")
												  : _("with the receiver");
}

/* The newest first. */
static const struct exports_one *
at(const struct handed *h, size_t i)
{
	return &h->given.list[h->given.n - 1 - i];
}

struct drawing {
	struct view *v;
	struct handed *h;
};

static void
draw_row(
	void *arg, struct screen *s, size_t i, int row, int left, int width, enum screen_style style)
{
	const struct drawing *d = arg;
	const struct exports_one *one = at(d->h, i);
	char text[VIEW_TEXT];

	if (width < NARROW)
		snprintf(text, sizeof text, "%s", one->reference);
	else
		snprintf(text, sizeof text, "%-16s %s", one->reference, state_of(d->v, one));
	screen_put(s, row, left, width, style, text, strlen(text));
}

static void
draw_detail(struct view *v, const struct handed *h, int row, int left, int width)
{
	char text[VIEW_TEXT], when[MOMENT_TEXT], from[MOMENT_TEXT], to[MOMENT_TEXT], by[MOMENT_TEXT];
	const struct exports_one *one;
	struct lines lines;
	int i;

	if (h->given.n == 0) {
		snprintf(text, sizeof text, "%s", _("Nothing was handed out."));
	} else {
		one = at(h, h->list.at);
		if (width < NARROW)
			screen_put(&v->screen, row - 1, left, width, SCREEN_TEXT, state_of(v, one),
				strlen(state_of(v, one)));
		moment_print_local(one->when, when);
		moment_print_local(one->from, from);
		moment_print_local(one->to, to);
		moment_print_local(one->destroy_by, by);
		snprintf(text, sizeof text,
			_("%1$s of %2$s, %3$" PRIu64 " visits, from %4$s to %5$s, to be destroyed by %6$s"),
			one->format, when, one->visits, from, to, by);
	}
	lines_break_text(&lines, text, width);
	for (i = 0; i < lines.n && i < DETAIL - 1; i++)
		screen_put(
			&v->screen, row + i, left, width, SCREEN_STRONG, lines.at[i].text, lines.at[i].n);
}

static void
draw(struct view *v, void *arg)
{
	struct drawing d = {v, arg};
	struct screen *s = &v->screen;
	int rows = screen_rows(s), columns = screen_columns(s), row = view_loop_row(v);
	int width = columns - 4 < WIDTH ? columns - 4 : WIDTH, left = (columns - width) / 2;
	struct list_place place = {.left = left, .width = width, .draw = draw_row, .arg = &d};
	const char *title = _("What was handed out");
	struct page page;

	page_start(&page, NULL);
	view_loop_frame(v, &page, "");
	page.quiet = _("Esc goes back.");
	screen_clear(s);
	screen_turn(s, help[0]);
	bars_draw(s, &page, left, false);
	screen_put(s, row, left, width, SCREEN_ACCENT, title, strlen(title));
	place.row = row + (rows >= 20 ? 2 : 1);
	place.rows = rows - 2 - DETAIL - place.row;
	row = list_draw(s, &d.h->list, &place, true);
	draw_detail(v, d.h, d.h->list.n == 0 ? place.row : rows - 2 - DETAIL + 1, left, width);
	screen_show(s, row, left, false);
}

static enum view_end
take_key(struct view *v, void *arg, const struct keys_event *event, bool *draw_again)
{
	struct handed *h = arg;

	(void)v;
	if (event->kind == KEYS_BACK)
		return VIEW_BACK;
	*draw_again = list_key(&h->list, event) == LIST_CHANGED;
	return VIEW_STAY;
}

enum view_end
view_handed_show(struct view *v)
{
	struct handed h = {.list = {0}};
	const struct view_loop loop = {.draw = draw, .key = take_key, .arg = &h, .help = help};
	enum view_end end;

	if (register_open(&v->d->reg, v->d->conf.state_dir, REGISTER_LOOK, &v->why) == 0) {
		desk_tell_time(v->d);
		(void)!exports_read(v->d, &h.given, &v->why); /* the overview says what is wrong with it */
	}
	register_close(&v->d->reg);
	list_resize(&h.list, h.given.n);
	end = view_loop_run(v, &loop);
	exports_free(&h.given);
	return end;
}

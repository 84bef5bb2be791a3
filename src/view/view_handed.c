/* SPDX-License-Identifier: ISC */
/* view_handed: what was handed out, from the ledger: no name. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "handover/exports.h"
#include "view/view_frame.h"
#include "view/view_loop.h"
#include "view/view_screens.h"
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
draw_detail(struct view *v, const struct handed *h, const struct view_frame *f, int row)
{
	char text[VIEW_TEXT], when[MOMENT_TEXT], from[MOMENT_TEXT], to[MOMENT_TEXT], by[MOMENT_TEXT];
	const struct exports_one *one;

	if (h->given.n == 0) {
		snprintf(text, sizeof text, "%s", _("Nothing was handed out."));
	} else {
		one = at(h, h->list.at);
		if (f->width < NARROW)
			view_frame_line(f, row - 1, SCREEN_TEXT, state_of(v, one));
		moment_print_local(one->when, when);
		moment_print_local(one->from, from);
		moment_print_local(one->to, to);
		moment_print_local(one->destroy_by, by);
		snprintf(text, sizeof text,
			_("%1$s of %2$s, %3$" PRIu64 " visits, from %4$s to %5$s, to be destroyed by %6$s"),
			one->format, when, one->visits, from, to, by);
	}
	view_frame_text(f, row, DETAIL - 1, SCREEN_STRONG, text);
}

static void
draw(struct view *v, void *arg)
{
	struct drawing d = {v, arg};
	struct list_place place = {.draw = draw_row, .arg = &d};
	struct view_frame f;
	int at;

	view_frame_start(v, &f, WIDTH, "");
	f.page.quiet = _("Esc goes back.");
	view_frame_draw(&f, help[0]);
	view_frame_line(&f, f.row, SCREEN_ACCENT, _("What was handed out"));
	place.row = f.row + 1 + f.roomy;
	place.rows = f.rows - 2 - DETAIL - place.row;
	at = view_frame_list(&f, &d.h->list, &place, true);
	draw_detail(v, d.h, &f, d.h->list.n == 0 ? place.row : f.rows - 2 - DETAIL + 1);
	screen_show(f.s, at, f.left, false);
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

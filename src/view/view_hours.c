/* SPDX-License-Identifier: ISC */
/* view_hours: a day and two times of it. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/text.h"
#include "view/view_frame.h"
#include "view/view_loop.h"
#include "view/view_screens.h"
#include "ui/keys.h"
#include "ui/list.h"

#define WIDTH 66
#define MINUTES (24 * 60)

enum { DAY, FROM, TO, ROWS };

static const char *const help[] = {
	N_("Up and down choose what is changed. Left and right change it by a day or an hour; a time can "
	   "also be typed, as 0915."),
	N_("Open no more than you were asked for. Each opening is noted, with the hours and the reason. For "
	   "another day open once more."),
	NULL};

struct hours {
	struct list list;
	int day;          /* of the facts: 0 to VIEW_FACTS_DAYS - 1 */
	int minute[ROWS]; /* of FROM and TO, in minutes of the day; TO up to MINUTES */
	int typed;        /* digits typed of the chosen one, and what they are so far */
	int digits;
};

/* The moment of a day and minute, by the local clock. */
static int64_t
moment_of(const struct view *v, const struct hours *h, int which)
{
	time_t t = v->facts.begin[h->day] + 12 * MOMENT_HOUR;
	struct tm tm = {0};

	localtime_r(&t, &tm);
	tm.tm_hour = 0;
	tm.tm_sec = 0;
	tm.tm_min = h->minute[which];
	tm.tm_isdst = -1;
	return mktime(&tm);
}

static void
draw_row(
	void *arg, struct screen *s, size_t i, int row, int left, int width, enum screen_style style)
{
	const struct hours *h = ((void **)arg)[0];
	const struct view *v = ((void **)arg)[1];
	static const char *const names[] = {N_("Day"), N_("From"), N_("To")};
	char text[VIEW_TEXT], value[96];
	const char *name = _(names[i]);
	int pad = 10 - text_width(name, strlen(name));

	if (i == DAY)
		nls_date(v->facts.begin[h->day] + 12 * MOMENT_HOUR, value, sizeof value);
	else if (h->typed > 0 && i == h->list.at)
		snprintf(value, sizeof value, "%0*d_", h->typed, h->digits);
	else
		snprintf(value, sizeof value, "%02d:%02d", h->minute[i] / 60, h->minute[i] % 60);
	snprintf(text, sizeof text, "%s%*s%s", name, pad > 0 ? pad : 1, "", value);
	screen_put(s, row, left, width, style, text, strlen(text));
}

static void
tell(const struct view *v, const struct hours *h, char out[static VIEW_TEXT])
{
	int minutes = h->minute[TO] - h->minute[FROM];

	if (v->error != NULL)
		snprintf(out, VIEW_TEXT, "%s", v->error);
	else if (minutes <= 0)
		snprintf(out, VIEW_TEXT, _("“To” must be later than “From”."));
	else
		snprintf(out, VIEW_TEXT,
			_("These are %d h %02d min. Only arrival is recorded: who came before %02d:%02d may still "
			  "have been inside."),
			minutes / 60, minutes % 60, h->minute[FROM] / 60, h->minute[FROM] % 60);
}

static void
draw(struct view *v, void *arg)
{
	struct hours *h = arg;
	void *both[] = {h, v};
	struct list_place place = {.rows = ROWS, .draw = draw_row, .arg = both};
	char text[VIEW_TEXT];
	struct view_frame f;
	int at, below;

	view_frame_start(v, &f, WIDTH, "");
	f.page.quiet = f.columns >= 60 ? _("Arrow keys change. Enter goes on, Esc back.")
								   : _("Enter: next. Esc: back.");
	view_frame_draw(&f, help[0]);
	view_frame_line(&f, f.row, SCREEN_ACCENT, _("Which hours?"));
	place.row = f.row + 1 + f.roomy;
	at = view_frame_list(&f, &h->list, &place, true);
	tell(v, h, text);
	below = place.row + ROWS;
	view_frame_text(&f, below + f.roomy, f.rows - 2 - below, SCREEN_TEXT, text);
	screen_show(f.s, at, f.left, false);
}

/* Takes one more digit of a time: 0915, or 915. */
static void
type(struct hours *h, int digit)
{
	int *minute = &h->minute[h->list.at];

	h->digits = h->typed == 0 ? digit : h->digits * 10 + digit;
	h->typed++;
	if (h->typed == 1 && digit > 2) /* 9 means 09 */
		h->typed = 2;
	if (h->typed < 4)
		return;
	if (h->digits % 100 < 60 && h->digits / 100 * 60 + h->digits % 100 <= MINUTES)
		*minute = h->digits / 100 * 60 + h->digits % 100;
	h->typed = 0;
}

/* Two digits are a full hour, once another key follows. */
static void
settle(struct hours *h)
{
	int hour = h->typed == 3 ? h->digits / 10 : h->digits;

	if (h->typed > 0 && hour <= 24)
		h->minute[h->list.at] = hour * 60;
	h->typed = 0;
}

static void
change(struct hours *h, int step)
{
	int *minute = &h->minute[h->list.at];

	if (h->list.at == DAY) {
		h->day += step;
		h->day = h->day < 0 ? 0 : h->day >= VIEW_FACTS_DAYS ? VIEW_FACTS_DAYS - 1 : h->day;
		return;
	}
	*minute += step * 60;
	*minute = *minute < 0 ? 0 : *minute > MINUTES ? MINUTES : *minute;
}

static enum view_end
take_key(struct view *v, void *arg, const struct keys_event *event, bool *draw_again)
{
	struct hours *h = arg;

	*draw_again = true;
	v->error = NULL;
	if (event->kind == KEYS_TEXT && event->ch >= '0' && event->ch <= '9' && h->list.at != DAY) {
		type(h, (int)event->ch - '0');
		return VIEW_STAY;
	}
	if (event->kind == KEYS_ERASE)
		h->typed = 0;
	settle(h);
	switch (event->kind) {
	case KEYS_BACK:
		return VIEW_BACK;
	case KEYS_LEFT:
	case KEYS_RIGHT:
		change(h, event->kind == KEYS_LEFT ? -1 : 1);
		return VIEW_STAY;
	case KEYS_ENTER:
		return h->minute[TO] > h->minute[FROM] ? VIEW_DONE : VIEW_STAY;
	default:
		list_key(&h->list, event);
		return VIEW_STAY;
	}
}

enum view_end
view_hours_ask(struct view *v)
{
	struct hours h = {.day = VIEW_FACTS_DAYS - 1};
	const struct view_loop loop = {.draw = draw, .key = take_key, .arg = &h, .help = help};
	time_t now = v->d->now.realtime;
	struct tm tm = {0};
	enum view_end end;

	localtime_r(&now, &tm);
	h.minute[TO] = tm.tm_hour * 60 + tm.tm_min + 1;
	list_resize(&h.list, ROWS);
	v->error = NULL;
	for (;;) {
		end = view_loop_run(v, &loop);
		v->window.from = moment_of(v, &h, FROM);
		v->window.to = moment_of(v, &h, TO);
		/* the day on which summer time ends has an hour more */
		if (end != VIEW_DONE || v->window.to - v->window.from <= WINDOW_MOST)
			return end;
		v->error = _("A window is at most 24 hours: this day has 25.");
	}
}

/* SPDX-License-Identifier: ISC */
/* view_front: the overview: how much there is, whether it is forgotten in time, and what reception can
 * do. It needs no key and shows no name. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/text.h"
#include "view/view_frame.h"
#include "view/view_loop.h"
#include "view/view_screens.h"
#include "view/view_state.h"
#include "ui/chart.h"
#include "ui/keys.h"
#include "ui/list.h"

#define WIDTH 76     /* columns of it at most */
#define ALARM_ROWS 4 /* of the alarm at most; F5 shows all */
#define CHART_ROWS 9
#define MENU_ROW 21 /* of the menu at most: on a large screen it stays with the rest */
#define BACK (-1)

enum { CALLING, OTHER, RIGHTS, KEYS, HANDED, QUIT, ITEMS };

static const char *const items[ITEMS] = {
	[CALLING] = N_("The health authority is calling: start here"),
	[OTHER] = N_("Open visits for another reason"),
	[RIGHTS] = N_("A visitor asks about their data"),
	[KEYS] = N_("Keys and incidents"),
	[HANDED] = N_("What was handed out"),
	[QUIT] = N_("Quit"),
};

/* The same where that does not fit; NULL: it does. */
static const char *const short_items[ITEMS] = {
	[CALLING] = N_("Authority calls: start here"),
	[OTHER] = N_("Visits for another reason"),
	[RIGHTS] = N_("A visitor's own data"),
};

static const char *const help[] = {
	N_("This is the overview. It shows how many visits there are, never who. No key is needed."),
	N_("When the health authority calls, choose the first line of the menu. The screen then asks for "
	   "one thing at a time."),
	N_("Left and right choose a day, and Enter shows its hours. F5 shows the state of the register in "
	   "full sentences."),
	NULL};

struct front {
	struct list menu;
	bool in_chart; /* the focus is in the chart */
	int day;       /* chosen */
	int hour;      /* BACK: days are shown */
};

/* Chooses days or hours, and labels. */
static void
make_chart(const struct view *v, const struct front *f, struct chart *chart)
{
	const struct view_facts *facts = &v->facts;
	time_t t;
	struct tm tm;
	int i;

	memset(chart, 0, sizeof *chart);
	chart->n = f->hour == BACK ? VIEW_FACTS_DAYS : 24;
	chart->at = f->hour == BACK ? f->day : f->hour;
	for (i = 0; i < chart->n; i++) {
		chart->value[i] = f->hour == BACK ? facts->day[i] : facts->hour[f->day][i];
		t = facts->begin[f->hour == BACK ? i : f->day] + (f->hour == BACK ? 12 : i) * MOMENT_HOUR;
		localtime_r(&t, &tm);
		snprintf(chart->label[i], CHART_LABEL, "%02d", f->hour == BACK ? tm.tm_mday : tm.tm_hour);
	}
}

/* The sentence about what is chosen: the chart in words; hours without their day where both are too wide. */
static void
tell_chosen(const struct view *v, const struct front *f, int width, char out[static VIEW_TEXT])
{
	const struct view_facts *facts = &v->facts;
	uint64_t n = f->hour == BACK ? facts->day[f->day] : facts->hour[f->day][f->hour];
	char date[96], from[8] = "", to[8], count[64], part[32] = "", when[sizeof date + sizeof part];

	nls_date(facts->begin[f->day] + 12 * MOMENT_HOUR, date, sizeof date);
	if (f->hour != BACK) {
		nls_clock(facts->begin[f->day] + f->hour * MOMENT_HOUR, from, sizeof from);
		nls_clock(facts->begin[f->day] + (f->hour + 1) * MOMENT_HOUR, to, sizeof to);
		snprintf(part, sizeof part, " %s–%s", from, to);
	}
	snprintf(count, sizeof count, ngettext("%" PRIu64 " visit", "%" PRIu64 " visits", n), n);
	snprintf(when, sizeof when, "%s%s", date, part);
	/* TRANSLATORS: a day, or a day and hours, and how many visits; or an alarm and what it is. */
	snprintf(out, VIEW_TEXT, _("%s: %s"), when, count);
	if (part[0] != '\0' && text_width(out, strlen(out)) > width)
		snprintf(out, VIEW_TEXT, _("%s: %s"), part + 1, count);
}

static void
draw_item(
	void *arg, struct screen *s, size_t i, int row, int left, int width, enum screen_style style)
{
	char text[VIEW_TEXT];

	(void)arg;
	snprintf(text, sizeof text, "%zu  %s", i + 1, _(items[i]));
	if (text_width(text, strlen(text)) > width && short_items[i] != NULL)
		snprintf(text, sizeof text, "%zu  %s", i + 1, _(short_items[i]));
	screen_put(s, row, left, width, style == SCREEN_TEXT && i == CALLING ? SCREEN_STRONG : style,
		text, strlen(text));
}

/* Draws what is wrong, or that nothing is; returns the row below. */
static int
draw_alarm(struct view *v, const struct view_frame *frame, int row, int most)
{
	char text[VIEW_TEXT];
	bool good = view_facts_are_good(&v->facts);

	view_state_alarm(v, text);
	return row + view_frame_text(frame, row, most, good ? SCREEN_STRONG : SCREEN_ACCENT, text);
}

/* The rows of chart and facts that fit between the alarm and the menu. */
static int
draw_middle(struct view *v, struct front *f, const struct view_frame *frame, int row, int room)
{
	int facts = frame->width >= VIEW_STATE_TWO ? VIEW_STATE_FACTS / 2 : VIEW_STATE_FACTS;
	struct chart chart;
	char text[VIEW_TEXT];
	int rows;

	make_chart(v, f, &chart);
	if (room >= facts + CHART_LEAST + 3) {
		row = view_state_draw(v, row, frame->left, frame->width) + 1;
		room -= facts + 1;
	}
	rows = room - 2 < CHART_ROWS ? room - 2 : CHART_ROWS;
	row += chart_draw(frame->s, &chart, row, frame->left, rows, frame->width);
	tell_chosen(v, f, frame->width, text);
	view_frame_line(frame, row, f->in_chart ? SCREEN_ACCENT : SCREEN_TEXT, text);
	return row;
}

static void
draw(struct view *v, void *arg)
{
	struct front *f = arg;
	struct list_place place = {.rows = ITEMS, .draw = draw_item};
	struct view_frame frame;
	int row, middle, at;

	view_frame_start(v, &frame, WIDTH, _("F5 State"));
	if (view_frame_is_small(&frame, items[CALLING]))
		return;
	view_frame_draw(&frame, items[CALLING]);
	place.row = frame.rows - 1 - ITEMS - frame.roomy;
	if (place.row > MENU_ROW)
		place.row = MENU_ROW;
	row = draw_alarm(v, &frame, 1 + frame.roomy, frame.roomy ? ALARM_ROWS : place.row - 2);
	row += frame.roomy;
	middle = draw_middle(v, f, &frame, row, place.row - row);
	at = view_frame_list(&frame, &f->menu, &place, !f->in_chart);
	screen_show(frame.s, f->in_chart ? middle : at, frame.left, false);
}

/* Left, right, Enter and Esc in the chart. Returns whether it was one of them. */
static bool
move_in_chart(struct front *f, const struct keys_event *event)
{
	int *at = f->hour == BACK ? &f->day : &f->hour;
	int last = f->hour == BACK ? VIEW_FACTS_DAYS - 1 : 23;

	switch (event->kind) {
	case KEYS_LEFT:
	case KEYS_RIGHT:
		if (f->in_chart)
			*at += event->kind == KEYS_LEFT ? -1 : 1;
		*at = *at < 0 ? 0 : *at > last ? last : *at;
		f->in_chart = true;
		return true;
	case KEYS_ENTER:
		if (!f->in_chart)
			return false;
		f->hour = f->hour == BACK ? 8 : BACK;
		return true;
	case KEYS_BACK:
		f->hour = BACK;
		f->in_chart = false;
		return true;
	case KEYS_UP:
	case KEYS_DOWN:
	case KEYS_NEXT:
		if (!f->in_chart && event->kind != KEYS_NEXT)
			return false;
		f->in_chart = event->kind == KEYS_NEXT && !f->in_chart;
		return true;
	default:
		return false;
	}
}

static enum view_end
follow(struct view *v, struct front *f)
{
	enum view_end end = VIEW_STAY;

	switch (f->menu.at) {
	case KEYS:
		end = view_keys_show(v);
		break;
	case RIGHTS:
		end = view_rights_show(v);
		break;
	case HANDED:
		end = view_handed_show(v);
		break;
	case CALLING:
	case OTHER:
		end = view_open_show(v, f->menu.at == CALLING);
		break;
	default:
		return VIEW_DONE;
	}
	view_forget(v);
	return end == VIEW_LEAVE ? VIEW_LEAVE : VIEW_LOCK;
}

static enum view_end
take_key(struct view *v, void *arg, const struct keys_event *event, bool *draw_again)
{
	struct front *f = arg;

	*draw_again = true;
	if (event->kind == KEYS_TIMEOUT) {
		view_facts_read(v->d, &v->facts);
		return VIEW_STAY;
	}
	if (event->kind == KEYS_FUNCTION && event->number == 5)
		return view_state_show(v) == VIEW_LEAVE ? VIEW_LEAVE : VIEW_STAY;
	if (move_in_chart(f, event))
		return VIEW_STAY;
	if (event->kind == KEYS_TEXT && event->ch >= '1' && event->ch < '1' + ITEMS) {
		f->menu.at = event->ch - '1';
		return follow(v, f);
	}
	return list_key(&f->menu, event) == LIST_CHOSEN ? follow(v, f) : VIEW_STAY;
}

enum view_end
view_front_show(struct view *v)
{
	struct front f = {.day = VIEW_FACTS_DAYS - 1, .hour = BACK};
	const struct view_loop loop = {
		.draw = draw, .key = take_key, .arg = &f, .help = help, .home = true};
	enum view_end end;

	list_resize(&f.menu, ITEMS);
	/* locking ends in the overview, looked at anew */
	do {
		view_facts_read(v->d, &v->facts);
		end = view_loop_run(v, &loop);
	} while (end == VIEW_LOCK || end == VIEW_BACK);
	return end;
}

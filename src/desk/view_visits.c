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
#include "base/text.h"
#include "base/wipe.h"
#include "desk/view_find.h"
#include "desk/view_loop.h"
#include "desk/view_mask.h"
#include "desk/view_open.h"
#include "desk/view_screens.h"
#include "desk/view_voice.h"
#include "ui/bars.h"
#include "ui/keys.h"
#include "ui/lines.h"
#include "ui/list.h"
#include "visit/phone.h"

#define WIDTH 84 /* columns at most */
#define NOTE_ROWS 3
#define NUMBER 22 /* columns of a number */
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

struct visits {
	struct list list;
	struct view_find find;
	bool *revealed;  /* for each visit of the window */
	bool all;        /* all are */
	const char *dot; /* of a mask */
	char note[VIEW_TEXT];
	struct fail said; /* why the window could not be widened, "" */
};

static bool
is_tracing(const struct view *v)
{
	return strcmp(v->reason, "contact-tracing") == 0;
}

static void
search(struct view *v, struct visits *l)
{
	size_t n;
	const char *query = field_text(v->typed, &n);

	view_find_run(&l->find, query, n);
	list_resize(&l->list, l->find.found);
}

/* Everything anew for what is open now. Returns 0, or -1 without memory. */
static int
begin(struct view *v, struct visits *l)
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
end(struct visits *l)
{
	view_find_end(&l->find);
	free(l->revealed);
	l->revealed = NULL;
}

/* --- drawing --------------------------------------------------------------------------------- */

struct drawing {
	struct view *v;
	struct visits *l;
};

/* Puts name and number into v->words as they may be seen. Returns the bytes of the name, and those
 * of the number in *n. */
static size_t
write_words(struct view *v, const struct visits *l, uint32_t i, size_t *n)
{
	const struct visitor *visitor = &v->window.visits[i].visitor;
	struct view_words *words = v->words;

	if (!l->all && !l->revealed[i]) {
		*n = view_mask_number(visitor->phone, visitor->phone_len, l->dot, words->number, VIEW_LINE);
		return view_mask_name(visitor->name, visitor->name_len, l->dot, words->line, VIEW_LINE);
	}
	*n = 0;
	if (phone_group(visitor->phone, visitor->phone_len, words->number, VIEW_LINE) == 0)
		*n = strlen(words->number);
	memcpy(words->line, visitor->name, visitor->name_len);
	return visitor->name_len;
}

/* Says whether the window is of two days, so that times need their date. */
static bool
is_over_midnight(const struct view *v)
{
	char from[MOMENT_TEXT], to[MOMENT_TEXT];

	moment_print_local(v->window.from, from);
	moment_print_local(v->window.to - 1, to);
	return strncmp(from, to, 10) != 0;
}

static void
draw_row(
	void *arg, struct screen *s, size_t i, int row, int left, int width, enum screen_style style)
{
	struct drawing *d = arg;
	uint32_t which = d->l->find.order[i];
	const struct visit *visit = &d->v->window.visits[which];
	bool dated = width >= 60 && is_over_midnight(d->v);
	char when[MOMENT_TEXT];
	const char *shown = when + (dated ? 5 : 11);
	int column = dated ? 13 : 7, name = width - column - NUMBER - 1;
	size_t n, number;

	moment_print_local(visit->arrival, when);
	screen_put(s, row, left, column, style, shown, strlen(shown));
	n = write_words(d->v, d->l, which, &number);
	if (name < 12) { /* too narrow for both: the number ends the row */
		name = width - column - (d->l->all || d->l->revealed[which] ? 18 : 5);
	}
	screen_put(s, row, left + column, name, style, d->v->words->line, n);
	screen_put(s, row, left + column + name + 1, width - column - name - 1, style,
		d->v->words->number, number);
	wipe_bytes(d->v->words, sizeof *d->v->words);
}

static void
count_sentence(void *arg, const char *sentence)
{
	(void)sentence;
	++*(int *)arg;
}

/* What stands above the list. */
static void
write_note(struct view *v, struct visits *l)
{
	char from[8];
	int wrong = 0;
	size_t n;

	if (l->said.text[0] != '\0') {
		snprintf(l->note, sizeof l->note, "%s", l->said.text);
		return;
	}
	nls_clock(v->window.from, from, sizeof from);
	snprintf(l->note, sizeof l->note,
		_("Only arrival is recorded: who came before %s may still have been inside (+ opens two hours "
		  "more)."),
		from);
	report_tell(&v->window.report, count_sentence, &wrong);
	n = strlen(l->note);
	if (wrong > 0)
		snprintf(l->note + n, sizeof l->note - n, " %s",
			_("Something is not shown, or not as it should be: F9."));
}

/* "Sun 22 November 09:00–12:10: 34 visits" */
static void
write_title(const struct view *v, const struct visits *l, int width, char out[static VIEW_TEXT])
{
	char date[96], from[8], to[8], count[64];
	size_t n = v->window.n;

	nls_date(v->window.to - 1, date, sizeof date);
	nls_clock(v->window.from, from, sizeof from);
	nls_clock(v->window.to, to, sizeof to);
	snprintf(count, sizeof count, ngettext("%zu visit", "%zu visits", n), n);
	if (l->find.found != n)
		snprintf(count, sizeof count, _("%zu of %zu visits"), l->find.found, n);
	snprintf(out, VIEW_TEXT, "%s %s–%s: %s", date, from, to, count);
	if (text_width(out, strlen(out)) > width)
		snprintf(out, VIEW_TEXT, "%s–%s: %s", from, to, count);
}

/* Draws the search, in which the cursor stands. Returns its column. */
static int
draw_search(struct view *v, int row, int left, int width)
{
	const char *label = _("Search:");
	size_t n;
	const char *query = field_text(v->typed, &n);
	int at = left;

	at += screen_put(&v->screen, row, at, width, SCREEN_TEXT, label, strlen(label)) + 1;
	screen_fill(
		&v->screen, row, at, width - (at - left) < 40 ? width - (at - left) : 40, SCREEN_FIELD);
	return at + screen_put(&v->screen, row, at, 38, SCREEN_FIELD, query, n);
}

static void
write_keys(struct view *v, const struct visits *l, struct page *page, char out[static VIEW_TEXT])
{
	const char *all = l->all ? _("F5 Hide all") : _("F5 Show all");
	const char *sort = l->find.by_name ? _("F6 By time") : _("F6 By name");

	if (is_tracing(v))
		snprintf(
			out, VIEW_TEXT, "%s   %s   %s   %s", all, sort, _("F7 Hand over"), _("F8 Read aloud"));
	else
		snprintf(out, VIEW_TEXT, "%s", sort);
	view_loop_frame(v, page, out);
}

static void
draw(struct view *v, void *arg)
{
	struct drawing d = {v, arg};
	struct screen *s = &v->screen;
	int rows = screen_rows(s), columns = screen_columns(s), row = rows > 24 ? 2 : 1, at, i;
	int width = columns - 4 < WIDTH ? columns - 4 : WIDTH, left = (columns - width) / 2;
	struct list_place place = {.left = left, .width = width, .draw = draw_row, .arg = &d};
	bool roomy = rows >= 20;
	char text[VIEW_TEXT];
	struct lines lines;
	struct page page;

	page_start(&page, NULL);
	write_keys(v, d.l, &page, text);
	if (d.l->find.found == 0)
		page.quiet = _("Nobody. Esc empties the search.");
	else if (columns < 60)
		page.quiet = _("Enter: show or hide. Type: search.");
	else
		page.quiet = _("Enter shows or hides one. Type to search.");
	screen_clear(s);
	screen_turn(s, help[0]);
	bars_draw(s, &page, left, false);
	write_title(v, d.l, width, text);
	screen_put(s, row, left, width, SCREEN_ACCENT, text, strlen(text));
	write_note(v, d.l);
	lines_break_text(&lines, d.l->note, width);
	for (i = 0; i < lines.n && i < (roomy ? NOTE_ROWS : 1); i++)
		screen_put(s, row + 1 + i, left, width, SCREEN_TEXT, lines.at[i].text, lines.at[i].n);
	row += 1 + i + roomy;
	at = draw_search(v, row, left, width);
	place.row = row + 1 + roomy;
	place.rows = rows - 2 - roomy - place.row;
	i = list_draw(s, &d.l->list, &place, true);
	/* speech follows the list while nothing is searched for */
	if (field_cursor(v->typed) > 0)
		screen_show(s, row, at, true);
	else
		screen_show(s, i, left, false);
}

/* --- keys ------------------------------------------------------------------------------------ */

/* Opens two hours more in front. The key is there until the list is locked. */
static enum view_end
widen(struct view *v, struct visits *l)
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
come_back(struct view *v, struct visits *l, enum view_end ended)
{
	search(v, l);
	return ended == VIEW_LOCK || ended == VIEW_LEAVE ? ended : VIEW_STAY;
}

static enum view_end
function(struct view *v, struct visits *l, int number)
{
	switch (number) {
	case 5:
		l->all = is_tracing(v) && !l->all;
		if (!l->all)
			memset(l->revealed, 0, v->window.n * sizeof *l->revealed);
		break;
	case 6:
		l->find.by_name = !l->find.by_name;
		search(v, l);
		break;
	case 7:
		return is_tracing(v) ? come_back(v, l, view_give_show(v)) : VIEW_STAY;
	case 8:
		return is_tracing(v) ? come_back(v, l, view_aloud_show(v, &l->find, l->list.at))
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
type(struct view *v, struct visits *l, const struct keys_event *event)
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
	struct visits *l = arg;
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
	struct visits l = {.list = {0}};
	const struct view_loop loop = {.draw = draw, .key = take_key, .arg = &l, .help = help};
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

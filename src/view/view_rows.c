/* SPDX-License-Identifier: ISC */
#include "view/view_rows.h"

#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/text.h"
#include "base/wipe.h"
#include "view/view_frame.h"
#include "view/view_loop.h"
#include "view/view_mask.h"
#include "ui/lines.h"
#include "visit/phone.h"

#define WIDTH 84 /* columns at most */
#define NOTE_ROWS 3
#define NUMBER 22 /* columns of a number */

bool
view_rows_is_tracing(const struct view *v)
{
	return strcmp(v->reason, "contact-tracing") == 0;
}

struct drawing {
	struct view *v;
	struct view_rows *l;
};

/* Puts name and number into v->words as they may be seen. Returns the bytes of the name, and those
 * of the number in *n. */
static size_t
write_words(struct view *v, const struct view_rows *l, uint32_t i, size_t *n)
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

/* What stands above the list: a short one where there is one row for it. */
static void
write_note(struct view *v, struct view_rows *l, bool roomy)
{
	char from[8];
	int wrong = 0;
	size_t n;

	if (l->said.text[0] != '\0') {
		snprintf(l->note, sizeof l->note, "%s", l->said.text);
		return;
	}
	nls_clock(v->window.from, from, sizeof from);
	if (roomy)
		snprintf(l->note, sizeof l->note,
			_("Only arrival is recorded: who came before %s may still have been inside (+ opens two hours "
			  "more)."),
			from);
	else
		snprintf(l->note, sizeof l->note, "%s", _("Only arrivals. + opens 2 hours more."));
	report_tell(&v->window.report, count_sentence, &wrong);
	n = roomy ? strlen(l->note) : 0;
	if (wrong > 0)
		snprintf(l->note + n, sizeof l->note - n, "%s%s", n > 0 ? " " : "",
			_("Something is not shown, or not as it should be: F9."));
}

/* Draws the name of the chosen visit where it is revealed: beside its number a narrow list has no room
 * for all of it. Returns whether it did. */
static bool
draw_chosen(struct drawing *d, int row, int left, int width)
{
	const struct view_rows *l = d->l;
	size_t n, number;
	uint32_t which;

	if (width >= 60 || l->find.found == 0)
		return false;
	which = l->find.order[l->list.at];
	if (!l->all && !l->revealed[which])
		return false;
	n = write_words(d->v, l, which, &number);
	screen_put(&d->v->screen, row, left, width, SCREEN_STRONG, d->v->words->line, n);
	wipe_bytes(d->v->words, sizeof *d->v->words);
	return true;
}

/* "Sun 22 November 09:00–12:10: 34 visits" */
static void
write_title(const struct view *v, const struct view_rows *l, int width, char out[static VIEW_TEXT])
{
	char date[96], from[8], to[8], count[64], when[128];
	size_t n = v->window.n;

	nls_date(v->window.to - 1, date, sizeof date);
	nls_clock(v->window.from, from, sizeof from);
	nls_clock(v->window.to, to, sizeof to);
	snprintf(count, sizeof count, ngettext("%zu visit", "%zu visits", n), n);
	if (l->find.found != n)
		snprintf(count, sizeof count, _("%zu of %zu visits"), l->find.found, n);
	snprintf(when, sizeof when, "%s %s–%s", date, from, to);
	snprintf(out, VIEW_TEXT, _("%s: %s"), when, count);
	if (text_width(out, strlen(out)) > width)
		snprintf(out, VIEW_TEXT, _("%s: %s"), when + strlen(date) + 1, count);
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
write_keys(const struct view *v, const struct view_rows *l, char out[static VIEW_TEXT])
{
	const char *all = l->all ? _("F5 Hide all") : _("F5 Show all");
	const char *sort = l->find.by_name ? _("F6 By time") : _("F6 By name");

	if (view_rows_is_tracing(v))
		snprintf(
			out, VIEW_TEXT, "%s   %s   %s   %s", all, sort, _("F7 Hand over"), _("F8 Read aloud"));
	else
		snprintf(out, VIEW_TEXT, "%s", sort);
}

void
view_rows_draw(struct view *v, void *arg)
{
	struct drawing d = {v, arg};
	struct list_place place = {.draw = draw_row, .arg = &d};
	char text[VIEW_TEXT];
	struct view_frame f;
	struct lines lines;
	bool chosen;
	int row, at, i, note;

	write_keys(v, d.l, text);
	view_frame_start(v, &f, WIDTH, text);
	if (d.l->find.found == 0)
		f.page.quiet = _("Nobody. Esc empties the search.");
	else if (f.columns < 60)
		f.page.quiet = _("Enter: show or hide. Type: search.");
	else
		f.page.quiet = _("Enter shows or hides one. Type to search.");
	view_frame_draw(&f, d.l->page);
	write_title(v, d.l, f.width, text);
	row = f.rows > 24 ? 2 : 1;
	view_frame_line(&f, row, SCREEN_ACCENT, text);
	write_note(v, d.l, f.roomy);
	chosen = draw_chosen(&d, row + 1, f.left, f.width);
	lines_break_text(&lines, d.l->note, f.width);
	note = f.roomy ? NOTE_ROWS : 2;
	note = lines.n < note ? lines.n : note;
	for (i = 0; i < note && !chosen; i++)
		screen_put(f.s, row + 1 + i, f.left, f.width, SCREEN_TEXT, lines.at[i].text, lines.at[i].n);
	row += 1 + note + f.roomy;
	at = draw_search(v, row, f.left, f.width);
	place.row = row + 1 + f.roomy;
	place.rows = f.rows - 2 - f.roomy - place.row;
	i = view_frame_list(&f, &d.l->list, &place, true);
	/* speech follows the list while nothing is searched for */
	if (field_cursor(v->typed) > 0)
		screen_show(f.s, row, at, true);
	else
		screen_show(f.s, i, f.left, false);
}

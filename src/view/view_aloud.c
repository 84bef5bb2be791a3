/* SPDX-License-Identifier: ISC */
/* view_aloud: the visits read to the health authority on the phone, one at a time, as large as fits.
 * Nothing is written. */
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/text.h"
#include "base/wipe.h"
#include "view/view_frame.h"
#include "view/view_loop.h"
#include "view/view_screens.h"
#include "ui/banner.h"
#include "ui/keys.h"
#include "visit/phone.h"

#define WIDTH 100   /* columns at most: a long number in big letters */
#define GAP 3       /* columns between letters that are spelled */
#define TELL_ROWS 4 /* of the sentence above at most */

static const char *const help[] = {
	N_("Read aloud what stands here. Blank or Enter shows the next visit, Backspace the one before."),
	N_("S spells the name, letter by letter. Esc goes back to the list."),
	N_("The health authority calls the visitors, you do not. Nothing is written."), NULL};

struct aloud {
	const struct view_find *find;
	size_t at;
	bool spelled;
};

/* Draws the n bytes at name from (row, left), its letters apart when spelled: in room rows, with a blank
 * row between them where there is much room. Returns the rows. */
static int
draw_name(struct screen *s, int row, int left, int width, int room, const char *name, size_t n,
	bool spelled)
{
	size_t at, next;
	int column = 0, rows = 1, columns, step = room > 7 ? 2 : 1;

	if (!spelled) {
		screen_put(s, row, left, width, SCREEN_ACCENT, name, n);
		return 1;
	}
	for (at = 0; at < n; at = next) {
		next = text_next(name, n, at);
		columns = text_width(name + at, next - at);
		if (column + columns > width && rows + step <= room) {
			column = 0;
			rows += step;
		}
		screen_put(
			s, row + rows - 1, left + column, width - column, SCREEN_ACCENT, name + at, next - at);
		column += columns + GAP;
	}
	return rows;
}

/* Draws the grouped number in big letters where it fits, in rows that end between two groups. Returns
 * whether it did. */
static bool
draw_big(struct screen *s, int row, int left, int width, int room, char *number)
{
	char *group = number, *end, *line = number, kept;
	int rows = 0;

	if (s->display == SCREEN_PLAIN || room < 2 * (BANNER_ROWS + 1))
		return false;
	while (line != NULL && *line != '\0' && rows + BANNER_ROWS <= room) {
		end = NULL;
		for (group = line; group != NULL; group = strchr(group + 1, ' ')) {
			kept = *group;
			*group = group == line ? kept : '\0';
			if (group != line && banner_width(line) > 0 && banner_width(line) <= width)
				end = group;
			*group = kept;
		}
		if (banner_width(line) >= 0 && banner_width(line) <= width)
			end = line + strlen(line);
		if (end == NULL)
			return false;
		kept = *end;
		*end = '\0';
		banner_draw(s, row + rows, left, SCREEN_STRONG, line);
		*end = kept;
		rows += BANNER_ROWS + 1;
		line = kept == '\0' ? NULL : end + 1;
	}
	return true;
}

static void
draw_number(struct view *v, int row, int left, int width, int room)
{
	char *number = v->words->number;

	if (!draw_big(&v->screen, row, left, width, room, number))
		screen_put(&v->screen, row, left, width, SCREEN_STRONG, number, strlen(number));
}

static void
tell(const struct view *v, char out[static VIEW_TEXT])
{
	const char *number = v->d->conf.health_authority_phone;

	if (*number != '\0')
		snprintf(out, VIEW_TEXT,
			_("Call back on %s. The authority calls the visitors, you do not."), number);
	else
		snprintf(out, VIEW_TEXT, "%s",
			_("Call back on a number you looked up. The authority calls the visitors, you do not."));
}

static void
draw(struct view *v, void *arg)
{
	struct aloud *a = arg;
	const struct visit *visit = &v->window.visits[a->find->order[a->at]];
	char text[VIEW_TEXT], when[MOMENT_TEXT];
	struct view_frame f;
	int row, n;

	view_frame_start(v, &f, WIDTH, "");
	f.page.quiet = f.columns >= 60
		? _("Space: next. Backspace: the one before. S: spell. Esc: list.")
		: _("Space: next. S: spell. Esc: list.");
	view_frame_draw(&f, help[0]);
	tell(v, text);
	row = f.row + f.roomy;
	/* a name that is spelled needs the rows of a small screen */
	if (f.roomy || !a->spelled)
		row += view_frame_text(&f, f.row, TELL_ROWS, SCREEN_TEXT, text);
	moment_print_local(visit->arrival, when);
	snprintf(text, sizeof text, _("%zu of %zu, arrived %s"), a->at + 1, a->find->found, when);
	view_frame_line(&f, row, SCREEN_STRONG, text);
	row += 1 + f.roomy;
	n = draw_name(f.s, row, f.left, f.width, f.rows - 4 - row, visit->visitor.name,
		visit->visitor.name_len, a->spelled);
	v->words->number[0] = '\0';
	if (phone_group(visit->visitor.phone, visit->visitor.phone_len, v->words->number, VIEW_LINE) ==
		0)
		draw_number(v, row + n + f.roomy, f.left, f.width, f.rows - 2 - row - n - f.roomy);
	wipe_bytes(v->words, sizeof *v->words);
	screen_show(f.s, row, f.left, false);
}

static enum view_end
take_key(struct view *v, void *arg, const struct keys_event *event, bool *draw_again)
{
	struct aloud *a = arg;
	bool blank = event->kind == KEYS_TEXT && event->ch == ' ';

	(void)v;
	*draw_again = true;
	if (event->kind == KEYS_BACK)
		return VIEW_BACK;
	if (event->kind == KEYS_TEXT && (event->ch == 's' || event->ch == 'S')) {
		a->spelled = !a->spelled;
		return VIEW_STAY;
	}
	if (blank || event->kind == KEYS_ENTER || event->kind == KEYS_DOWN ||
		event->kind == KEYS_RIGHT) {
		if (a->at + 1 == a->find->found)
			return VIEW_DONE;
		a->at++;
	} else if ((event->kind == KEYS_ERASE || event->kind == KEYS_UP || event->kind == KEYS_LEFT) &&
		a->at > 0) {
		a->at--;
	} else {
		return VIEW_STAY;
	}
	a->spelled = false;
	return VIEW_STAY;
}

enum view_end
view_aloud_show(struct view *v, const struct view_find *find, size_t at)
{
	struct aloud a = {.find = find, .at = at};
	const struct view_loop loop = {.draw = draw, .key = take_key, .arg = &a, .help = help};

	return find->found == 0 ? VIEW_DONE : view_loop_run(v, &loop);
}

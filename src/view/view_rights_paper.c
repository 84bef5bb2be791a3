/* SPDX-License-Identifier: ISC */
/* view_rights_paper: the letter on the screen, to be read aloud or shown, out of locked memory. */
#include <string.h>

#include "base/nls.h"
#include "base/text.h"
#include "base/wipe.h"
#include "view/view_frame.h"
#include "view/view_loop.h"
#include "view/view_rights.h"
#include "ui/keys.h"

static const char *const help[] = {
	N_("This is the letter. Up, Down, Page Up and Page Down move it. It stands in no file."), NULL};

struct paper {
	const struct wrapped *w;
	int top, rows, lines; /* the first line shown, how many fit, and how many there are */
};

/* Goes through the letter in lines of width columns, and draws those that are seen from row on, unless
 * width is what it was only counted for (row < 0). Returns how many lines there are. */
static int
pass(struct screen *s, const struct paper *p, int row, int left, int width)
{
	const char *at = p->w->kept, *end = at + p->w->n, *newline;
	size_t length, n, skip;
	int i = 0;

	while (at < end) {
		newline = memchr(at, '\n', (size_t)(end - at));
		length = (size_t)((newline == NULL ? end : newline) - at);
		do {
			n = text_line(at, length, width, &skip);
			if (row >= 0 && i >= p->top && i < p->top + p->rows)
				screen_put(s, row + i - p->top, left, width, SCREEN_TEXT, at, n);
			i++;
			skip = skip > length || skip == 0 ? length : skip;
			at += skip;
			length -= skip;
		} while (length > 0);
		at += newline != NULL;
	}
	return i;
}

static void
draw(struct view *v, void *arg)
{
	struct paper *p = arg;
	struct view_frame f;
	int row;

	view_frame_start(v, &f, WRAPPED_COLUMNS, "");
	row = 1 + f.roomy;
	p->rows = f.rows - 2 - f.roomy - row;
	p->lines = pass(f.s, p, -1, f.left, f.width);
	if (p->top > p->lines - p->rows)
		p->top = p->lines - p->rows;
	if (p->top < 0)
		p->top = 0;
	f.page.quiet = p->top + p->rows < p->lines ? _("More below: Page Down. Esc goes back.")
											   : _("This is the end of it. Esc goes back.");
	view_frame_draw(&f, help[0]);
	pass(f.s, p, row, f.left, f.width);
	screen_show(f.s, row, f.left, false);
}

static enum view_end
take_key(struct view *v, void *arg, const struct keys_event *event, bool *draw_again)
{
	struct paper *p = arg;

	(void)v;
	*draw_again = true;
	switch (event->kind) {
	case KEYS_BACK:
	case KEYS_ENTER:
		return VIEW_BACK;
	case KEYS_UP:
		p->top--;
		break;
	case KEYS_DOWN:
		p->top++;
		break;
	case KEYS_PAGE_UP:
		p->top -= p->rows;
		break;
	case KEYS_PAGE_DOWN:
		p->top += p->rows;
		break;
	case KEYS_TEXT:
		p->top += event->ch == ' ' ? p->rows : 0;
		break;
	case KEYS_HOME:
		p->top = 0;
		break;
	case KEYS_END:
		p->top = p->lines;
		break;
	default:
		break;
	}
	return VIEW_STAY;
}

enum view_end
view_rights_paper_show(struct view *v, struct view_rights *w)
{
	struct wrapped *letter = wrapped_new(WRAPPED_KEPT);
	struct paper p = {.w = letter};
	const struct view_loop loop = {.draw = draw, .key = take_key, .arg = &p, .help = help};
	enum view_end end;
	int rc = -1;

	if (letter == NULL)
		fail_set(&v->why, _("not enough memory"));
	else if (letter_compose(&w->rights, w->letter, letter, &v->why) == 0 && letter->error == 0)
		rc = 0;
	end = rc == 0 ? view_loop_run(v, &loop) : view_rights_failed(v, w);
	if (letter != NULL && wrapped_free(letter, &v->why) != 0)
		return end;
	return end;
}

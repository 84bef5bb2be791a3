/* SPDX-License-Identifier: ISC */
#include "ui/screen.h"

#include <curses.h>
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <unistd.h>
#include <wchar.h>

#include "base/nls.h"
#include "base/text.h"
#include "base/wipe.h"
#include "ui/blank.h"
#include "ui/capability.h"
#include "ui/font.h"
#include "ui/style.h"

#define ESCAPE_MS 50 /* how long Esc waits for the rest of a function key */

/* The signals that end the program and that of a resize arrive as keys, so that none is missed
 * between two looks and nothing runs in a signal handler. */
static int
take_signals(void)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGQUIT);
	sigaddset(&set, SIGWINCH);
	if (sigprocmask(SIG_BLOCK, &set, NULL) != 0)
		return -1;
	signal(SIGTSTP, SIG_IGN);
	signal(SIGPIPE, SIG_IGN);
	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

int
screen_start(struct screen *s, struct fail *why)
{
	memset(s, 0, sizeof *s);
	s->signals = -1;
	s->ahead = ERR;
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return fail_set(why, _("this program needs a terminal"));
	s->signals = take_signals();
	if (s->signals < 0)
		return fail_errno(why, errno, _("cannot take over the signals"));
	s->term = newterm(NULL, stdout, stdin);
	/* one without a cursor to be moved, such as "dumb", shows nothing at all */
	if (s->term != NULL && !capability_is_there("cup")) {
		endwin();
		delscreen(s->term);
		s->term = NULL;
	}
	if (s->term == NULL) {
		close(s->signals);
		return fail_set(why, _("the terminal type “%s” is not known; set TERM"),
			getenv("TERM") == NULL ? "" : getenv("TERM"));
	}
	s->buffer = (2 + LINES) * (6 + COLS);
	set_escdelay(ESCAPE_MS);
	raw();
	noecho();
	nonl();
	nodelay(stdscr, TRUE);
	keypad(stdscr, TRUE);
	leaveok(stdscr, FALSE);
	typeahead(-1); /* keys_waiting looks: curses need not, at every line it draws */
	style_start(s);
	capability_send("BE"); /* bracketed paste, where the terminal has it */
	s->font = font_read(STDOUT_FILENO);
	return 0;
}

void
screen_stop(struct screen *s)
{
	if (s->term == NULL)
		return;
	blank_screen(s);
	capability_send("BD");
	curs_set(1);
	endwin();
	delscreen(s->term);
	s->term = NULL;
	free(s->font);
	s->font = NULL;
	close(s->signals);
}

const char *
screen_next_display(const struct screen *s)
{
	switch ((s->display + 1) % SCREEN_DISPLAYS) {
	case SCREEN_LARGE:
		return _("F3 Larger");
	case SCREEN_CONTRAST:
		return _("F3 Contrast");
	case SCREEN_PLAIN:
		return _("F3 Plain");
	default:
		return _("F3 Standard");
	}
}

int
screen_rows(const struct screen *s)
{
	(void)s;
	return LINES;
}

int
screen_columns(const struct screen *s)
{
	(void)s;
	return COLS;
}

void
screen_clear(struct screen *s)
{
	bkgdset(style_has_colour(s) ? COLOR_PAIR(1 + SCREEN_TEXT) : A_NORMAL);
	erase();
}

void
screen_turn(struct screen *s, const char *title)
{
	if (title == s->title)
		return;
	s->title = title;
	clearok(curscr, TRUE);
}

/* Takes the next character of text with the marks on it into cell, as many as curses holds.
 * Returns the bytes taken; *width becomes its columns. */
static size_t
next_cell(const struct screen *s, const char *text, size_t n, wchar_t cell[static CCHARW_MAX + 1],
	int *width)
{
	size_t at = 0, used, count = 0;
	uint32_t uc;

	while (at < n) {
		used = text_decode(text + at, n - at, &uc);
		if (used == 0) {
			uc = '?';
			used = 1;
		}
		if (count > 0 && wcwidth((wchar_t)uc) != 0)
			break;
		at += used;
		if (count == 0) {
			*width = wcwidth((wchar_t)uc);
			if (*width <= 0 || !font_has(s->font, uc)) {
				uc = '?';
				*width = 1;
			}
		}
		if (count > 0 && s->font != NULL) /* a console puts no mark on a letter, but behind it */
			cell[0] = L'?';
		else if (count < CCHARW_MAX)
			cell[count++] = (wchar_t)uc;
	}
	cell[count] = L'\0';
	return at;
}

int
screen_put(struct screen *s, int row, int column, int width, enum screen_style style,
	const char *text, size_t n)
{
	wchar_t cell[CCHARW_MAX + 1];
	int used = 0, columns = 0;
	short pair;
	attr_t attrs = style_attributes(s, style, &pair);
	cchar_t cc;
	size_t taken;

	while (n > 0) {
		taken = next_cell(s, text, n, cell, &columns);
		if (used + columns > width || column + used + columns > COLS)
			break;
		if (setcchar(&cc, cell, attrs, pair, NULL) == OK)
			mvadd_wch(row, column + used, &cc);
		used += columns;
		text += taken;
		n -= taken;
	}
	wipe_bytes(cell, sizeof cell);
	wipe_bytes(&cc, sizeof cc);
	return used;
}

bool
screen_can_show(const struct screen *s, const char *text, size_t n)
{
	uint32_t uc;
	size_t used;

	for (; n > 0; text += used, n -= used) {
		used = text_decode(text, n, &uc);
		if (used == 0 || !font_has(s->font, uc) || (!text_is_mark(uc) && wcwidth((wchar_t)uc) < 1))
			return false;
	}
	return true;
}

void
screen_take_clicks(struct screen *s)
{
	(void)s;
	mousemask(BUTTON1_PRESSED | BUTTON1_CLICKED, NULL);
	mouseinterval(0);
	/* reports are read by decode.h: curses blocks, signals and all, until one that was broken off
	 * is complete, and knows one encoding only */
	define_key(NULL, KEY_MOUSE);
}

void
screen_bell(struct screen *s)
{
	(void)s;
	beep();
}

void
screen_fill(struct screen *s, int row, int column, int width, enum screen_style style)
{
	short pair;
	attr_t attrs = style_attributes(s, style, &pair);
	cchar_t blank;

	if (width > COLS - column)
		width = COLS - column;
	if (width > 0 && setcchar(&blank, L" ", attrs, pair, NULL) == OK)
		mvhline_set(row, column, &blank, width);
}

void
screen_frame(struct screen *s, int row, int column, int height, int width, enum screen_style style)
{
	short pair;
	attr_t attrs = style_attributes(s, style, &pair) | COLOR_PAIR(pair);
	int i;

	attrset(attrs);
	mvhline(row, column + 1, ACS_HLINE, width - 2);
	mvhline(row + height - 1, column + 1, ACS_HLINE, width - 2);
	for (i = 1; i < height - 1; i++) {
		mvaddch(row + i, column, ACS_VLINE);
		mvaddch(row + i, column + width - 1, ACS_VLINE);
	}
	mvaddch(row, column, ACS_ULCORNER);
	mvaddch(row, column + width - 1, ACS_URCORNER);
	mvaddch(row + height - 1, column, ACS_LLCORNER);
	mvaddch(row + height - 1, column + width - 1, ACS_LRCORNER);
	attrset(A_NORMAL);
}

void
screen_show(struct screen *s, int row, int column, bool visible)
{
	(void)s;
	curs_set(visible ? 1 : 0);
	move(row, column);
	refresh();
}

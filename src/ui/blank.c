/* SPDX-License-Identifier: ISC */
#include "ui/blank.h"

#include <curses.h>
#include <term.h>
#include <unistd.h>

#include "base/file.h"
#include "config.h"

#ifdef HAVE__NC_OUTCH

extern int _nc_outch(int);

/* Writes harmless bytes through curses' own output buffer until all of it is written over. The
 * buffer has (2 + rows) * (6 + columns) bytes and is kept by curses from start to end, with the size
 * of the screen then. */
static void
overwrite_output(const struct screen *s)
{
	int i, now = (2 + LINES) * (6 + COLS), n = s->buffer > now ? s->buffer : now;

	for (i = 0; i < n; i++)
		tputs("\033[m", 1, _nc_outch);
}

#else

/* Without that function: a row of blanks, each with another attribute, so that no cell is skipped
 * and every one costs an escape sequence in the buffer. */
static void
overwrite_output(const struct screen *s)
{
	static const attr_t looks[] = {A_BOLD, A_REVERSE, A_UNDERLINE, A_NORMAL};
	int row, column;

	(void)s;
	for (row = 0; row < LINES; row++)
		for (column = 0; column < COLS - 1; column++) {
			attrset(looks[(row + column) % 4]);
			mvaddch(row, column, ' ');
		}
	attrset(A_NORMAL);
	refresh();
	erase();
}

#endif

void
blank_screen(struct screen *s)
{
	const char *scrollback = "\033[3J"; /* E3: clears what scrolled off */
	const char *e3 = tigetstr("E3");

	if (s->term == NULL)
		return;
	s->title = NULL; /* whatever comes is drawn whole */
	erase();
	clearok(curscr, TRUE);
	refresh();
	overwrite_output(s);
	clearok(curscr, TRUE);
	refresh();
	if (e3 != NULL && e3 != (char *)-1 && file_write_all(STDOUT_FILENO, scrollback, 4) != 0)
		return; /* a terminal that is gone shows nothing */
}

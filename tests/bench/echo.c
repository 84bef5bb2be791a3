/* SPDX-License-Identifier: ISC */
/* echo: the least that a curses program does with a key: read it, show it. What the kiosk is
 * measured beside. Backspace removes a letter; it ends when it is told to. */
#include <curses.h>
#include <locale.h>

int
main(void)
{
	int key, row, column;

	setlocale(LC_ALL, "C.UTF-8");
	initscr();
	raw();
	noecho();
	mvaddstr(11, 20, "echo: ");
	refresh();
	while ((key = getch()) != ERR) {
		if (key == 127) {
			getyx(stdscr, row, column);
			mvaddch(row, column - 1, ' ');
			move(row, column - 1);
		} else {
			addch((chtype)key);
		}
		refresh();
	}
	endwin();
	return 0;
}

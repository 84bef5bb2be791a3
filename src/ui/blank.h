/* SPDX-License-Identifier: ISC */
/* blank: how a screen forgets. Curses keeps what it drew in three places and the terminal in more;
 * each step removes copies that the others leave (doc/FORGETTING.md). */
#ifndef UI_BLANK_H
#define UI_BLANK_H

#include "ui/screen.h"

/* Removes everything ever drawn from curses' memory and from the terminal with its scroll-back:
 * call it whenever something personal may have been on the screen. Harmless when not started. */
void blank_screen(struct screen *s);

#endif

/* SPDX-License-Identifier: ISC */
/* capability: what a terminal can do beyond what curses does with it (terminfo(5)). */
#ifndef UI_CAPABILITY_H
#define UI_CAPABILITY_H

#include <stdbool.h>

/* Sends the sequence that the terminal has under name, such as "BE"; nothing when it has none. */
void capability_send(const char *name);

/* Says whether the terminal has the capability of that name. */
bool capability_is_there(const char *name);

#endif

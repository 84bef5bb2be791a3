/* SPDX-License-Identifier: ISC */
/* keys: what a terminal sends for a key. Sequences come from terminfo in the mode a full-screen
 * program asks for (smkx), and are those of xterm where terminfo has none. */
#ifndef TTY_KEYS_H
#define TTY_KEYS_H

#include "tty/buf.h"

#include <stdbool.h>

/* Reads the terminal's description; without one, xterm's sequences are used. */
void keys_open(const char *term);

/* Adds what the key sends: Enter Esc Tab Backtab Backspace Insert Delete Up Down Left Right Home
 * End PgUp PgDn F1..F12 Space, Ctrl-A..Ctrl-Z and Ctrl-[ \ ] ^ _ (capitals do not matter).
 * Returns false for another name. */
bool keys_find(const char *name, struct buf *out);

/* Forgets the description. */
void keys_close(void);

#endif

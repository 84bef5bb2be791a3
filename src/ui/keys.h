/* SPDX-License-Identifier: ISC */
/* keys: one kind of event for everything that a person or the system does to a screen. */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include <stdint.h>

#include "ui/screen.h"

enum keys_kind {
	KEYS_NOTHING, /* a key without a meaning here */
	KEYS_TEXT,    /* ch was typed */
	KEYS_ENTER,
	KEYS_BACK,  /* Esc */
	KEYS_ERASE, /* backspace */
	KEYS_DELETE,
	KEYS_LEFT,
	KEYS_RIGHT,
	KEYS_WORD_LEFT, /* Ctrl with an arrow */
	KEYS_WORD_RIGHT,
	KEYS_UP,
	KEYS_DOWN,
	KEYS_HOME,
	KEYS_END,
	KEYS_PAGE_UP,
	KEYS_PAGE_DOWN,
	KEYS_NEXT, /* Tab */
	KEYS_PREVIOUS,
	KEYS_FUNCTION, /* F1 to F12: number */
	KEYS_CLICK,    /* the mouse or a finger at (row, column) */
	KEYS_SHIFT,    /* small or capital letters on the screen's own keys */
	KEYS_PASTE,    /* what follows was pasted, not typed ... */
	KEYS_PASTED,   /* ... up to here */
	KEYS_RESIZE,
	KEYS_TIMEOUT, /* nothing happened in the time given */
	KEYS_LEAVE,   /* the program is asked to end, or the terminal is gone */
};

struct keys_event {
	enum keys_kind kind;
	uint32_t ch;
	int number;
	int row, column;
};

/* Waits for the next event, at most timeout milliseconds (-1: for ever). A paste that the terminal
 * marks as one arrives as text only: a line break in it ends what is taken of it, and is no Enter. */
struct keys_event keys_read(struct screen *s, int timeout);

/* Says whether something is already there to be read: then a picture can wait until it is dealt
 * with. */
bool keys_waiting(struct screen *s);

/* Throws away what was typed ahead, of a paste also what is still to come. */
void keys_flush(struct screen *s);

#endif

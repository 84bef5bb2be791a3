/* SPDX-License-Identifier: ISC */
/* screen: one terminal through curses: started, drawn on, forgotten, stopped. Knows no visitor.
 * Text is drawn with add_wch only: curses' formatted output keeps copies of its own. */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"

#define SCREEN_LEAST_ROWS 12
#define SCREEN_LEAST_COLUMNS 40

enum screen_display {
	SCREEN_STANDARD,
	SCREEN_LARGE,    /* big letters where they fit, fewer things at a time */
	SCREEN_CONTRAST, /* only white and yellow on black, all bold */
	SCREEN_PLAIN,    /* no boxes, no colour, one thing a line: for braille and speech */
	SCREEN_DISPLAYS,
};

/* Pairs that can be read on a console's own palette. */
enum screen_style {
	SCREEN_TEXT,   /* white on black */
	SCREEN_STRONG, /* bold white on black */
	SCREEN_ACCENT, /* bold yellow on black */
	SCREEN_BAR,    /* bold white on blue */
	SCREEN_FIELD,  /* the same: where something is typed */
	SCREEN_CHOICE, /* black on grey: what has the focus */
	SCREEN_STYLES,
};

struct screen {
	void *term;  /* curses' SCREEN; NULL: not started */
	int signals; /* a descriptor from which TERM, HUP and INT are read */
	int buffer;  /* bytes of curses' own output buffer */
	bool colour;
	enum screen_display display;
	uint8_t *font; /* a bit for each character of the console's font; NULL: not known */
	/* kept by keys: */
	int ahead;         /* a key read early */
	bool pasting;      /* between the beginning and the end of a paste, */
	bool paste_taken;  /* of which something was taken already, */
	bool paste_over;   /* and no more will be */
	const char *title; /* of the page that is shown; kept by screen_turn */
};

/* Takes the terminal on standard input and output: raw (Ctrl-C, Ctrl-Z, Ctrl-\ and Ctrl-S arrive as
 * keys and do nothing), no echo. Returns 0, or -1 with why when there is no usable terminal. */
int screen_start(struct screen *s, struct fail *why) __attribute__((warn_unused_result));

/* Forgets what was drawn and gives the terminal back as it was. Harmless when not started. */
void screen_stop(struct screen *s);

/* Returns what F3 would do to the display, as the keys' line says it. */
const char *screen_next_display(const struct screen *s);

/* The size now. */
int screen_rows(const struct screen *s);
int screen_columns(const struct screen *s);

/* Begins a new picture: all blank. */
void screen_clear(struct screen *s);

/* Lets the mouse, or a finger on a terminal that reports it as one, arrive as KEYS_CLICK. */
void screen_take_clicks(struct screen *s);

/* Sounds the bell. */
void screen_bell(struct screen *s);

/* Says whether the terminal can draw all of the n bytes of UTF-8 at text. A Linux console is asked
 * for its font; of other terminals it is believed. */
bool screen_can_show(const struct screen *s, const char *text, size_t n);
/* Turns to the page of that title, a static text. Another page than before is painted from nothing:
 * terminals do not agree on how wide some characters are, and where one disagreed, changing only
 * what is new would leave pieces of what was typed. */
void screen_turn(struct screen *s, const char *title);

/* Draws the n bytes of UTF-8 at text from (row, column), at most width columns. What the terminal
 * cannot draw becomes "?". Returns the columns used. */
int screen_put(struct screen *s, int row, int column, int width, enum screen_style style,
	const char *text, size_t n);

/* Fills width columns from (row, column) with blanks of style. */
void screen_fill(struct screen *s, int row, int column, int width, enum screen_style style);

/* Draws a frame of height rows and width columns. */
void screen_frame(
	struct screen *s, int row, int column, int height, int width, enum screen_style style);

/* Shows the picture with the cursor at (row, column), where braille and speech follow it; visible
 * only while something is typed there. */
void screen_show(struct screen *s, int row, int column, bool visible);

#endif

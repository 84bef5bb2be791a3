/* SPDX-License-Identifier: ISC */
/* page: the one shape of every screen: a bar, a title, paragraphs, perhaps a field, an error, and
 * buttons; drawn for any size from 40x12 on. Knows no visitor. */
#ifndef UI_PAGE_H
#define UI_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ui/accents.h"
#include "ui/field.h"
#include "ui/keys.h"
#include "ui/qr.h"
#include "ui/screen.h"

#define PAGE_PARAGRAPHS 16
#define PAGE_BUTTONS 9     /* as many as there are digits to press them with */
#define PAGE_IN_FIELD (-1) /* the focus is in the field */
#define PAGE_SPOTS 72

/* Keys on the screen, for a finger or a mouse. */
enum page_pad { PAGE_NO_PAD, PAGE_LETTERS, PAGE_DIGITS };

/* A part of the picture that can be pressed, and the event that this is. */
struct page_spot {
	int row, column, rows, columns;
	enum page_press { PAGE_PRESS_BUTTON, PAGE_PRESS_FIELD, PAGE_PRESS_KEY } press;
	int button;
	struct keys_event event;
};

/* All texts are the caller's and not personal; only field and reading may be. */
struct page {
	const char *bar;      /* top line: whose register this is */
	const char *alert;    /* in it, NULL for none */
	const char *bar_keys; /* on the right of it: the key that changes the display */
	const char *title;    /* where the plain display has a field: its label */
	const char *big;      /* something to copy by hand, NULL for none */
	const char *paragraphs[PAGE_PARAGRAPHS]; /* up to the first NULL */
	const char *symbols[PAGE_PARAGRAPHS];    /* one character for each of them, or none */
	struct field *field;                     /* NULL for none */
	const char *reading;     /* below the field: how it is understood, NULL for none */
	const char *error;       /* a sentence, NULL for none */
	const char *note;        /* a sentence in the place of an error when there is none, or NULL */
	const char *cannot_show; /* the note for letters that this terminal cannot draw */
	const char *buttons[PAGE_BUTTONS]; /* up to the first NULL */
	int links;                         /* buttons from this one on are quiet */
	int chosen;                        /* the link that is the state of things now, -1 for none */
	const char *quiet;                 /* above the last line, NULL for none */
	const char *hint;                  /* in the place of quiet where there is room and no quiet */
	const char *keys;                  /* last line */
	const char *short_keys;            /* the same where that does not fit */
	const char *aside;                 /* on the right of the last line, NULL for none */
	const char *short_aside;           /* the same where that does not fit */
	const char *too_small;             /* the request to enlarge */
	const char *more;                  /* says that there is more below */
	const char *const *pad_rows;       /* the letters on the screen, up to a NULL row */
	enum page_pad pad;
	const struct qr *qr;  /* a code beside the text, NULL for none */
	bool secret;          /* what is typed is shown as stars */
	bool accented;        /* F4 offers accents */
	int own_key;          /* the number of a function key that the screen takes itself; 0: none */
	bool touch;           /* everything that can be pressed is as large as a finger */
	const char *language; /* whose accents come first */
	/* kept by the page: */
	int focus;              /* a button, or PAGE_IN_FIELD */
	int scroll;             /* first line of the paragraphs shown */
	int last_scroll;        /* the largest scroll of the last drawing */
	int shown;              /* lines of the paragraphs shown by the last drawing */
	bool full;              /* the field refused a character because it is full */
	bool seen;              /* it has been drawn */
	bool halted;            /* plain display: the cursor stays on the error until a key */
	bool small;             /* the letters on the screen are small ones */
	bool no_accents;        /* they were asked for, and there are none */
	struct accents accents; /* of the letter before the cursor, while one is being picked */
	struct page_spot spots[PAGE_SPOTS];
	int spot_count;
	uint64_t digest; /* of the last drawing, when another may draw the field alone; 0: it may not */
	int entry_row, entry_left, entry_width; /* where that was */
	bool entry_loose;
};

enum page_result {
	PAGE_SAME,    /* nothing changed */
	PAGE_CHANGED, /* draw it again */
	PAGE_CHOSEN,  /* page->focus was pressed */
	PAGE_TYPED,   /* Enter in the field */
	PAGE_LEFT,    /* Esc */
	PAGE_KEY,     /* own_key */
	PAGE_OTHER,   /* not a key of the page */
};

/* Begins a page: all empty, the focus where it belongs. */
void page_start(struct page *page, struct field *field);

/* Lets the page have an event. F4 in a field offers the accented forms of the letter before the
 * cursor, to be chosen with one more key. */
enum page_result page_key(struct page *page, const struct keys_event *event);

/* Turns a click on one of the spots of the last drawing into the event it stands for, with the
 * focus moved there; a click elsewhere becomes KEYS_NOTHING. Other events stay as they are. */
void page_click(struct page *page, struct keys_event *event);

/* Adds a spot of rows x columns at (row, column) for the layout; returns it to be filled in, or
 * NULL when there are too many. */
struct page_spot *page_spot(struct page *page, int row, int column, int rows, int columns);

/* The number of buttons. */
int page_buttons(const struct page *page);

#endif

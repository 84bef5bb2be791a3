/* SPDX-License-Identifier: ISC */
/* page: the one shape of every screen: a bar, a title, paragraphs, perhaps a field, an error, and
 * buttons; drawn for any size from 40x12 on. Knows no visitor. */
#ifndef UI_PAGE_H
#define UI_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "ui/field.h"
#include "ui/keys.h"
#include "ui/screen.h"

#define PAGE_PARAGRAPHS 16
#define PAGE_BUTTONS 4
#define PAGE_IN_FIELD (-1) /* the focus is in the field */

/* All texts are the caller's and not personal; only field may be. */
struct page {
	const char *bar;   /* top line: whose register this is */
	const char *alert; /* on the right of it, NULL for none */
	const char *title;
	const char *big;                         /* something to copy by hand, NULL for none */
	const char *paragraphs[PAGE_PARAGRAPHS]; /* up to the first NULL */
	struct field *field;                     /* NULL for none */
	const char *error;                       /* a sentence, NULL for none */
	const char *buttons[PAGE_BUTTONS];       /* up to the first NULL */
	const char *quiet;                       /* above the last line, NULL for none */
	const char *hint;       /* in the place of quiet where there is room and no quiet */
	const char *keys;       /* last line */
	const char *short_keys; /* the same where that does not fit */
	const char *too_small;  /* the request to enlarge */
	const char *more;       /* says that there is more below */
	/* kept by the page: */
	int focus;       /* a button, or PAGE_IN_FIELD */
	int scroll;      /* first line of the paragraphs shown */
	int last_scroll; /* the largest scroll of the last drawing */
	int shown;       /* lines of the paragraphs shown by the last drawing */
	bool full;       /* the field refused a character because it is full */
};

enum page_result {
	PAGE_SAME,    /* nothing changed */
	PAGE_CHANGED, /* draw it again */
	PAGE_CHOSEN,  /* page->focus was pressed */
	PAGE_TYPED,   /* Enter in the field */
	PAGE_LEFT,    /* Esc */
	PAGE_OTHER,   /* not a key of the page */
};

/* Begins a page: all empty, the focus where it belongs. */
void page_start(struct page *page, struct field *field);

/* Lets the page have an event. */
enum page_result page_key(struct page *page, const struct keys_event *event);

#endif

/* SPDX-License-Identifier: ISC */
/* view: reception's screen, and what its parts share. Made in view_run(), passed down. What holds a
 * name, a number or a passphrase lies in locked memory: the fields, the window, struct view_words. */
#ifndef VIEW_VIEW_H
#define VIEW_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "desk/desk.h"
#include "view/view_facts.h"
#include "desk/window.h"
#include "ui/field.h"
#include "ui/page.h"
#include "ui/screen.h"

#define VIEW_PATH 256   /* bytes of a path with its final NUL */
#define VIEW_TEXT 512   /* bytes of a sentence with its final NUL */
#define VIEW_LINE 512   /* bytes of a line with a name or a number in it */
#define VIEW_IDLE 3     /* an open register waits as often as long as the kiosk until it locks */
#define VIEW_WARNING 30 /* seconds in which somebody may say that they are still there */

/* How a part of the screen ended. The last two end all parts up to the overview. */
enum view_end {
	VIEW_STAY,
	VIEW_DONE, /* Enter */
	VIEW_BACK, /* Esc */
	VIEW_LOCK, /* F10, or nobody is there */
	VIEW_LEAVE /* the program is to end */
};

/* Lines that hold personal data while they are drawn. In locked memory. */
struct view_words {
	char line[VIEW_LINE];
	char number[VIEW_LINE];
};

struct view {
	struct desk *d;
	struct screen screen;
	struct view_facts facts; /* for the overview; no personal data */
	struct field *typed;     /* a reference, a path, a search */
	struct field *secret;    /* a passphrase */
	struct view_words *words;
	struct window window; /* what is open */
	bool open;            /* a reception key and visits are in memory */
	bool leaving;         /* asked to end while something ran */
	bool locking;         /* asked to lock then */
	long idle_exit; /* s without a key on the overview after which the program ends; 0: never */
	long still;     /* s without a key */
	int voice, stderr_was; /* where warnings go while the screen is there (view/view_voice.h) */
	/* what is asked for */
	const char *reason;
	char reference[DESK_REFERENCE], key[VIEW_PATH], output[VIEW_PATH];
	const char *error; /* a translated sentence about what was typed, NULL: none */
	struct fail why;   /* room for one */
	char keys[VIEW_TEXT], short_keys[VIEW_TEXT], quiet[VIEW_TEXT];
	char texts[4][VIEW_TEXT]; /* sentences of a page */
};

/* Runs the screen until somebody quits. Returns an exit status. */
int view_run(struct desk *d);

/* Wipes everything personal: visits, key, fields, screen, stack. */
void view_forget(struct view *v);

#endif

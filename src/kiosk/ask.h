/* SPDX-License-Identifier: ISC */
/* ask: shows a screen and waits for what the visitor does with it. The keys that mean the same
 * everywhere (help, language, display) and idle time are dealt with here. */
#ifndef KIOSK_ASK_H
#define KIOSK_ASK_H

#include "kiosk/kiosk.h"

enum ask_answer {
	ASK_CHOSEN, /* a button: page->focus */
	ASK_TYPED,  /* Enter in the field */
	ASK_BACK,   /* Esc */
	ASK_KEY,    /* page->own_key */
	ASK_IDLE,   /* nobody is there any more */
	ASK_TICK,   /* a second has passed (only with ASK_TICKS) */
	ASK_LEAVE,  /* the program is to end */
	ASK_STAFF,  /* the configured staff key (only with ASK_TICKS: the welcome screen) */
};

/* How long a screen waits. */
enum ask_patience {
	ASK_TICKS,   /* for ever, reporting each second */
	ASK_WATCHED, /* as long as configured, reporting each second, with a warning at the end */
	ASK_WARNED,  /* as long as configured, with a warning that a key extends */
	ASK_BRIEF,   /* 30 to 90 seconds, then on without a word */
};

/* Shows page, whose texts build(k, page) writes at every drawing in the language in use, until
 * something happens that the screen itself must deal with. */
enum ask_answer ask_page(struct kiosk *k, struct page *page,
	void (*build)(struct kiosk *k, struct page *page), enum ask_patience patience);

/* Prepares page for another try: the text stays, the cursor goes back to it, the bell sounds. */
void ask_again(struct kiosk *k, struct page *page);

/* Shows the last screen of a way, with one button; after it or after a while comes the welcome. */
enum kiosk_step ask_end(struct kiosk *k, void (*build)(struct kiosk *k, struct page *page));

#endif

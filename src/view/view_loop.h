/* SPDX-License-Identifier: ISC */
/* view_loop: the keys of reception's screen: the ones that mean the same everywhere, the time without
 * one, and the rest given to the part that is shown. */
#ifndef VIEW_VIEW_LOOP_H
#define VIEW_VIEW_LOOP_H

#include "view/view.h"

#define VIEW_LOOP_HELP 6 /* paragraphs of a help at most */

/* A part of the screen. */
struct view_loop {
	/* draws it */
	void (*draw)(struct view *v, void *arg);
	/* takes a key; *draw becomes true when something changed. VIEW_STAY goes on. */
	enum view_end (*key)(struct view *v, void *arg, const struct keys_event *event, bool *draw);
	void *arg;
	/* untranslated paragraphs about it, up to a NULL; NULL: none */
	const char *const *help;
	bool home; /* the overview: nobody need be there, and KEYS_TIMEOUT is given to key */
};

/* Shows it until it ends. */
enum view_end view_loop_run(struct view *v, const struct view_loop *loop);

/* Shows page, built anew before each drawing, until a button (page->focus), Enter in its field
 * (VIEW_DONE) or Esc ends it. Its keys and bars are filled in. help as above. */
enum view_end view_loop_page(struct view *v, struct page *page,
	void (*build)(struct view *v, struct page *page), const char *const *help);

/* Fills in what every page of the screen has: whose register it is, and the keys; more are further
 * keys, "" for none. */
void view_loop_frame(struct view *v, struct page *page, const char *more);

#endif

/* SPDX-License-Identifier: ISC */
/* view_ask: a page with one field, shown until what was typed there will do. */
#ifndef VIEW_VIEW_ASK_H
#define VIEW_VIEW_ASK_H

#include "view/view.h"

/* Shows page, which was started with its field and whose button 1 is "Back", with v->error, until
 * take(v, page) returns NULL. take reads the field, draws nothing, and says, translated, what is wrong
 * with what is there: then that is shown, with the focus in the field. build and help are those of
 * view_loop_page. Returns VIEW_DONE, or how it ended; the field is empty then, and v->error NULL. */
enum view_end view_ask_page(struct view *v, struct page *page,
	void (*build)(struct view *v, struct page *page),
	const char *(*take)(struct view *v, struct page *page), const char *const *help);

/* Types the n bytes at text into field, which is emptied first. */
void view_ask_fill(struct field *field, const char *text, size_t n);

/* Copies what was typed into field to out, cap bytes with a NUL; what does not fit is cut. */
void view_ask_copy(const struct field *field, char *out, size_t cap);

#endif

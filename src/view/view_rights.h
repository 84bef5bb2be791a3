/* SPDX-License-Identifier: ISC */
/* view_rights: what the screens share that answer a visitor who asks about the own data. Each shows
 * itself until it ends, as in view/view_screens.h; nothing typed outlives view_rights_show. */
#ifndef VIEW_VIEW_RIGHTS_H
#define VIEW_VIEW_RIGHTS_H

#include "rights/letter.h"
#include "rights/rights.h"
#include "view/view.h"

/* What the visitor wants. */
enum view_rights_wish {
	VIEW_RIGHTS_SEE,
	VIEW_RIGHTS_ERASE,
	VIEW_RIGHTS_CORRECT,
	VIEW_RIGHTS_OBJECT,
	VIEW_RIGHTS_WISHES
};

struct view_rights {
	struct rights rights;
	enum view_rights_wish wish;
	enum query_kind by;     /* what is looked for */
	bool keyed;             /* a reception key is open */
	bool stopped;           /* nothing was changed, and no answer was given */
	enum reply_kind letter; /* the answer */
	bool marked[FIND_MOST]; /* which of the entries found are of the person who asks */
};

/* A page that finds its view_rights: its build gets &page. */
struct view_rights_page {
	struct page page;
	struct view_rights *w;
};

/* What the visitor wants; how it is to be found; and that, typed, into w->rights.query. VIEW_DONE goes
 * on, VIEW_BACK goes back one of them. */
enum view_end view_rights_ask_wish(struct view *v, struct view_rights *w);
enum view_end view_rights_ask_by(struct view *v, struct view_rights *w);
enum view_end view_rights_ask_whom(struct view *v, struct view_rights *w);

/* That nothing was found. VIEW_BACK searches again; VIEW_STAY goes on to the letter. */
enum view_end view_rights_found_nothing(struct view *v, struct view_rights *w);

/* What was found, by its arrival; what is of the person who asks becomes w->rights.picked. VIEW_DONE
 * goes on. */
enum view_end view_rights_found_choose(struct view *v, struct view_rights *w);

/* How the person was recognised, noted in the ledger. VIEW_STAY: they were, go on; VIEW_BACK: back to
 * what was found; else it has ended. */
enum view_end view_rights_known_ask(struct view *v, struct view_rights *w);

/* Asks, and erases what is picked, or by the code alone. VIEW_STAY goes on to w->letter. */
enum view_end view_rights_erase_picked(struct view *v, struct view_rights *w);
enum view_end view_rights_erase_code(struct view *v, struct view_rights *w);

/* Asks for the right name and number, and puts them in the place of what is picked. VIEW_STAY goes on
 * to w->letter. */
enum view_end view_rights_right_show(struct view *v, struct view_rights *w);

/* What was done, and the letter about it, read here or written to a file, until it is enough. */
enum view_end view_rights_letter_show(struct view *v, struct view_rights *w);

/* The letter, read here. */
enum view_end view_rights_paper_show(struct view *v, struct view_rights *w);

/* Says that it failed, for the reason v->why. Returns VIEW_DONE, VIEW_LOCK or VIEW_LEAVE. */
enum view_end view_rights_failed(struct view *v, struct view_rights *w);

#endif

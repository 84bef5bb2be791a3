/* SPDX-License-Identifier: ISC */
/* view_open: what is opened, and the ledger line before it. */
#ifndef VIEW_VIEW_OPEN_H
#define VIEW_VIEW_OPEN_H

#include "view/view.h"

/* With v->d unlocked: notes in the ledger what v->window asks for, and then opens it, with a bar and
 * Esc to cancel. Returns 0, or -1 with v->why and nothing open. */
int view_open_window(struct view *v) __attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: ISC */
/* view_state: how the register is, as sentences. */
#ifndef VIEW_VIEW_STATE_H
#define VIEW_VIEW_STATE_H

#include "view/view.h"

#define VIEW_STATE_FACTS 6
#define VIEW_STATE_TWO 70 /* columns from which on they stand side by side */

/* Writes what is wrong and what to do, or that all is well, to out: the gravest thing first, all of it
 * in one paragraph. */
void view_state_alarm(const struct view *v, char out[static VIEW_TEXT]);

/* Writes fact i, "what  value", to out; *columns become those of the part that says what. */
void view_state_fact(const struct view *v, int i, char out[static VIEW_TEXT]);

/* Draws the facts from row and column left on, in width columns: side by side from VIEW_STATE_TWO columns
 * on, where the first column is as wide as what stands in it, in whatever language. Returns the row below. */
int view_state_draw(struct view *v, int row, int left, int width);

#endif

/* SPDX-License-Identifier: ISC */
/* view_state: how the register is, as sentences. */
#ifndef VIEW_VIEW_STATE_H
#define VIEW_VIEW_STATE_H

#include "view/view.h"

#define VIEW_STATE_FACTS 6

/* Writes what is wrong and what to do, or that all is well, to out: the gravest thing first, all of it
 * in one paragraph. */
void view_state_alarm(const struct view *v, char out[static VIEW_TEXT]);

/* Writes fact i, "what  value", to out; *columns become those of the part that says what. */
void view_state_fact(const struct view *v, int i, char out[static VIEW_TEXT]);

#endif

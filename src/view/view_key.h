/* SPDX-License-Identifier: ISC */
/* view_key: the key file and the passphrase, and the register opened with them. */
#ifndef VIEW_VIEW_KEY_H
#define VIEW_VIEW_KEY_H

#include "view/view.h"

/* Asks for both until the key opens, then opens the register for change (desk_unlock). What was said
 * meanwhile is shown. Returns VIEW_DONE with v->d unlocked; otherwise it is locked. */
enum view_end view_key_unlock(struct view *v);

#endif

/* SPDX-License-Identifier: ISC */
/* view_screens: the parts of reception's screen, one file each. Each shows itself until it ends;
 * VIEW_LOCK and VIEW_LEAVE end those below it too. */
#ifndef VIEW_VIEW_SCREENS_H
#define VIEW_VIEW_SCREENS_H

#include "view/view.h"
#include "view/view_find.h"

/* view_front: the overview and its menu, until somebody quits (VIEW_DONE) or VIEW_LEAVE. */
enum view_end view_front_show(struct view *v);

/* view_state: all facts of the overview as sentences. */
enum view_end view_state_show(struct view *v);

/* view_handed: what was handed out. */
enum view_end view_handed_show(struct view *v);

/* view_drill: proves that the key opens. */
enum view_end view_drill_show(struct view *v);

/* view_keys: who may open, and when something went wrong. */
enum view_end view_keys_show(struct view *v);

/* view_incident: the incident sheet. */
enum view_end view_incident_show(struct view *v);

/* view_hours: which hours: v->window.from and to, at most 24 hours of the last days. */
enum view_end view_hours_ask(struct view *v);

/* view_open: from the reason to the list of visits. calling: the reason is contact tracing, and the
 * first page says to call back. */
enum view_end view_open_show(struct view *v, bool calling);

/* view_visits: the list of what is open, until it is locked. */
enum view_end view_visits_show(struct view *v);

/* view_aloud: the visits that find has found, from its at on, to be read aloud. */
enum view_end view_aloud_show(struct view *v, const struct view_find *find, size_t at);

/* view_rights: a visitor asks about the own data: found, shown, erased or put right, and answered. */
enum view_end view_rights_show(struct view *v);

/* view_give: all visits of the window into a ZIP, and its passphrase. */
enum view_end view_give_show(struct view *v);

#endif

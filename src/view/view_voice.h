/* SPDX-License-Identifier: ISC */
/* view_voice: what the desk says on standard error, such as an alarm while the register is opened, kept
 * while the screen is there and shown on a page of its own. It never holds personal data. */
#ifndef VIEW_VIEW_VOICE_H
#define VIEW_VIEW_VOICE_H

#include "view/view.h"

/* Turns standard error to where it can be read. Returns 0, or -1 with why. */
int view_voice_start(struct view *v, struct fail *why) __attribute__((warn_unused_result));

/* Turns it back, with what nobody has read yet. Harmless when not started. */
void view_voice_stop(struct view *v);

/* Shows what was said since; without a word there is no page. Returns VIEW_DONE to go on,
 * VIEW_LOCK or VIEW_LEAVE. */
enum view_end view_voice_show(struct view *v);

#endif

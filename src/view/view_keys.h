/* SPDX-License-Identifier: ISC */
/* view_keys: who may open the register, on the screen: one file for each thing that can be done about
 * it, all by the functions that the verbs use (keys/). Each asks for key and passphrase itself, does
 * nothing before the last question is answered, and ends locked. */
#ifndef VIEW_VIEW_KEYS_H
#define VIEW_VIEW_KEYS_H

#include "keys/keychange.h"
#include "open/paper.h"
#include "open/passphrase.h"
#include "view/view.h"

/* A question with one field. Texts are untranslated. */
struct view_keys_question {
	const char *title, *text;
	const char *more;   /* a second paragraph, NULL: none */
	const char *button; /* besides "Back" */
	/* Says what is wrong with text, translated; NULL: nothing. NULL itself: anything will do. */
	const char *(*check)(struct view *v, const char *text);
	const char *const *help;
};

/* Asks q, with what stands in out as a proposal and v->error shown. Returns VIEW_DONE and out, cap
 * bytes with a NUL; or how it ended. Nothing secret. */
enum view_end view_keys_ask(
	struct view *v, const struct view_keys_question *q, char *out, size_t cap);

/* Checks for questions: a path at which a file can be made; a label. */
const char *view_keys_check_file(struct view *v, const char *path);
const char *view_keys_check_label(struct view *v, const char *label);

/* Says whether a label and a fingerprint fit side by side. */
bool view_keys_are_wide(const struct view *v);

/* Shows that something goes on, which takes a moment. */
void view_keys_wait(struct view *v);

/* Locks; shows what was said meanwhile, then the paragraphs in v->texts below title, or, title NULL,
 * that it failed and v->why. Titles are untranslated. */
enum view_end view_keys_tell(struct view *v, const char *title);

/* Locks; shows what was said meanwhile, then the new list and what root has to do. v->texts[0] is shown
 * first, when it is not "". */
enum view_end view_keys_next(struct view *v, const struct keychange *c);

/* Lets p be chosen: a made one that is noted and typed from the note, or an own one typed twice. lead,
 * untranslated, says whose it is. Returns VIEW_DONE, or how it ended. */
enum view_end view_keys_secret(struct view *v, struct passphrase *p, const char *lead);

/* Asks for the lines of a recovery sheet, unseen. Returns VIEW_DONE and secret, or how it ended. */
enum view_end view_keys_lines(struct view *v, uint8_t secret[static PAPER_SECRET]);

/* Unlocks and begins *c as a change of the kind what. Returns VIEW_DONE, or how it ended: locked. */
enum view_end view_keys_begin(struct view *v, struct keychange *c, const char *what);

/* What the menu offers. */
enum view_end view_keys_list_show(struct view *v);
enum view_end view_keys_passwd_show(struct view *v);
enum view_end view_keys_copy_show(struct view *v);
enum view_end view_keys_rotate_show(struct view *v);
enum view_end view_keys_add_show(struct view *v);
enum view_end view_keys_revoke_show(struct view *v);
enum view_end view_keys_sheet_show(struct view *v);
enum view_end view_keys_recover_show(struct view *v);

#endif

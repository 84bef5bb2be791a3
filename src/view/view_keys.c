/* SPDX-License-Identifier: ISC */
/* view_keys: the menu of what can be done about keys, and when something went wrong. */
#include "view/view_keys.h"

#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "base/text.h"
#include "ui/keys.h"
#include "ui/list.h"
#include "view/view_frame.h"
#include "view/view_loop.h"
#include "view/view_screens.h"

#define WIDTH 76
#define TOLD 4 /* rows below the menu about the chosen line */

static const struct item {
	const char *name, *brief; /* brief: where name does not fit */
	const char *told;
	enum view_end (*show)(struct view *v);
} items[] = {
	{N_("Who can open the register"), N_("Who can open"),
		N_("All keys with their fingerprints, and whether the ledger announced them. No key is needed."),
		view_keys_list_show},
	{N_("Prove that my key opens (drill)"), N_("Prove that my key opens"),
		N_("Each key, every four months: stick and passphrase are tried, and no visit is opened."),
		view_drill_show},
	{N_("Change my passphrase"), NULL,
		N_("Somebody may have seen it, or it is hard to type. The key stays the same."),
		view_keys_passwd_show},
	{N_("Make a second copy of my key"), N_("A second copy of my key"),
		N_("On another stick, kept elsewhere, for the day on which the first one is lost."),
		view_keys_copy_show},
	{N_("Replace my key by a new one"), N_("Replace my key"),
		N_("A copy of your key may be in other hands. The new key keeps your passphrase. Root has to "
		   "install the new list."),
		view_keys_rotate_show},
	{N_("A new person gets a key"), N_("A new person"),
		N_("Each person has a key of their own, never a shared one. Root has to install the new list."),
		view_keys_add_show},
	{N_("A person leaves: take out a key"), N_("A person leaves"),
		N_("Do it on the day somebody leaves, or loses the stick. Root has to install the new list."),
		view_keys_revoke_show},
	{N_("Recovery sheet: make or use one"), N_("Recovery sheet"),
		N_("A key on paper, in a safe: the way back when all sticks or passphrases are lost."),
		view_keys_sheet_show},
	{N_("Something went wrong: incident sheet"), N_("Incident sheet"),
		N_("A lost stick, a stolen machine, a list in wrong hands: what is affected, what to do, and "
		   "how many hours are left to tell the authority. No key is needed, and no name is opened."),
		view_incident_show},
};

#define ITEMS (sizeof items / sizeof items[0])

static const char *const help[] = {
	N_("Each person who may open visits has a key: a file on a stick, and a passphrase."),
	N_("Who may open stands in a list. This screen can only propose another list: it tells you the "
	   "command with which root installs it."),
	N_("A fingerprint is what people compare, digit by digit, to know that a key is the right one."),
	NULL};

static void
draw_item(
	void *arg, struct screen *s, size_t i, int row, int left, int width, enum screen_style style)
{
	char text[VIEW_TEXT];

	(void)arg;
	snprintf(text, sizeof text, "%zu  %s", i + 1, _(items[i].name));
	if (text_width(text, strlen(text)) > width && items[i].brief != NULL)
		snprintf(text, sizeof text, "%zu  %s", i + 1, _(items[i].brief));
	screen_put(s, row, left, width, style, text, strlen(text));
}

static void
draw(struct view *v, void *arg)
{
	struct list *menu = arg;
	struct list_place place = {.draw = draw_item};
	struct view_frame f;
	int at, left;

	view_frame_start(v, &f, WIDTH, "");
	f.page.quiet = f.roomy ? _("Arrow keys choose, Enter goes on. Esc goes back.") : NULL;
	if (view_frame_is_small(&f, help[0]))
		return;
	view_frame_draw(&f, help[0]);
	view_frame_line(&f, f.row, SCREEN_ACCENT, _("Keys and incidents"));
	place.row = f.row + 1 + f.roomy;
	place.rows = f.rows - place.row - 1 < (int)ITEMS ? f.rows - place.row - 1 : (int)ITEMS;
	left = f.left;
	at = view_frame_list(&f, menu, &place, true);
	/* below the names of the menu */
	f.left += LIST_MARK;
	f.width -= LIST_MARK;
	if (f.roomy)
		view_frame_text(
			&f, place.row + place.rows + 1, TOLD, SCREEN_STRONG, _(items[menu->at].told));
	screen_show(f.s, at, left, false);
}

/* Does what is chosen. Only locking and leaving end the menu. */
static enum view_end
follow(struct view *v, const struct list *menu)
{
	enum view_end end = items[menu->at].show(v);

	v->d->keep = false;
	view_forget(v);
	return end == VIEW_LOCK || end == VIEW_LEAVE ? end : VIEW_STAY;
}

static enum view_end
take_key(struct view *v, void *arg, const struct keys_event *event, bool *draw_again)
{
	struct list *menu = arg;

	*draw_again = true;
	if (event->kind == KEYS_BACK)
		return VIEW_BACK;
	if (event->kind == KEYS_TEXT && event->ch >= '1' && event->ch < '1' + ITEMS) {
		menu->at = event->ch - '1';
		return follow(v, menu);
	}
	return list_key(menu, event) == LIST_CHOSEN ? follow(v, menu) : VIEW_STAY;
}

enum view_end
view_keys_show(struct view *v)
{
	struct list menu = {0};
	const struct view_loop loop = {.draw = draw, .key = take_key, .arg = &menu, .help = help};

	list_resize(&menu, ITEMS);
	return view_loop_run(v, &loop);
}

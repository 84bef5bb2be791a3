/* SPDX-License-Identifier: ISC */
/* view_keys: the menu of what can be done about keys, and when something went wrong. */
#include "view/view_keys.h"

#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "base/text.h"
#include "ui/bars.h"
#include "ui/keys.h"
#include "ui/lines.h"
#include "ui/list.h"
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
	struct screen *s = &v->screen;
	int rows = screen_rows(s), columns = screen_columns(s), at, i;
	int width = columns - 4 < WIDTH ? columns - 4 : WIDTH, left = (columns - width) / 2;
	bool roomy = rows >= 20;
	const char *title = _("Keys and incidents");
	int row = view_loop_row(v);
	struct list_place place = {.row = row + 1 + roomy, .left = left, .width = width};
	struct lines lines;
	struct page page;

	page_start(&page, NULL);
	view_loop_frame(v, &page, "");
	page.quiet = roomy ? _("Arrow keys choose, Enter goes on. Esc goes back.") : NULL;
	screen_clear(s);
	screen_turn(s, help[0]);
	if (rows < SCREEN_LEAST_ROWS || columns < SCREEN_LEAST_COLUMNS) {
		screen_put(s, 0, 0, columns, SCREEN_TEXT, page.too_small, strlen(page.too_small));
		screen_show(s, 0, 0, false);
		return;
	}
	bars_draw(s, &page, left, roomy);
	screen_put(s, row, left, width, SCREEN_ACCENT, title, strlen(title));
	place.draw = draw_item;
	place.rows = rows - place.row - 1 < (int)ITEMS ? rows - place.row - 1 : (int)ITEMS;
	at = list_draw(s, menu, &place, true);
	if (roomy) {
		lines_break_text(&lines, _(items[menu->at].told), width - LIST_MARK);
		for (i = 0; i < lines.n && i < TOLD; i++)
			screen_put(s, place.row + place.rows + 1 + i, left + LIST_MARK, width - LIST_MARK,
				SCREEN_STRONG, lines.at[i].text, lines.at[i].n);
	}
	screen_show(s, at, left, false);
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

/* SPDX-License-Identifier: ISC */
/* view_keys_people: a person gets a key, or leaves. */
#include <stdio.h>
#include <string.h>

#include "base/fingerprint.h"
#include "base/nls.h"
#include "keys/deed.h"
#include "view/view_keys.h"
#include "view/view_loop.h"
#include "view/view_path.h"

#define FRAMED 5 /* keys that fit as large buttons */

/* --- somebody comes -------------------------------------------------------------------------- */

static const char *const add_help[] = {
	N_("The name is a role, not a person's name: it stands in the ledger, which is kept for years."),
	N_("The new person must sit here when the passphrase is chosen: nobody else should know it. The file belongs on "
	   "their own stick."),
	N_("A key that was made elsewhere is added by its public half: welkom-desk keys add --pk."),
	NULL};

static const struct view_keys_question who = {.title = N_("A new person gets a key"),
	.text = N_(
		"What is the key called? A role, such as front-desk: up to 24 of a-z, 0-9 and -. Never a "
		"person's name."),
	.button = N_("Next"),
	.check = view_keys_check_label,
	.help = add_help};

static const struct view_keys_question where = {.title = N_("The file of the new key"),
	.text = N_("Where to? A new file, best on the new person's own stick:"),
	.more = N_("Where only one stick fits, take your own, copy the file from there later, and then "
			   "destroy it here."),
	.button = N_("Next"),
	.check = view_keys_check_file,
	.help = add_help};

/* Asks for the name until it can be in the list. */
static enum view_end
ask_label(struct view *v, struct keychange *c)
{
	enum view_end end;

	v->error = NULL;
	do
		end = view_keys_ask(v, &who, c->who.label, sizeof c->who.label);
	while (end == VIEW_DONE && deed_may_add(c, &v->why) != 0 && (v->error = v->why.text) != NULL);
	return end;
}

static enum view_end
add_with(struct view *v, struct keychange *c, struct passphrase *p)
{
	char path[VIEW_PATH], name[RECIPIENTS_LABEL + sizeof ".key"];
	enum view_end end = ask_label(v, c);

	if (end != VIEW_DONE)
		return end;
	snprintf(name, sizeof name, "%s.key", c->who.label);
	view_path_beside_key(v, name, path);
	end = view_keys_ask(v, &where, path, sizeof path);
	if (end == VIEW_DONE)
		end = view_keys_secret(v, p,
			N_("A passphrase was made for the new key. From here on the person it is for sits at the "
			   "screen, alone."));
	if (end != VIEW_DONE)
		return end;
	view_keys_wait(v);
	if (deed_add(v->d, c, path, p, &v->why) != 0)
		return view_keys_tell(v, NULL);
	snprintf(v->texts[0], VIEW_TEXT, _("The key %s is made, in %s."), c->who.label, path);
	return view_keys_next(v, c);
}

enum view_end
view_keys_add_show(struct view *v)
{
	struct keychange c;
	struct passphrase *p;
	enum view_end end = view_keys_begin(v, &c, "add");

	if (end != VIEW_DONE)
		return end;
	p = passphrase_new();
	if (p == NULL) {
		fail_set(&v->why, _("not enough memory"));
		return view_keys_tell(v, NULL);
	}
	end = add_with(v, &c, p);
	passphrase_free(p);
	return end;
}

/* --- somebody leaves ------------------------------------------------------------------------- */

static const char *const revoke_help[] = {
	N_("Everybody else goes on reading everything, also what is kept already: the hours of the last "
	   "days are sealed anew without that key."),
	N_("A stick that comes back can be used again only for a new key."), NULL};

struct chosen {
	struct page page;
	struct keychange *c;
	bool own;
};

static void
build_whose(struct view *v, struct page *page)
{
	struct chosen *chosen = (struct chosen *)page;
	size_t i;

	(void)v;
	page->title = _("Whose key is taken out?");
	page->paragraphs[0] = _("Its fingerprint is shown on the next page, before anything is done.");
	for (i = 0; i < chosen->c->list.n; i++)
		page->buttons[i] = chosen->c->list.list[i].label;
	page->buttons[i] = _("Back");
}

static void
build_sure(struct view *v, struct page *page)
{
	const struct chosen *chosen = (const struct chosen *)page;
	const char **to = page->paragraphs;

	snprintf(v->texts[0], VIEW_TEXT, _("The key %s will be taken out.\nFingerprint: %s"),
		chosen->c->who.label, v->texts[1]);
	page->title = _("Take this key out?");
	*to++ = v->texts[0];
	if (chosen->own)
		*to++ = _("THIS IS YOUR OWN KEY: after that you cannot open the register.");
	*to++ = _(
		"Once root has installed the new list and somebody has unlocked, this key opens nothing any "
		"more: no new visit, and none of the last 14 days. That cannot be undone; a new key can be "
		"made.");
	*to++ = _("A copy of the register that was made before stays readable with that key and its "
			  "passphrase.");
	if (chosen->c->list.n == 2)
		*to++ = _("Only one key is left then. If it is lost, nobody can read the register.");
	page->buttons[0] = _("No, go back");
	page->buttons[1] = _("Take it out");
}

/* Chooses whose, and asks whether it is meant. */
static enum view_end
ask_whose(struct view *v, struct keychange *c)
{
	struct chosen chosen = {.c = c};
	uint8_t print[HOURFILE_PRINT];
	enum view_end end;

	for (;;) {
		page_start(&chosen.page, NULL);
		if (c->list.n > FRAMED)
			chosen.page.links = 0;
		end = view_loop_page(v, &chosen.page, build_whose, revoke_help);
		if (end != VIEW_DONE || (size_t)chosen.page.focus == c->list.n)
			return end == VIEW_DONE ? VIEW_BACK : end;
		c->who = c->list.list[chosen.page.focus];
		chosen.own = deed_is_own(v->d, c);
		hourfile_print(c->who.pk, print);
		fingerprint_show(print, v->texts[1]);
		page_start(&chosen.page, NULL);
		end = view_loop_page(v, &chosen.page, build_sure, revoke_help);
		if (end != VIEW_BACK && (end != VIEW_DONE || chosen.page.focus == 1))
			return end;
	}
}

enum view_end
view_keys_revoke_show(struct view *v)
{
	struct keychange c;
	enum view_end end = view_keys_begin(v, &c, "revoke");

	if (end == VIEW_DONE)
		end = ask_whose(v, &c);
	if (end != VIEW_DONE)
		return end;
	if (deed_revoke(v->d, &c, &v->why) != 0)
		return view_keys_tell(v, NULL);
	snprintf(v->texts[0], VIEW_TEXT, _("The key %s is not in the new list."), c.who.label);
	return view_keys_next(v, &c);
}

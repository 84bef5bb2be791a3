/* SPDX-License-Identifier: ISC */
/* view_keys_own: what a person does with their own key: another passphrase, a copy, another key. */
#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "keys/deed.h"
#include "keys/passwd.h"
#include "view/view_key.h"
#include "view/view_keys.h"
#include "view/view_loop.h"
#include "view/view_path.h"

/* --- passphrase ------------------------------------------------------------------------------ */

/* Changes it, with the key open. */
static enum view_end
change_passphrase(struct view *v, struct passphrase *p)
{
	enum view_end end = view_keys_secret(v, p,
		N_("A new passphrase was made for your key. Until you have typed it again, the old one stays."));
	int rc;

	if (end != VIEW_DONE)
		return end;
	view_keys_wait(v);
	rc = passwd_change(v->d, p, &v->why);
	snprintf(v->texts[0], VIEW_TEXT, "%s",
		_("From now on only the new passphrase opens this key file."));
	snprintf(v->texts[1], VIEW_TEXT, "%s",
		_("Copies of the file on other sticks keep the old one: destroy them, and make new copies."));
	v->texts[2][0] = '\0';
	return view_keys_tell(v, rc == 0 ? N_("The passphrase is changed") : NULL);
}

enum view_end
view_keys_passwd_show(struct view *v)
{
	enum view_end end = view_key_unlock(v);
	struct passphrase *p;

	if (end != VIEW_DONE)
		return end;
	if (passwd_may(v->d, &v->why) != 0)
		return view_keys_tell(v, NULL);
	p = passphrase_new();
	if (p == NULL) {
		fail_set(&v->why, _("not enough memory"));
		return view_keys_tell(v, NULL);
	}
	end = change_passphrase(v, p);
	passphrase_free(p);
	return end;
}

/* --- copy ------------------------------------------------------------------------------------ */

enum view_end
view_keys_copy_show(struct view *v)
{
	static const char *const help[] = {
		N_("The copy is opened once to see that it is one. It has the same passphrase."),
		N_("Where only one stick fits, copy to the home folder first, and from there to the other stick: "
		   "a copy is a key like the first one."),
		NULL};
	static const struct view_keys_question where = {.title = N_("A second copy"),
		.text = N_("Where to? A new file, on another stick if two fit:"),
		.button = N_("Make the copy"),
		.check = view_keys_check_file,
		.help = help};
	char path[VIEW_PATH];
	enum view_end end;
	bool waits;
	int rc;

	v->d->keep = true;
	end = view_key_unlock(v);
	if (end != VIEW_DONE)
		return end;
	view_path_beside_key(v, "copy.key", path);
	end = view_keys_ask(v, &where, path, sizeof path);
	if (end != VIEW_DONE)
		return end;
	view_keys_wait(v);
	rc = deed_copy(v->d, path, &v->why);
	waits = v->d->next != NULL;
	snprintf(v->texts[0], VIEW_TEXT,
		_("The copy is in %s, and opens with the same passphrase. Keep it elsewhere."), path);
	snprintf(v->texts[1], VIEW_TEXT, "%s",
		waits ? _("A new key waits to follow this one: make a new copy once it is in use.") : "");
	v->texts[2][0] = '\0';
	return view_keys_tell(v, rc == 0 ? N_("The copy is made and tried") : NULL);
}

/* --- another key ----------------------------------------------------------------------------- */

static const char *const rotate_help[] = {
	N_("Nothing changes until root has installed the new list. Then the next unlock seals the hours of "
	   "the last days to the new key, and the file of the old one is overwritten."),
	N_("Copies of the old key on other sticks open nothing after that. Make new copies then."),
	NULL};

static void
build_rotate(struct view *v, struct page *page)
{
	(void)v;
	page->title = _("Replace my key");
	page->paragraphs[0] = _(
		"A new key is made for you, with the passphrase that you have now. It waits beside the old one "
		"until root has installed the new list and you have unlocked once more.");
	page->paragraphs[1] = _(
		"After that the old key opens nothing, wherever a copy of it may be. A copy "
		"of the register that was made before stays readable with it.");
	page->buttons[0] = _("No, go back");
	page->buttons[1] = _("Make a new key");
}

enum view_end
view_keys_rotate_show(struct view *v)
{
	struct keychange c;
	struct page page;
	enum view_end end;

	v->d->keep = true;
	end = view_keys_begin(v, &c, "rotate");
	if (end != VIEW_DONE)
		return end;
	page_start(&page, NULL);
	end = view_loop_page(v, &page, build_rotate, rotate_help);
	if (end != VIEW_DONE || page.focus == 0)
		return end == VIEW_DONE ? VIEW_BACK : end;
	view_keys_wait(v);
	if (deed_rotate(v->d, &c, &v->why) != 0)
		return view_keys_tell(v, NULL);
	snprintf(
		v->texts[0], VIEW_TEXT, "%s", _("Your new key is made, and waits beside the old one."));
	return view_keys_next(v, &c);
}

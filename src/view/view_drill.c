/* SPDX-License-Identifier: ISC */
/* view_drill: proves that key, stick and passphrase open the register, before it matters; each key needs
 * that every term. No entry is opened. */
#include <stdio.h>

#include "base/nls.h"
#include "keys/drill.h"
#include "view/view_key.h"
#include "view/view_loop.h"
#include "view/view_screens.h"
#include "view/view_voice.h"

static const char *const help[] = {
	N_("A drill shows that stick and passphrase still open the register, before it matters. Each key "
	   "needs one every four months."),
	N_("Where it fails, somebody whose key opens takes this one out and makes a new one: Keys and "
	   "incidents."),
	NULL};

static void
build(struct view *v, struct page *page)
{
	page->title = _("Drill");
	page->paragraphs[0] = v->texts[0];
	page->paragraphs[1] = _("Take the stick out.");
	page->buttons[0] = _("Done");
}

enum view_end
view_drill_show(struct view *v)
{
	enum drill_proof proof = DRILL_NONE;
	enum view_end end = view_key_unlock(v);
	struct page page;
	char *c;
	const char *text;

	if (end != VIEW_DONE)
		return end;
	text = drill_prove(v->d, &proof, &v->why) == 0 ? drill_phrase(proof) : v->why.text;
	snprintf(v->texts[0], VIEW_TEXT, "%s", text);
	for (c = v->texts[0]; *c != '\0'; c++)
		if (*c == '\n')
			*c = ' ';
	desk_lock(v->d);
	end = view_voice_show(v);
	if (end != VIEW_DONE)
		return end;
	page_start(&page, NULL);
	return view_loop_page(v, &page, build, help);
}

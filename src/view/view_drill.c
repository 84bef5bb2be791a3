/* SPDX-License-Identifier: ISC */
/* view_drill: once a term somebody proves that key, stick and passphrase open the register, before it
 * matters. No entry is opened. */
#include <stdio.h>

#include "base/nls.h"
#include "keys/drill.h"
#include "view/view_key.h"
#include "view/view_loop.h"
#include "view/view_screens.h"
#include "view/view_voice.h"

static const char *const help[] = {
	N_("Do this once a term, with each key. When it fails, make a new key while there is time: "
	   "welkom-desk(1), keys."),
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
	if (view_voice_show(v) == VIEW_LEAVE)
		return VIEW_LEAVE;
	page_start(&page, NULL);
	return view_loop_page(v, &page, build, help);
}

/* SPDX-License-Identifier: ISC */
/* view_rights_erase: what is held is erased, after a last question. */
#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "rights/erasing.h"
#include "view/view_loop.h"
#include "view/view_rights.h"
#include "view/view_voice.h"

static const char *const help[] = {
	N_("What is erased is gone at once, here and at the entrance. There is no copy to bring it back "
	   "from."),
	N_("Lists that were handed to the health authority are not in our hands: you are told whom to call."),
	NULL};

static void
build_picked(struct view *v, struct page *page)
{
	size_t n = ((struct view_rights_page *)page)->w->rights.picked.n;

	snprintf(v->texts[0], VIEW_TEXT,
		ngettext("%zu entry will be erased at once. Nobody can bring it back.",
			"%zu entries will be erased at once. Nobody can bring them back.", n),
		n);
	page->title = _("Erase it now?");
	page->paragraphs[0] = v->texts[0];
	page->buttons[0] = _("Erase");
	page->buttons[1] = _("Do not erase");
}

static void
build_code(struct view *v, struct page *page)
{
	(void)v;
	page->title = _("Erase it now?");
	page->paragraphs[0] = _(
		"What is held under this code will be erased at once. Nobody can bring it back.");
	page->paragraphs[1] = _("No key is needed: nothing is opened, and no name is shown.");
	page->buttons[0] = _("Erase");
	page->buttons[1] = _("Do not erase");
}

/* Asks. VIEW_STAY: it is to be done. */
static enum view_end
ask(struct view *v, struct view_rights *w, void (*build)(struct view *v, struct page *page))
{
	struct view_rights_page p = {.w = w};
	enum view_end end;

	v->error = NULL;
	page_start(&p.page, NULL);
	p.page.focus = 1;
	end = view_loop_page(v, &p.page, build, help);
	if (end == VIEW_BACK)
		return VIEW_DONE;
	return end == VIEW_DONE && p.page.focus == 0 ? VIEW_STAY : end;
}

/* After it was done: which receivers have to know. */
static enum view_end
tell(struct view *v, struct view_rights *w)
{
	w->stopped = false;
	if (letter_tell(&w->rights, w->letter, &v->why) != 0)
		return view_rights_failed(v, w);
	return view_voice_show(v) == VIEW_LEAVE ? VIEW_LEAVE : VIEW_STAY;
}

enum view_end
view_rights_erase_picked(struct view *v, struct view_rights *w)
{
	enum view_end end = ask(v, w, build_picked);

	if (end != VIEW_STAY)
		return end;
	clock_read_plain(&v->d->now);
	desk_tell_time(v->d);
	if (erasing_picked(&w->rights, &v->why) != 0)
		return view_rights_failed(v, w);
	w->letter = erasing_kind(&w->rights);
	return tell(v, w);
}

enum view_end
view_rights_erase_code(struct view *v, struct view_rights *w)
{
	enum view_end end = ask(v, w, build_code);
	int rc = -1;

	if (end != VIEW_STAY)
		return end;
	clock_read_plain(&v->d->now);
	if (erasing_open(&w->rights, &v->why) == 0)
		rc = erasing_code(&w->rights, &v->why);
	if (rc < 0)
		return view_rights_failed(v, w);
	memcpy(v->reference, w->rights.request.reference, sizeof v->reference);
	w->letter = rc == 1 ? erasing_kind(&w->rights) : REPLY_NOTHING;
	return tell(v, w);
}

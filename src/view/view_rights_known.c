/* SPDX-License-Identifier: ISC */
/* view_rights_known: how the person who asks was recognised, asked before anything of an entry is shown,
 * and noted in the ledger. Never by a copy of an identity document. */
#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "base/wipe.h"
#include "view/view_loop.h"
#include "view/view_rights.h"
#include "view/view_voice.h"

enum { KNOWN, CALL, STRANGER };

static const char *const help[] = {
	N_("Somebody else could ask in the visitor's name. Nothing that is held may reach them."),
	N_("Never copy an identity document, and never write down its number: that would be more data than "
	   "we hold."),
	N_("If you are not sure, stop. The visitor can come back with the erasure code, or with the phone "
	   "whose number they gave."),
	NULL};

static const char *const help_call[] = {
	N_("Call the number from your own phone. When the visitor stands here, their phone rings."),
	N_("Say who you are and ask whether they have asked for their data. Say nothing that stands in the "
	   "entry."),
	NULL};

static void
build_ask(struct view *v, struct page *page)
{
	(void)v;
	page->title = _("Is it really this person?");
	page->paragraphs[0] = _(
		"Only who is in the entry may see, change or erase it. Never copy an identity document.");
	page->buttons[KNOWN] = _("I know this person");
	page->buttons[CALL] = _("I call the number in the entry");
	page->buttons[STRANGER] = _("I cannot tell: stop");
}

static void
build_stopped(struct view *v, struct page *page)
{
	(void)v;
	page->title = _("Nothing was shown or changed");
	page->paragraphs[0] = _(
		"Tell the visitor: we cannot tell that the entry is yours. Come back with the "
		"erasure code, or with the phone whose number you gave.");
	page->buttons[0] = _("Done");
}

static enum view_end
stop(struct view *v)
{
	struct page page;
	enum view_end end;

	page_start(&page, NULL);
	end = view_loop_page(v, &page, build_stopped, help);
	return end == VIEW_BACK ? VIEW_DONE : end;
}

static void
build_call(struct view *v, struct page *page)
{
	(void)v;
	page->title = _("Call this number now");
	page->paragraphs[0] = _(
		"Does the visitor answer, or does their phone ring here? Say nothing that "
		"stands in the entry.");
	page->buttons[0] = _("Yes, it is this person");
	page->buttons[1] = _("No: stop");
}

/* Says whether an entry that was picked before number i has its number. */
static bool
is_called(const struct picking *p, size_t i)
{
	const struct visitor *a = &p->list[i]->visit.visitor, *b;
	size_t k;

	for (k = 0; k < i; k++) {
		b = &p->list[k]->visit.visitor;
		if (a->phone_len == b->phone_len && memcmp(a->phone, b->phone, a->phone_len) == 0)
			return true;
	}
	return false;
}

/* Shows one number after the other. VIEW_STAY: all were answered. */
static enum view_end
call(struct view *v, struct view_rights *w)
{
	const struct picking *p = &w->rights.picked;
	const struct visitor *visitor;
	struct page page;
	enum view_end end = VIEW_DONE;
	size_t i;

	for (i = 0; i < p->n && end == VIEW_DONE; i++) {
		if (is_called(p, i))
			continue;
		visitor = &p->list[i]->visit.visitor;
		page_start(&page, NULL);
		page.focus = 1;
		if (phone_group(visitor->phone, visitor->phone_len, v->words->number, VIEW_LINE) == 0)
			page.big = v->words->number;
		end = view_loop_page(v, &page, build_call, help_call);
		wipe_bytes(v->words, sizeof *v->words);
		if (end == VIEW_DONE && page.focus == 1)
			return stop(v);
	}
	return end == VIEW_DONE ? VIEW_STAY : end;
}

enum view_end
view_rights_known_ask(struct view *v, struct view_rights *w)
{
	struct page page;
	enum view_end end;
	enum rights_way way = RIGHTS_IN_PERSON;

	do {
		page_start(&page, NULL);
		page.focus = STRANGER;
		end = view_loop_page(v, &page, build_ask, help);
		if (end != VIEW_DONE)
			return end;
		if (page.focus == STRANGER)
			return stop(v);
		way = page.focus == CALL ? RIGHTS_CALLED_BACK : RIGHTS_IN_PERSON;
		end = page.focus == CALL ? call(v, w) : VIEW_STAY;
	} while (end == VIEW_BACK);
	if (end != VIEW_STAY)
		return end;
	if (rights_recognise(&w->rights, way, &v->why) != 0)
		return view_rights_failed(v, w);
	return view_voice_show(v) == VIEW_LEAVE ? VIEW_LEAVE : VIEW_STAY;
}

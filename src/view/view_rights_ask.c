/* SPDX-License-Identifier: ISC */
/* view_rights_ask: what the visitor wants, and whom to look for. */
#include <string.h>

#include "base/nls.h"
#include "base/wipe.h"
#include "view/view_ask.h"
#include "view/view_loop.h"
#include "view/view_rights.h"

static const char *const wishes[VIEW_RIGHTS_WISHES] = {
	[VIEW_RIGHTS_SEE] = N_("See what is held"),
	[VIEW_RIGHTS_ERASE] = N_("Have it erased"),
	[VIEW_RIGHTS_CORRECT] = N_("Have a mistake put right"),
	[VIEW_RIGHTS_OBJECT] = N_("Object (this erases)"),
};

/* As the ledger has them. */
static const char *const reasons[VIEW_RIGHTS_WISHES] = {
	[VIEW_RIGHTS_SEE] = "access",
	[VIEW_RIGHTS_ERASE] = "erasure",
	[VIEW_RIGHTS_CORRECT] = "rectification",
	[VIEW_RIGHTS_OBJECT] = "objection",
};

static const char *const help_wish[] = {
	N_("Everybody may ask what is held about them, and have it put right or erased. It costs nothing, "
	   "and they need not say why."),
	N_("Who objects no longer wants to stand in the register: what is there is erased too, and the "
	   "letter says so."),
	N_("Who asked in writing on an earlier day: use welkom-desk access --received, see "
	   "welkom-desk(1)."),
	NULL};

static const char *const help_by[] = {
	N_("The erasure code was shown to the visitor when they signed in. It finds one entry and nothing "
	   "else. To erase by it no key is needed."),
	N_("A name or a number is only found when it is whole. Names and numbers that are only similar are never shown."),
	NULL};

static const char *const help_whom[] = {
	N_("Capitals, small letters and blanks make no difference; accents do. F4 offers the accents of "
	   "the letter before the cursor."),
	N_("A number may be typed as at the entrance: with + and the country code, or with 0."),
	N_("An erasure code has 11 letters and digits. O is read as 0, I and L as 1; hyphens may be left "
	   "out."),
	N_("What you type here is not kept."), NULL};

static void
build_wish(struct view *v, struct page *page)
{
	int i;

	(void)v;
	page->title = _("What does the visitor want?");
	page->paragraphs[0] = _(
		"Everybody may ask about their own data. You have one month, but you can answer now.");
	for (i = 0; i < VIEW_RIGHTS_WISHES; i++)
		page->buttons[i] = _(wishes[i]);
}

enum view_end
view_rights_ask_wish(struct view *v, struct view_rights *w)
{
	struct page page;
	enum view_end end;

	v->error = NULL;
	page_start(&page, NULL);
	page.focus = w->wish;
	end = view_loop_page(v, &page, build_wish, help_wish);
	if (end == VIEW_DONE) {
		w->wish = page.focus;
		w->rights.request.reason = reasons[w->wish];
	}
	return end;
}

static void
build_by(struct view *v, struct page *page)
{
	(void)v;
	page->title = _("By what do we look?");
	page->paragraphs[0] = _(
		"Ask for the erasure code first: it finds the one entry, and nobody has "
		"to be recognised. Else the whole name, or the whole number.");
	page->buttons[QUERY_CODE] = _("Erasure code");
	page->buttons[QUERY_NUMBER] = _("Phone number");
	page->buttons[QUERY_NAME] = _("Name");
}

enum view_end
view_rights_ask_by(struct view *v, struct view_rights *w)
{
	struct page page;
	enum view_end end;

	v->error = NULL;
	page_start(&page, NULL);
	page.focus = w->by;
	end = view_loop_page(v, &page, build_by, help_by);
	if (end == VIEW_DONE)
		w->by = page.focus;
	return end;
}

/* How the number that is being typed is understood, in v->words. */
static const char *
read_number(struct view *v)
{
	struct phone_reading *reading = wipe_alloc(sizeof *reading);
	const char *typed;
	size_t n;

	v->words->number[0] = '\0';
	if (reading == NULL)
		return v->words->number;
	typed = field_text(v->typed, &n);
	phone_preview(typed, n, plan_of_code(v->d->conf.calling_code), false, reading);
	(void)!phone_group(reading->number, reading->len, v->words->number, VIEW_LINE);
	wipe_free(reading);
	return v->words->number;
}

static void
build_whom(struct view *v, struct page *page)
{
	const struct view_rights *w = ((struct view_rights_page *)page)->w;

	switch (w->by) {
	case QUERY_NAME:
		page->title = _("The whole name");
		page->paragraphs[0] = _("As the visitor typed it at the entrance, with its accents.");
		page->accented = true;
		break;
	case QUERY_NUMBER:
		page->title = _("The whole phone number");
		page->paragraphs[0] = _("Start with + and the country code, or with 0.");
		page->reading = read_number(v);
		break;
	case QUERY_CODE:
		page->title = _("The erasure code");
		page->paragraphs[0] = _("The 11 letters and digits that the visitor got at the entrance.");
		break;
	}
	page->buttons[0] = _("Next");
	page->buttons[1] = _("Back");
}

/* Reads what was typed into a query. Returns what is wrong with it, or NULL. */
static const char *
take(struct view *v, struct page *page)
{
	struct view_rights *w = ((struct view_rights_page *)page)->w;
	struct query *query = wipe_alloc(sizeof *query);
	const char *typed;
	size_t n;
	int rc;

	if (query == NULL)
		return _("not enough memory");
	typed = field_text(page->field, &n);
	rc = query_read_as(query, w->by, typed, n, plan_of_code(v->d->conf.calling_code), &v->why);
	wipe_stack();
	if (rc != 0)
		query_free(query);
	else
		rights_name(&w->rights, query);
	return rc == 0 ? NULL : v->why.text;
}

enum view_end
view_rights_ask_whom(struct view *v, struct view_rights *w)
{
	struct view_rights_page p = {.w = w};
	enum view_end end;

	rights_name(&w->rights, NULL); /* what was typed before, when it comes back here */
	field_clear(v->typed);
	v->error = NULL;
	page_start(&p.page, v->typed);
	end = view_ask_page(v, &p.page, build_whom, take, help_whom);
	wipe_bytes(v->words, sizeof *v->words);
	wipe_bytes(&p.page.accents, sizeof p.page.accents);
	return end;
}

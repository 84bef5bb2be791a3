/* SPDX-License-Identifier: ISC */
#include "view/view_open.h"

#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "base/text.h"
#include "base/wipe.h"
#include "desk/request.h"
#include "view/view_ask.h"
#include "view/view_key.h"
#include "view/view_loop.h"
#include "view/view_screens.h"
#include "view/view_voice.h"
#include "ui/chart.h"
#include "ui/keys.h"
#include "ui/layout.h"

#define REASONS 5
#define PHRASE 32 /* columns at least: too wide for two of them side by side */

/* The reasons besides contact tracing, as the ledger has them and as the screen does. */
static const char *const reasons[REASONS] = {
	"access", "erasure", "rectification", "objection", "incident"};
static const char *const phrases[REASONS] = {
	N_("A visitor wants to see their data"),
	N_("A visitor wants to be erased"),
	N_("A visitor wants a mistake mended"),
	N_("A visitor objects"),
	N_("Something went wrong here"),
};

static const char *const help[] = {
	N_("Every opening is noted: when, why, which hours, and with whose key. Never who was found."),
	N_("The reference is a number of the health authority's, or of your own file. Left empty, one is "
	   "made."),
	N_("What you read here is secret. Tell it to nobody but the one it is for."), NULL};

/* The page and its buttons: build finds them by the page, which is first. */
struct asked {
	struct page page;
	char phrase[REASONS][VIEW_TEXT];
};

static void
build_reason(struct view *v, struct page *page)
{
	struct asked *asked = (struct asked *)page;
	int i, own, widest = PHRASE;

	(void)v;
	page->title = _("Why are visits opened?");
	page->paragraphs[0] = _("The reason is noted in the ledger. For the health authority go back.");
	for (i = 0; i < REASONS; i++) {
		own = text_width(_(phrases[i]), strlen(_(phrases[i])));
		widest = own > widest ? own : widest;
	}
	/* all as wide, or a short one would stand beside another instead of below it */
	for (i = 0; i < REASONS; i++) {
		own = text_width(_(phrases[i]), strlen(_(phrases[i])));
		snprintf(asked->phrase[i], VIEW_TEXT, "%s%*s", _(phrases[i]), widest - own, "");
		page->buttons[i] = asked->phrase[i];
	}
	page->links = 0;
}

static void
build_reference(struct view *v, struct page *page)
{
	page->title = _("Reference");
	page->paragraphs[0] = v->texts[0];
	page->paragraphs[1] = _(
		"Their reference or yours, such as GGD-2026/118. Never a name. Empty: one "
		"is made.");
	if (v->texts[0][0] == '\0') {
		page->paragraphs[0] = page->paragraphs[1];
		page->paragraphs[1] = NULL;
	}
	page->buttons[0] = _("Next");
	page->buttons[1] = _("Back");
}

static enum view_end
ask_reason(struct view *v, bool calling)
{
	struct asked asked;
	enum view_end end;

	v->reason = "contact-tracing";
	if (calling)
		return VIEW_DONE;
	page_start(&asked.page, NULL);
	end = view_loop_page(v, &asked.page, build_reason, help);
	if (end == VIEW_DONE)
		v->reason = reasons[asked.page.focus];
	return end;
}

/* Takes it to v->reference. Returns what is wrong with it, or NULL. */
static const char *
take_reference(struct view *v, struct page *page)
{
	view_ask_copy(page->field, v->reference, sizeof v->reference);
	if (v->reference[0] == '\0' || request_is_reference(v->reference))
		return NULL;
	return _("Up to 24 letters, digits and . / - with at least one digit; never a name.");
}

static enum view_end
ask_reference(struct view *v, bool calling)
{
	const char *number = v->d->conf.health_authority_phone;
	struct page page;

	v->texts[0][0] = '\0';
	if (calling && *number != '\0')
		snprintf(v->texts[0], VIEW_TEXT,
			_("Anybody can say that they are the health authority. Hang up, and call back on %s."),
			number);
	else if (calling)
		snprintf(v->texts[0], VIEW_TEXT, "%s",
			_("Anybody can say that they are the health authority. Hang up, and call back on a number "
			  "that you looked up yourself."));
	page_start(&page, v->typed);
	field_clear(v->typed);
	return view_ask_page(v, &page, build_reference, take_reference, help);
}

/* The window as a request; the command line's is not used. */
static void
make_request(const struct view *v, struct request *r)
{
	*r = (struct request){.from = v->window.from, .to = v->window.to, .reason = v->reason};
	memcpy(r->reference, v->reference, sizeof r->reference);
}

static int
note(void *arg, uint64_t entries, struct fail *why)
{
	struct view *v = arg;
	struct request r;

	make_request(v, &r);
	return request_note(v->d, &r, entries, why);
}

/* Draws how far it is; Esc cancels. */
static bool
progress(void *arg, uint64_t done, uint64_t total)
{
	struct view *v = arg;
	char bar[CHART_PROGRESS];
	struct keys_event event = keys_read(&v->screen, 0);
	struct page page;

	v->leaving = v->leaving || event.kind == KEYS_LEAVE;
	v->locking = v->locking || (event.kind == KEYS_FUNCTION && event.number == 10);
	page_start(&page, NULL);
	page.seen = true;
	page.title = _("The visits are opened");
	chart_progress(done, total, bar);
	page.paragraphs[0] = bar;
	page.paragraphs[1] = _("The ledger has noted it. Esc stops.");
	view_loop_frame(v, &page, "");
	layout_draw(&v->screen, &page);
	return event.kind != KEYS_BACK && !v->leaving && !v->locking;
}

int
view_open_window(struct view *v)
{
	struct request r;
	int rc = -1;

	make_request(v, &r);
	v->error = NULL;
	v->window.note = note;
	v->window.progress = progress;
	v->window.arg = v;
	if (request_check_age(v->d, &r, &v->why) == 0 && request_refer(v->d, &r, &v->why) == 0) {
		memcpy(v->reference, r.reference, sizeof v->reference);
		window_free(&v->window);
		memset(&v->window.report, 0, sizeof v->window.report);
		rc = window_open(v->d, &v->window, &v->why);
	}
	v->open = rc == 0;
	wipe_stack();
	return rc;
}

static void
build_failed(struct view *v, struct page *page)
{
	page->title = v->window.report.cancelled ? _("Stopped") : _("The visits cannot be opened");
	page->paragraphs[0] = v->why.text;
	page->paragraphs[1] = _("Nothing is open any more. Take the stick out.");
	page->buttons[0] = _("Done");
}

static enum view_end
open_all(struct view *v)
{
	struct page page;
	enum view_end end;

	if (view_open_window(v) != 0) {
		desk_lock(v->d);
		if (v->leaving || v->locking)
			return v->leaving ? VIEW_LEAVE : VIEW_LOCK;
		end = view_voice_show(v);
		page_start(&page, NULL);
		return end == VIEW_LEAVE ? end : view_loop_page(v, &page, build_failed, help);
	}
	end = view_voice_show(v);
	return end != VIEW_DONE ? end : view_visits_show(v);
}

enum view_end
view_open_show(struct view *v, bool calling)
{
	enum view_end (*const asks[])(struct view * v) = {view_hours_ask, view_key_unlock, open_all};
	enum view_end end;
	size_t at = 0;

	v->leaving = v->locking = false;
	for (;;) {
		end = ask_reason(v, calling);
		if (end != VIEW_DONE)
			return end;
		for (;;) {
			end = ask_reference(v, calling);
			if (end != VIEW_DONE)
				break;
			for (at = 0; at < sizeof asks / sizeof asks[0]; at++) {
				end = asks[at](v);
				if (end == VIEW_BACK && at == 1) /* from the key back to the hours */
					at = (size_t)-1;
				else if (end != VIEW_DONE)
					break;
			}
			if (end != VIEW_BACK)
				return end;
		}
		if (end != VIEW_BACK || calling)
			return end;
	}
}

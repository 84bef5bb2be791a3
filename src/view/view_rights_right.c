/* SPDX-License-Identifier: ISC */
/* view_rights_right: a misspelt entry is put right: both fields begin with what stands there. */
#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "base/wipe.h"
#include "rights/correcting.h"
#include "view/view_ask.h"
#include "view/view_loop.h"
#include "view/view_rights.h"
#include "view/view_voice.h"

enum { NAME, NUMBER, CONFIRM, STEPS };

static const char *const help[] = {
	N_("Change what is wrong, and leave the rest. Let the visitor read along, or spell it. F4 offers "
	   "the accents of the letter before the cursor."),
	N_("The entry is destroyed at the same hour as before, and its erasure code goes on working. What "
	   "stood there before is gone."),
	NULL};

/* What is asked; to is in locked memory. */
struct right {
	struct view_rights_page p; /* first: build finds the rest by it */
	struct visitor *to;
	struct correcting *c;
	bool asked; /* whether an unlikely number is right */
};

static const struct visitor *
picked(const struct view_rights *w)
{
	return &w->rights.picked.list[0]->visit.visitor;
}

static void
build_name(struct view *v, struct page *page)
{
	(void)v;
	page->title = _("The right name");
	page->paragraphs[0] = _("Change what is wrong. If the name is right, press Enter.");
	page->accented = true;
	page->buttons[0] = _("Next");
	page->buttons[1] = _("Back");
}

static void
build_number(struct view *v, struct page *page)
{
	(void)v;
	page->title = _("The right phone number");
	page->paragraphs[0] = _("Change what is wrong. If the number is right, press Enter.");
	page->buttons[0] = _("Next");
	page->buttons[1] = _("Back");
}

/* Writes "label name, number" to out, VIEW_LINE bytes: the longest name and number fit. */
static void
write_person(char out[static VIEW_LINE], const char *label, const struct visitor *visitor)
{
	size_t n;

	snprintf(out, 128, "%s ", label);
	n = strlen(out);
	memcpy(out + n, visitor->name, visitor->name_len);
	n += visitor->name_len;
	memcpy(out + n, ", ", 3);
	(void)!phone_group(visitor->phone, visitor->phone_len, out + n + 2, VIEW_LINE - n - 2);
}

static void
build_confirm(struct view *v, struct page *page)
{
	const struct right *right = (const struct right *)page;
	size_t n = right->p.w->rights.picked.n;

	page->title = _("Is it right like this?");
	snprintf(v->texts[0], VIEW_TEXT,
		ngettext("%zu entry will be changed. Nobody can bring back what it was.",
			"%zu entries will be changed. Nobody can bring back what they were.", n),
		n);
	page->paragraphs[0] = v->texts[0];
	write_person(v->words->line, _("Before:"), correcting_before(right->c));
	page->paragraphs[1] = v->words->line;
	write_person(v->words->number, _("After:"), picked(right->p.w));
	page->paragraphs[2] = v->words->number;
	page->buttons[0] = _("Put it right");
	page->buttons[1] = _("Do not change");
}

/* Takes the name that was typed; one that is as before stays. Returns what is wrong with it, or NULL. */
static const char *
take_name(struct view *v, struct page *page)
{
	struct right *right = (struct right *)page;
	const struct visitor *was = picked(right->p.w);
	enum visitor_name_result result = VISITOR_NAME_OK;
	const char *typed;
	size_t n;

	(void)v;
	typed = field_text(page->field, &n);
	right->to->name_len = 0;
	if (n > 0)
		result = visitor_set_name(right->to, typed, n);
	if (result != VISITOR_NAME_OK)
		return _(visitor_name_phrase(result));
	if (right->to->name_len == was->name_len &&
		memcmp(right->to->name, was->name, was->name_len) == 0)
		right->to->name_len = 0;
	return NULL;
}

/* The same of the number, and makes ready what will be there. */
static const char *
take_number(struct view *v, struct page *page)
{
	struct right *right = (struct right *)page;
	const struct visitor *was = picked(right->p.w);
	enum phone_result result = PHONE_OK;
	const char *typed;
	size_t n;

	typed = field_text(page->field, &n);
	right->to->phone_len = 0;
	if (n > 0)
		result = correcting_phone(v->d, right->to, typed, n, &v->why);
	if (right->to->phone_len == was->phone_len &&
		memcmp(right->to->phone, was->phone, was->phone_len) == 0)
		right->to->phone_len = 0;
	else if (result == PHONE_UNLIKELY && !right->asked) {
		right->asked = true;
		return _("Is this number right? Then press Enter again.");
	}
	if (result != PHONE_OK && result != PHONE_UNLIKELY)
		return v->why.text;
	if (right->to->name_len == 0 && right->to->phone_len == 0)
		return _("Neither the name nor the number is different from before.");
	right->c = correcting_begin(&right->p.w->rights, right->to, &v->why);
	return right->c == NULL ? v->why.text : NULL;
}

/* Shows a field that begins with what stands there, until it can be taken. */
static enum view_end
ask(struct view *v, struct right *right, int step)
{
	const struct visitor *was = picked(right->p.w);
	enum view_end end;

	v->error = NULL;
	right->asked = false;
	page_start(&right->p.page, v->typed);
	if (step == NAME) {
		view_ask_fill(v->typed, was->name, was->name_len);
		end = view_ask_page(v, &right->p.page, build_name, take_name, help);
	} else {
		(void)!phone_group(was->phone, was->phone_len, v->words->number, VIEW_LINE);
		view_ask_fill(v->typed, v->words->number, strlen(v->words->number));
		wipe_bytes(v->words, sizeof *v->words);
		end = view_ask_page(v, &right->p.page, build_number, take_number, help);
	}
	wipe_bytes(&right->p.page.accents, sizeof right->p.page.accents);
	wipe_stack();
	return end;
}

/* Shows both, and does it. VIEW_STAY: it is done. */
static enum view_end
confirm(struct view *v, struct right *right)
{
	struct view_rights *w = right->p.w;
	enum view_end end;
	int rc = 0;

	page_start(&right->p.page, NULL);
	end = view_loop_page(v, &right->p.page, build_confirm, help);
	wipe_bytes(v->words, sizeof *v->words);
	if (end == VIEW_DONE && right->p.page.focus == 0) {
		clock_read_plain(&v->d->now);
		desk_tell_time(v->d);
		rc = correcting_do(right->c, &v->why);
		end = VIEW_STAY;
	}
	correcting_end(right->c);
	right->c = NULL;
	w->stopped = w->stopped && end != VIEW_STAY;
	w->letter = REPLY_RECTIFIED;
	if (end == VIEW_STAY && (rc != 0 || letter_tell(&w->rights, w->letter, &v->why) != 0))
		return view_rights_failed(v, w);
	return end != VIEW_STAY ? end : view_voice_show(v) == VIEW_LEAVE ? VIEW_LEAVE : VIEW_STAY;
}

enum view_end
view_rights_right_show(struct view *v, struct view_rights *w)
{
	struct right right = {.p.w = w, .to = wipe_alloc(sizeof *right.to)};
	enum view_end end = VIEW_DONE;
	int step = NAME;

	if (right.to == NULL) {
		fail_set(&v->why, _("not enough memory"));
		return view_rights_failed(v, w);
	}
	while (step >= NAME && step < STEPS) {
		end = step == CONFIRM ? confirm(v, &right) : ask(v, &right, step);
		if (end == VIEW_DONE && step < CONFIRM)
			step++;
		else if (end == VIEW_BACK)
			step--;
		else
			break;
	}
	wipe_free(right.to);
	return end == VIEW_BACK ? VIEW_DONE : end;
}

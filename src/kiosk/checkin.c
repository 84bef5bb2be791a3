/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/wipe.h"
#include "kiosk/ask.h"
#include "kiosk/deposit.h"
#include "kiosk/screens.h"
#include "ui/blank.h"
#include "visit/phone.h"

enum { NEXT, BACK };

/* The letters on the screen, in the order that a language is used to. */
static const char *const *
letters(void)
{
	static const char *const english[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm", NULL};
	static const char *const french[] = {"azertyuiop", "qsdfghjklm", "wxcvbn", NULL};
	static const char *const german[] = {"qwertzuiop", "asdfghjkl", "yxcvbnm", NULL};

	return strcmp(nls_current(), "fr") == 0 ? french
		: strcmp(nls_current(), "de") == 0  ? german
											: english;
}

static void
build_name(struct kiosk *k, struct page *page)
{
	(void)k;
	page->title = _("Your name");
	page->paragraphs[0] = _("Type your name, then press Enter.");
	page->buttons[NEXT] = _("Next");
	page->pad = PAGE_LETTERS;
	page->pad_rows = letters();
	page->accented = true;
	page->buttons[BACK] = _("Back");
}

static void
build_phone(struct kiosk *k, struct page *page)
{
	const struct plan *country = plan_of_code(k->conf.calling_code);

	page->title = _("Your phone number");
	if (country != NULL && strcmp(country->trunk, "0") == 0) {
		snprintf(k->quiet, sizeof k->quiet,
			_("A 0 at the start stands for +%s. A number from another country? Begin with + and the country code."),
			k->conf.calling_code);
		page->paragraphs[0] = _("Type the number you can be reached at, then press Enter.");
		page->paragraphs[1] = k->quiet;
	} else {
		page->paragraphs[0] = _("Type the number you can be reached at, with + and the "
								"country code, then press Enter.");
	}
	page->buttons[NEXT] = _("Sign in");
	page->pad = PAGE_DIGITS;
	page->buttons[BACK] = _("Back");
}

/* Takes what was typed into the visit. Returns an untranslated sentence, or NULL when it is good. */
static const char *
take_name(struct kiosk *k)
{
	size_t n;
	const char *typed = field_text(k->name, &n);

	return visitor_name_phrase(visitor_set_name(&k->visitor->visit.visitor, typed, n));
}

/* Takes the number that was typed. An unlikely one is asked about once: it is in the visit then, and
 * good when it comes again. */
static const char *
take_phone(struct kiosk *k)
{
	const struct plan *country = plan_of_code(k->conf.calling_code);
	struct visitor *visitor = &k->visitor->visit.visitor;
	struct phone_reading reading;
	enum phone_result result;
	size_t n;
	const char *typed = field_text(k->phone, &n);

	result = phone_read(typed, n, country, false, &reading);
	if (result == PHONE_UNLIKELY && reading.len == visitor->phone_len &&
		memcmp(reading.number, visitor->phone, sizeof reading.number) == 0)
		result = PHONE_OK;
	memcpy(visitor->phone, reading.number, sizeof visitor->phone);
	visitor->phone_len = reading.len;
	wipe_bytes(&reading, sizeof reading);
	if (result == PHONE_NO_COUNTRY && country == NULL)
		return N_("Please begin with + and the country code.");
	return phone_phrase(result);
}

/* Shows one of the two screens until take() finds what was typed good. */
static enum kiosk_step
ask_field(struct kiosk *k, struct field *field, void (*build)(struct kiosk *, struct page *),
	const char *(*take)(struct kiosk *), enum kiosk_step next, enum kiosk_step before)
{
	struct page page;

	k->error = NULL;
	page_start(&page, field);
	for (;;) {
		switch (ask_page(k, &page, build, ASK_WARNED)) {
		case ASK_LEAVE:
			return KIOSK_LEAVE;
		case ASK_IDLE:
			return KIOSK_WELCOME;
		case ASK_BACK:
			return before;
		case ASK_CHOSEN:
			if (page.focus == BACK)
				return before;
			break;
		default:
			break;
		}
		k->error = take(k);
		if (k->error == NULL)
			return next;
		/* the text stays, the cursor goes back to it */
		page.focus = PAGE_IN_FIELD;
		page.halted = true;
		field_end(field);
		if (k->conf.bell)
			screen_bell(&k->screen);
	}
}

enum kiosk_step
checkin_name(struct kiosk *k)
{
	enum kiosk_step step = ask_field(
		k, k->name, build_name, take_name, KIOSK_ASK_PHONE, KIOSK_NOTICE);

	if (step == KIOSK_NOTICE)
		kiosk_forget_visitor(k);
	return step;
}

enum kiosk_step
checkin_phone(struct kiosk *k)
{
	enum kiosk_step step = ask_field(
		k, k->phone, build_phone, take_phone, KIOSK_DONE, KIOSK_ASK_NAME);
	struct clock_reading now;
	bool stored;

	if (step != KIOSK_DONE)
		return step;
	clock_read_plain(&now);
	if (now.boottime - k->drawn > MOMENT_HOUR) {
		/* the promise on the notice is an hour old */
		kiosk_forget_visitor(k);
		return KIOSK_TOO_LATE;
	}
	stored = deposit_visit(k);
	field_clear(k->name);
	field_clear(k->phone);
	blank_screen(&k->screen);
	wipe_stack();
	return stored ? KIOSK_DONE : KIOSK_NOT_STORED;
}

static void
build_done(struct kiosk *k, struct page *page)
{
	char moment[NOTICE_MOMENT];

	notice_moment(k->due, moment);
	snprintf(k->notice.lines[0], NOTICE_TEXT,
		_("You are signed in. Your data will be destroyed on %s."), moment);
	page->title = _("Welcome");
	page->paragraphs[0] = k->notice.lines[0];
	page->paragraphs[1] = _(
		"Want it gone sooner? With this code you can erase your entry here yourself. Write it down if you like: it is shown only now.");
	page->big = k->visitor->shown;
	page->buttons[0] = _("Done");
}

static void
build_not_stored(struct kiosk *k, struct page *page)
{
	page->title = _("Please go to reception");
	page->paragraphs[0] = _("Your visit could not be stored. Nothing of what you typed was kept.");
	page->paragraphs[1] = _("You are welcome to come in.");
	page->buttons[0] = _("Done");
	if (k->alarm != WATCH_FINE) {
		snprintf(k->quiet, sizeof k->quiet, _("Reception: code %s"), watch_code(k->alarm));
		page->quiet = k->quiet;
	}
}

enum kiosk_step
checkin_done(struct kiosk *k)
{
	return ask_end(k, build_done);
}

enum kiosk_step
checkin_not_stored(struct kiosk *k)
{
	return ask_end(k, build_not_stored);
}

static void
build_too_late(struct kiosk *k, struct page *page)
{
	(void)k;
	page->title = _("Please begin again");
	page->paragraphs[0] = _("That took more than an hour. Nothing was stored.");
	page->buttons[0] = _("Done");
}

enum kiosk_step
checkin_too_late(struct kiosk *k)
{
	return ask_end(k, build_too_late);
}

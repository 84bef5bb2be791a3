/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/wipe.h"
#include "kiosk/ask.h"
#include "kiosk/deposit.h"
#include "kiosk/number.h"
#include "kiosk/screens.h"
#include "ui/blank.h"

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

/* Takes what was typed into the visit. Returns an untranslated sentence, or NULL when it is good. */
static const char *
take_name(struct kiosk *k)
{
	size_t n;
	const char *typed = field_text(k->name, &n);

	return visitor_name_phrase(visitor_set_name(&k->visitor->visit.visitor, typed, n));
}

enum kiosk_step
checkin_name(struct kiosk *k)
{
	struct page page;

	k->error = NULL;
	page_start(&page, k->name);
	for (;;) {
		switch (ask_page(k, &page, build_name, ASK_WARNED)) {
		case ASK_LEAVE:
			return KIOSK_LEAVE;
		case ASK_IDLE:
			return KIOSK_WELCOME;
		case ASK_BACK:
			kiosk_forget_visitor(k);
			return KIOSK_NOTICE;
		case ASK_CHOSEN:
			if (page.focus == BACK) {
				kiosk_forget_visitor(k);
				return KIOSK_NOTICE;
			}
			break;
		default:
			break;
		}
		k->error = take_name(k);
		if (k->error == NULL)
			return KIOSK_ASK_PHONE;
		ask_again(k, &page);
	}
}

/* Seals and writes the visit, and forgets what was typed. */
static enum kiosk_step
deposit(struct kiosk *k)
{
	struct clock_reading now;
	bool stored;

	clock_read_plain(&now);
	if (now.boottime - k->drawn > MOMENT_HOUR) {
		/* the promise on the notice is an hour old */
		kiosk_forget_visitor(k);
		return KIOSK_TOO_LATE;
	}
	stored = deposit_visit(k);
	field_clear(k->name);
	field_clear(k->phone);
	k->country = NULL;
	blank_screen(&k->screen);
	wipe_stack();
	return stored ? KIOSK_DONE : KIOSK_NOT_STORED;
}

enum kiosk_step
checkin_phone(struct kiosk *k)
{
	enum kiosk_step step = number_ask(k);

	return step == KIOSK_DONE ? deposit(k) : step;
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

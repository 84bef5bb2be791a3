/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "kiosk/ask.h"
#include "kiosk/gate.h"
#include "kiosk/screens.h"

enum { START, TAKE_BACK };

static void
build_closed(struct kiosk *k, struct page *page)
{
	page->title = _("Please go to reception");
	page->paragraphs[0] = k->alarm == WATCH_CLOCK
		? _("The clock of this computer must be checked first. Until then nothing is stored "
			"here.")
		: _("You cannot sign in here at the moment. Nothing is stored.");
	page->paragraphs[1] = _("You are welcome to come in.");
	/* taking back needs no more than the register: it stays possible */
	page->buttons[0] = k->opened ? _("Erase my entry") : NULL;
	page->buttons[1] = NULL;
	page->focus = 0;
	snprintf(k->quiet, sizeof k->quiet, _("Reception: code %s"), watch_code(k->alarm));
	page->quiet = k->quiet;
}

static void
build_welcome(struct kiosk *k, struct page *page)
{
	(void)k;
	page->title = _("Welcome");
	page->paragraphs[0] = _("Please sign in: your name and your phone number, nothing else. It "
							"takes a minute.");
	page->paragraphs[1] = _("First you read why, and until when it is kept. You may say no.");
	page->paragraphs[2] = NULL;
	page->buttons[START] = _("Start");
	page->buttons[TAKE_BACK] = _("Erase my entry");
	page->quiet = NULL;
}

static void
build(struct kiosk *k, struct page *page)
{
	if (k->alarm == WATCH_FINE)
		build_welcome(k, page);
	else
		build_closed(k, page);
}

/* Says whether somebody changed something on the screen. */
static bool
is_touched(const struct kiosk *k, const struct page *page)
{
	return page->focus != 0 || k->screen.display != SCREEN_STANDARD ||
		strcmp(nls_current(), k->language) != 0;
}

enum kiosk_step
welcome_screen(struct kiosk *k)
{
	struct page page;
	bool shown_open;

	kiosk_forget(k);
	k->still = 0;
	page_start(&page, NULL);
	for (;;) {
		/* whoever chose another language or display and left: the next one begins as usual */
		if (k->still >= k->conf.idle_seconds) {
			if (is_touched(k, &page)) {
				kiosk_forget(k);
				page_start(&page, NULL);
			}
			k->still = 0;
		}
		shown_open = gate_check(k);
		switch (ask_page(k, &page, build, ASK_TICKS)) {
		case ASK_LEAVE:
			return KIOSK_LEAVE;
		case ASK_CHOSEN:
			if (!shown_open)
				return KIOSK_ASK_CODE;
			if (page.focus == TAKE_BACK)
				return KIOSK_ASK_CODE;
			if (gate_check(k))
				return KIOSK_NOTICE;
			break;
		default:
			break;
		}
	}
}

/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "kiosk/ask.h"
#include "kiosk/gate.h"
#include "kiosk/screens.h"

/* Adds the quiet buttons from n on: every language by its own name, then taking back. */
static void
add_links(struct kiosk *k, struct page *page, int n, bool take_back)
{
	size_t i;

	page->links = n;
	page->chosen = -1;
	for (i = 0; k->offered_count > 1 && i < k->offered_count; i++) {
		if (strcmp(k->offered[i]->code, nls_current()) == 0)
			page->chosen = n;
		page->buttons[n++] = k->offered[i]->name;
	}
	page->buttons[n] = take_back ? _("Erase my entry") : NULL;
	page->buttons[n + 1] = NULL;
	if (page->focus >= page_buttons(page))
		page->focus = 0;
}

static void
build_closed(struct kiosk *k, struct page *page)
{
	page->title = _("Please go to reception");
	page->paragraphs[0] = k->alarm == WATCH_CLOCK
		? _("The clock of this computer must be checked first. Until then nothing is stored "
			"here.")
		: _("You cannot sign in here at the moment. Nothing is stored.");
	page->paragraphs[1] = _("You are welcome to come in.");
	page->paragraphs[2] = NULL;
	/* taking back needs no more than the register: it stays possible */
	page->buttons[0] = _("Erase my entry");
	add_links(k, page, k->opened ? 1 : 0, false);
	snprintf(k->quiet, sizeof k->quiet, _("Reception: code %s"), watch_code(k->alarm));
	page->quiet = k->quiet;
}

static void
build_welcome(struct kiosk *k, struct page *page)
{
	page->title = _("Welcome");
	page->paragraphs[0] = _("Please sign in: your name and your phone number, nothing else. It "
							"takes a minute.");
	page->paragraphs[1] = _("First you read why, and until when it is kept. You may say no.");
	page->paragraphs[2] = k->conf.symptom_notice
		? _("Feeling ill? Then please do not come in today.")
		: NULL;
	page->paragraphs[3] = NULL;
	page->buttons[0] = _("Start");
	add_links(k, page, 1, true);
	page->quiet = NULL;
	if (k->amber == WATCH_FINE)
		return;
	/* beside the keys, where it moves nothing: it is no visitor's business */
	snprintf(k->quiet, sizeof k->quiet, _("Reception: code %s"), watch_code(k->amber));
	page->aside = k->quiet;
	page->short_aside = watch_code(k->amber);
}

static void
build(struct kiosk *k, struct page *page)
{
	page->aside = page->short_aside = NULL;
	k->closed = k->alarm != WATCH_FINE;
	if (k->closed)
		build_closed(k, page);
	else
		build_welcome(k, page);
}

/* Says whether somebody changed something on the screen. */
static bool
is_touched(const struct kiosk *k, const struct page *page)
{
	return page->focus != 0 || k->screen.display != SCREEN_STANDARD ||
		strcmp(nls_current(), k->language) != 0;
}

/* Follows the button pressed. Returns the next screen, KIOSK_WELCOME to stay. */
static enum kiosk_step
follow(struct kiosk *k, struct page *page)
{
	int language = page->focus - page->links;

	if (language < 0 && k->closed) /* there it is taking back */
		return KIOSK_ASK_CODE;
	if (language < 0)
		return gate_check(k) ? KIOSK_NOTICE : KIOSK_WELCOME;
	if (page->focus == page_buttons(page) - 1 && page->buttons[page->focus] != NULL &&
		(k->offered_count < 2 || (size_t)language >= k->offered_count))
		return KIOSK_ASK_CODE;
	nls_choose(k->offered[language]->code);
	/* the next key is to go on, not to choose again */
	page->focus = 0;
	return KIOSK_WELCOME;
}

enum kiosk_step
welcome_screen(struct kiosk *k)
{
	struct page page;
	enum kiosk_step step;

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
		gate_check(k);
		switch (ask_page(k, &page, build, ASK_TICKS)) {
		case ASK_LEAVE:
			return KIOSK_LEAVE;
		case ASK_STAFF:
			return KIOSK_TO_STAFF;
		case ASK_CHOSEN:
			step = follow(k, &page);
			if (step != KIOSK_WELCOME)
				return step;
			break;
		default:
			break;
		}
	}
}

/* SPDX-License-Identifier: ISC */
#include "base/moment.h"
#include "base/nls.h"
#include "kiosk/ask.h"
#include "kiosk/gate.h"
#include "kiosk/screens.h"
#include "ui/qrmake.h"

enum { SIGN_IN, NO_THANKS, READ_ALL };
enum { BACK, ON_PHONE };

/* The arrival is taken when the notice is drawn: hour, due and the promise on the screen follow
 * from it. When the hour changes while it is read, it is taken again. */
static void
take_arrival(struct kiosk *k)
{
	uint32_t hour = (uint32_t)(k->clock.trusted / MOMENT_HOUR);

	k->arrival = k->clock.trusted;
	k->drawn = k->now.boottime;
	k->due = hour + (uint32_t)k->conf.retention_days * 24;
}

static void
fill(struct kiosk *k, struct page *page)
{
	size_t i;

	for (i = 0; i < PAGE_PARAGRAPHS; i++)
		page->paragraphs[i] = i < k->notice.n ? k->notice.lines[i] : NULL;
}

/* One for each line of the first layer: why, what, until when, who, and the right to say no. */
static void
add_symbols(const struct kiosk *k, struct page *page)
{
	static const char *const symbols[] = {"?", "☺", "∅", "⌂", "✗"};
	size_t i;

	for (i = 0; i < sizeof symbols / sizeof symbols[0]; i++)
		page->symbols[i] = k->screen.display == SCREEN_PLAIN ? NULL : symbols[i];
}

static void
build_first(struct kiosk *k, struct page *page)
{
	gate_may(k); /* only for the time */
	if (k->arrival == 0 || k->clock.trusted / MOMENT_HOUR != k->arrival / MOMENT_HOUR)
		take_arrival(k);
	notice_first(&k->conf, k->due, &k->notice);
	page->title = _("Before you type anything");
	fill(k, page);
	add_symbols(k, page);
	page->buttons[SIGN_IN] = _("Sign in");
	page->buttons[NO_THANKS] = _("No thanks");
	page->buttons[READ_ALL] = _("Read all");
}

static void
build_full(struct kiosk *k, struct page *page)
{
	notice_full(&k->conf, k->due, &k->notice);
	page->title = _("Privacy notice");
	fill(k, page);
	page->buttons[BACK] = _("Back");
	page->buttons[ON_PHONE] = qrmake_fit(&k->screen, k->conf.url, &k->qr) ? _("On my phone") : NULL;
	if (page->buttons[ON_PHONE] == NULL) /* the window, or the display, was another before */
		page->focus = BACK;
}

/* Where the code cannot be drawn any more the address alone is shown. */
static void
build_qr(struct kiosk *k, struct page *page)
{
	bool drawn = qrmake_fit(&k->screen, k->conf.url, &k->qr);

	page->qr = drawn ? &k->qr : NULL;
	page->title = _("Read it on your phone");
	page->paragraphs[0] = drawn ? _("Point the camera of your phone at this square.") : k->conf.url;
	page->paragraphs[1] = drawn ? k->conf.url : NULL;
	if (!drawn && k->screen.display != SCREEN_PLAIN)
		page->paragraphs[1] = _("Please enlarge this window");
	page->buttons[BACK] = _("Back");
}

static void
build_no_thanks(struct kiosk *k, struct page *page)
{
	(void)k;
	page->title = _("Welcome");
	page->paragraphs[0] = _("Nothing was stored. Please come in.");
	page->buttons[0] = _("Done");
}

enum kiosk_step
notice_view_first(struct kiosk *k)
{
	struct page page;

	k->arrival = 0;
	page_start(&page, NULL);
	switch (ask_page(k, &page, build_first, ASK_WATCHED)) {
	case ASK_LEAVE:
		return KIOSK_LEAVE;
	case ASK_CHOSEN:
		return page.focus == SIGN_IN  ? KIOSK_ASK_NAME
			: page.focus == NO_THANKS ? KIOSK_NO_THANKS
									  : KIOSK_FULL_NOTICE;
	default:
		return KIOSK_WELCOME;
	}
}

enum kiosk_step
notice_view_full(struct kiosk *k)
{
	struct page page;

	page_start(&page, NULL);
	switch (ask_page(k, &page, build_full, ASK_WARNED)) {
	case ASK_LEAVE:
		return KIOSK_LEAVE;
	case ASK_IDLE:
		return KIOSK_WELCOME;
	case ASK_CHOSEN:
		return page.focus == ON_PHONE ? KIOSK_NOTICE_QR : KIOSK_NOTICE;
	default:
		return KIOSK_NOTICE;
	}
}

enum kiosk_step
notice_view_qr(struct kiosk *k)
{
	struct page page;

	page_start(&page, NULL);
	switch (ask_page(k, &page, build_qr, ASK_WARNED)) {
	case ASK_LEAVE:
		return KIOSK_LEAVE;
	case ASK_IDLE:
		return KIOSK_WELCOME;
	default:
		return KIOSK_FULL_NOTICE;
	}
}

enum kiosk_step
notice_view_no_thanks(struct kiosk *k)
{
	return ask_end(k, build_no_thanks);
}

/* SPDX-License-Identifier: ISC */
#include <stdio.h>
#include <time.h>

#include "base/nls.h"
#include "base/wipe.h"
#include "kiosk/ask.h"
#include "kiosk/gate.h"
#include "kiosk/screens.h"
#include "register/erasures.h"

enum { ERASE, BACK };

static void
build_code(struct kiosk *k, struct page *page)
{
	static const char *const letters[] = {"1234567890", "abcdefghjkm", "npqrstvwxyz", NULL};

	(void)k;
	page->title = _("Erase my entry");
	page->paragraphs[0] = _("Type the code that was shown when you signed in, then press Enter.");
	page->buttons[0] = _("Next");
	page->buttons[1] = _("Back");
	page->pad = PAGE_LETTERS;
	page->pad_rows = letters;
}

static void
build_confirm(struct kiosk *k, struct page *page)
{
	(void)k;
	page->title = _("Erase my entry");
	page->paragraphs[0] = _("Erase the entry with this code? You cannot undo this.");
	page->buttons[ERASE] = _("Erase");
	page->buttons[BACK] = _("Back");
}

static void
build_done(struct kiosk *k, struct page *page)
{
	(void)k;
	page->title = _("Erase my entry");
	page->paragraphs[0] = _("Within 15 minutes nothing is kept under this code.");
	page->buttons[0] = _("Done");
}

enum kiosk_step
takeback_code(struct kiosk *k)
{
	struct page page;
	const char *typed;
	size_t n;

	page_start(&page, k->code);
	for (;;) {
		switch (ask_page(k, &page, build_code, ASK_WARNED)) {
		case ASK_LEAVE:
			return KIOSK_LEAVE;
		case ASK_IDLE:
		case ASK_BACK:
			return KIOSK_WELCOME;
		case ASK_CHOSEN:
			if (page.focus == BACK)
				return KIOSK_WELCOME;
			break;
		default:
			break;
		}
		typed = field_text(k->code, &n);
		if (erasure_read(typed, n, k->visitor->code) == 0)
			return KIOSK_CONFIRM_ERASE;
		k->error = N_("There is a mistake in this code. Please check each letter and digit.");
		ask_again(k, &page);
	}
}

enum kiosk_step
takeback_confirm(struct kiosk *k)
{
	struct timespec second = {1, 0}; /* one try a second: codes cannot be guessed */
	struct fail why = {{0}};
	struct page page;
	int rc;

	k->error = NULL;
	page_start(&page, NULL);
	page.focus = BACK;
	switch (ask_page(k, &page, build_confirm, ASK_WARNED)) {
	case ASK_LEAVE:
		return KIOSK_LEAVE;
	case ASK_CHOSEN:
		if (page.focus == ERASE)
			break;
		return KIOSK_WELCOME;
	default:
		return KIOSK_WELCOME;
	}
	gate_check(k);
	if (!k->opened) {
		kiosk_forget_visitor(k);
		return KIOSK_NOT_ERASED;
	}
	erasure_id(k->tag, k->visitor->code, k->visitor->visit.id);
	rc = erasures_queue(&k->reg.inbox, k->visitor->visit.id, &why);
	kiosk_forget_visitor(k);
	nanosleep(&second, NULL);
	if (rc == 0)
		return KIOSK_ERASED;
	gate_log(why.text);
	return KIOSK_NOT_ERASED;
}

static void
build_not_done(struct kiosk *k, struct page *page)
{
	(void)k;
	page->title = _("Please go to reception");
	page->paragraphs[0] = _(
		"Erasing did not work just now. Please ask reception to erase your entry. Take the code with you.");
	page->buttons[0] = _("Done");
}

enum kiosk_step
takeback_done(struct kiosk *k)
{
	return ask_end(k, build_done);
}

enum kiosk_step
takeback_failed(struct kiosk *k)
{
	return ask_end(k, build_not_done);
}

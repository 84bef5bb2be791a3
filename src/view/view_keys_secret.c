/* SPDX-License-Identifier: ISC */
/* view_keys_secret: a new passphrase, and the lines of a recovery sheet. What is typed is in locked
 * memory, shown as stars; what was made is shown from locked memory and is never in stdio. */
#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "base/wipe.h"
#include "view/view_keys.h"
#include "view/view_loop.h"

static const char *const help[] = {
	N_("Without the passphrase nobody can use the key, not even the makers of this program. Write it "
	   "down and keep the note apart from the stick."),
	N_("One of your own has at least 12 characters, such as four words that do not belong together."),
	NULL};

/* What a page is built of: build finds it by the page, which is first. */
struct asked {
	struct page page;
	const char *title, *text; /* untranslated */
	unsigned number;          /* of a line of a sheet, from 1 */
};

static void
build_secret(struct view *v, struct page *page)
{
	const struct asked *asked = (const struct asked *)page;

	page->title = _(asked->title);
	page->paragraphs[0] = _(asked->text);
	if (asked->number > 0) {
		snprintf(
			v->texts[0], VIEW_TEXT, _("Line %u of the sheet (it is not shown): "), asked->number);
		page->paragraphs[1] = v->texts[0];
	}
	page->buttons[0] = _("Next");
	page->buttons[1] = _("Back");
	page->secret = true;
}

/* Asks for something secret, with v->error shown, into p. Returns VIEW_DONE, or how it ended. */
static enum view_end
ask(struct view *v, struct asked *asked, struct passphrase *p)
{
	enum view_end end;
	const char *text;

	field_clear(v->secret);
	page_start(&asked->page, v->secret);
	end = view_loop_page(v, &asked->page, build_secret, help);
	if (end == VIEW_DONE && asked->page.focus == 1)
		end = VIEW_BACK;
	v->error = NULL;
	wipe_bytes(p, sizeof *p);
	if (end == VIEW_DONE) {
		text = field_text(v->secret, &p->n);
		memcpy(p->text, text, p->n);
	}
	field_clear(v->secret);
	return end;
}

/* Asks for p once more. Returns VIEW_DONE, VIEW_STAY when something else was typed, or how it ended. */
static enum view_end
ask_again(struct view *v, const struct passphrase *p, const char *text)
{
	struct asked asked = {.title = N_("Once more"), .text = text};
	struct passphrase *again = passphrase_new();
	enum view_end end = again == NULL ? VIEW_STAY : ask(v, &asked, again);

	if (end == VIEW_DONE && !passphrase_equal(p, again))
		end = VIEW_STAY;
	passphrase_free(again);
	return end;
}

static enum view_end
ask_own(struct view *v, struct passphrase *p)
{
	struct asked asked = {.title = N_("A passphrase of your own"),
		.text = N_(
			"At least 12 characters that nobody can guess, such as four words that do not belong "
			"together. It is not shown.")};
	enum view_end end;

	for (;;) {
		end = ask(v, &asked, p);
		if (end != VIEW_DONE)
			return end;
		if (passphrase_check(p, &v->why) != 0) {
			v->error = v->why.text;
			continue;
		}
		end = ask_again(v, p, N_("Type the same passphrase once more, then press Enter."));
		if (end == VIEW_STAY)
			v->error = _("These were not the same.");
		else if (end != VIEW_BACK)
			return end;
	}
}

struct offered {
	struct page page;
	const char *lead;
	bool again;
};

static void
build_offer(struct view *v, struct page *page)
{
	const struct offered *offered = (const struct offered *)page;

	(void)v;
	page->title = _("A new passphrase");
	page->paragraphs[0] = offered->again ? _("That was not the passphrase. Here it is again.")
										 : _(offered->lead);
	page->paragraphs[1] = _(
		"Write it down now. It is kept nowhere, and on the next page it is typed "
		"from the note.");
	page->buttons[0] = _("It is noted");
	page->buttons[1] = _("One of my own");
	page->buttons[2] = _("Back");
}

enum view_end
view_keys_secret(struct view *v, struct passphrase *p, const char *lead)
{
	struct offered offered = {.lead = lead};
	enum view_end end;

	passphrase_make(p);
	for (;;) {
		page_start(&offered.page, NULL);
		offered.page.big = p->text;
		end = view_loop_page(v, &offered.page, build_offer, help);
		if (end != VIEW_DONE || offered.page.focus == 2)
			return end == VIEW_DONE ? VIEW_BACK : end;
		if (offered.page.focus == 1) {
			end = ask_own(v, p);
			if (end != VIEW_BACK)
				return end;
			passphrase_make(p);
			continue;
		}
		end = ask_again(v, p, N_("Type it from your note, then press Enter. It is not shown."));
		if (end != VIEW_STAY && end != VIEW_BACK)
			return end;
		offered.again = end == VIEW_STAY;
	}
}

/* All lines of a sheet, in locked memory. */
struct typed {
	struct passphrase line;
	char lines[PAPER_LINES][PASSPHRASE_MAX];
};

static enum view_end
ask_line(struct view *v, struct typed *typed, unsigned i)
{
	struct asked asked = {.title = N_("Recovery sheet"),
		.text = N_(
			"Type what stands behind the number, in capitals or not, with or without hyphens."),
		.number = i + 1};
	enum view_end end = ask(v, &asked, &typed->line);

	if (end != VIEW_DONE)
		return end;
	memset(typed->lines[i], ' ', PASSPHRASE_MAX);
	memcpy(typed->lines[i], typed->line.text, typed->line.n);
	return VIEW_DONE;
}

static enum view_end
ask_lines(struct view *v, struct typed *typed, uint8_t *secret)
{
	enum view_end end = VIEW_DONE;
	unsigned i;
	int bad;

	for (;;) {
		for (i = 0; i < PAPER_LINES && end == VIEW_DONE; i++)
			end = ask_line(v, typed, i);
		while (end == VIEW_DONE) {
			bad = paper_read((char *)typed->lines, sizeof typed->lines, secret);
			if (bad == 0)
				return VIEW_DONE;
			v->error = bad < 0 ? _("this is not the secret of a recovery sheet: four lines of 14 "
								   "characters")
							   : _("There is a slip in this line. Type it once more.");
			if (bad < 0)
				break;
			end = ask_line(v, typed, (unsigned)bad - 1);
		}
		if (end != VIEW_DONE)
			return end;
	}
}

enum view_end
view_keys_lines(struct view *v, uint8_t secret[static PAPER_SECRET])
{
	struct typed *typed = wipe_alloc(sizeof *typed);
	enum view_end end;

	if (typed == NULL) {
		fail_set(&v->why, _("not enough memory"));
		end = view_keys_tell(v, NULL);
		return end == VIEW_DONE ? VIEW_BACK : end;
	}
	end = ask_lines(v, typed, secret);
	wipe_free(typed);
	wipe_stack();
	return end;
}

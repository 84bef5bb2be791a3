/* SPDX-License-Identifier: ISC */
/* view_keys_sheet: a key on paper: made, on the screen to be copied by hand or as a file to be printed;
 * and used, on the day on which all else is lost. The secret goes from locked memory to cells of the
 * screen or to the descriptor of the file. */
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/fingerprint.h"
#include "base/moment.h"
#include "base/nls.h"
#include "base/text.h"
#include "base/wipe.h"
#include "keys/deed.h"
#include "keys/recover.h"
#include "keys/recovery.h"
#include "view/view_keys.h"
#include "view/view_loop.h"
#include "view/view_path.h"

static const char *const help[] = {
	N_("Who has the sheet can read the visits of the last 14 days, without a passphrase. It belongs in a "
	   "closed envelope in a safe."),
	N_("Copied by hand it is in no file and no printer. Each line has a check character of its own: a "
	   "slip is noticed when the lines are typed."),
	N_("A file has to be printed and then destroyed (shred -u). A printer and its queue may keep what "
	   "they print."),
	NULL};

/* --- made ------------------------------------------------------------------------------------ */

static const struct view_keys_question label = {.title = N_("A recovery sheet"),
	.text = N_("What is it called? For example safe-2026: up to 24 of a-z, 0-9 and -."),
	.button = N_("Next"),
	.check = view_keys_check_label,
	.help = help};

static const struct view_keys_question file = {.title = N_("The sheet as a file"),
	.text = N_("Where to? A new file, on your stick:"),
	.more = N_("Print it where nobody else can see it, then destroy the file (shred -u)."),
	.button = N_("Write the file"),
	.check = view_keys_check_file,
	.help = help};

static void
build_how(struct view *v, struct page *page)
{
	(void)v;
	page->title = _("How does it get onto paper?");
	page->paragraphs[0] = _(
		"On the screen: four lines of 14 characters, to be copied by hand and then "
		"typed once to see that they are right. Nobody else may see the screen.");
	page->paragraphs[1] = _(
		"As a file: to be printed elsewhere. The file and the printer may keep it.");
	page->buttons[0] = _("Show it here");
	page->buttons[1] = _("Write a file");
	page->buttons[2] = _("Back");
}

static void
build_sheet(struct view *v, struct page *page)
{
	page->title = _("RECOVERY SHEET of the visitor register");
	if (text_width(page->title, strlen(page->title)) > screen_columns(&v->screen) - 4)
		page->title = _("Recovery sheet");
	page->paragraphs[0] = v->texts[0];
	page->paragraphs[1] = _("Secret key (0 is zero, 1 is one; I, L and O do not occur):");
	page->paragraphs[2] = v->words->line;
	page->paragraphs[3] = _(
		"Copy all of this by hand, and write on it: “welkom-desk recover”, and that who "
		"has it can read the visits of the last 14 days.");
	page->buttons[0] = _("It is copied");
	page->buttons[1] = _("Back");
}

/* Puts the four lines into v->words, which is locked memory. */
static void
put_lines(struct view *v, const struct recovery *r)
{
	char *to = v->words->line;
	unsigned i;

	_Static_assert(PAPER_LINES * (PAPER_LINE + 8) < VIEW_LINE, "room for the lines");
	for (i = 0; i < PAPER_LINES; i++) {
		memcpy(to, "    1   ", 8);
		to[4] = (char)('1' + i);
		paper_line(r->key->sk, i, to + 8);
		to += 8 + PAPER_LINE;
		to[-1] = i + 1 < PAPER_LINES ? '\n' : '\0';
	}
}

/* Shows it until it is copied and was typed from the copy. */
static enum view_end
show_sheet(struct view *v, const struct keychange *c, const struct recovery *r, uint8_t *secret)
{
	char shown[FINGERPRINT_SHOWN], when[MOMENT_TEXT];
	uint8_t print[HOURFILE_PRINT];
	struct page page;
	enum view_end end;

	hourfile_print(r->key->pk, print);
	fingerprint_show(print, shown);
	moment_print_local(v->d->clock.trusted, when);
	do {
		snprintf(v->texts[0], VIEW_TEXT, _("Label        %s\nFingerprint  %s\nMade         %s"),
			c->who.label, shown, when);
		put_lines(v, r);
		page_start(&page, NULL);
		end = view_loop_page(v, &page, build_sheet, help);
		wipe_bytes(v->words, sizeof *v->words);
		if (end != VIEW_DONE || page.focus == 1)
			return end == VIEW_DONE ? VIEW_BACK : end;
		end = view_keys_lines(v, secret);
	} while (end == VIEW_BACK ||
		(end == VIEW_DONE && sodium_memcmp(secret, r->key->sk, PAPER_SECRET) != 0));
	snprintf(v->texts[0], VIEW_TEXT, "%s",
		_("The sheet is right: what you typed from it opens. Put it into a closed envelope in a safe."));
	return end;
}

static enum view_end
write_sheet(struct view *v, const struct keychange *c, const struct recovery *r)
{
	char path[VIEW_PATH], name[RECIPIENTS_LABEL + sizeof "-sheet.txt"];
	enum view_end end;

	snprintf(name, sizeof name, "%s-sheet.txt", c->who.label);
	view_path_beside_key(v, name, path);
	end = view_keys_ask(v, &file, path, sizeof path);
	if (end != VIEW_DONE)
		return end;
	if (recovery_write(r, path, &v->why) != 0) {
		end = view_keys_tell(v, NULL);
		return end == VIEW_DONE ? VIEW_BACK : end;
	}
	snprintf(v->texts[0], VIEW_TEXT,
		_("The sheet is in %s. Print it, then destroy the file (shred -u); a printer and its queue may "
		  "keep what they print."),
		path);
	return VIEW_DONE;
}

/* Gets the sheet onto paper, then announces it. */
static enum view_end
deliver(struct view *v, struct keychange *c, const struct recovery *r)
{
	uint8_t *secret = wipe_alloc(PAPER_SECRET);
	struct page page;
	enum view_end end;

	if (secret == NULL) {
		fail_set(&v->why, _("not enough memory"));
		return view_keys_tell(v, NULL);
	}
	do {
		page_start(&page, NULL);
		end = view_loop_page(v, &page, build_how, help);
		if (end == VIEW_DONE && page.focus == 2)
			end = VIEW_BACK;
		if (end != VIEW_DONE)
			break;
		end = page.focus == 0 ? show_sheet(v, c, r, secret) : write_sheet(v, c, r);
	} while (end == VIEW_BACK && v->d->key != NULL);
	wipe_free(secret);
	if (end != VIEW_DONE)
		return end;
	return recovery_announce(v->d, c, &v->why) == 0 ? view_keys_next(v, c)
													: view_keys_tell(v, NULL);
}

static enum view_end
make(struct view *v)
{
	struct keychange c;
	struct recovery *r;
	enum view_end end = view_keys_begin(v, &c, "recovery");

	if (end != VIEW_DONE)
		return end;
	do
		end = view_keys_ask(v, &label, c.who.label, sizeof c.who.label);
	while (end == VIEW_DONE && deed_may_add(&c, &v->why) != 0 && (v->error = v->why.text) != NULL);
	if (end != VIEW_DONE)
		return end;
	r = recovery_begin(v->d, &c, &v->why);
	if (r == NULL)
		return view_keys_tell(v, NULL);
	end = deliver(v, &c, r);
	recovery_free(r);
	return end;
}

/* --- used ------------------------------------------------------------------------------------ */

static const struct view_keys_question fresh = {.title = N_("A key file from the sheet"),
	.text = N_("Where to? A new file, on your stick, such as /media/welkom/new.key:"),
	.button = N_("Next"),
	.check = view_keys_check_file,
	.help = help};

/* Makes the key file, and says what it is good for. */
static enum view_end
use(struct view *v, const uint8_t *secret, const char *path, const struct passphrase *p)
{
	char shown[FINGERPRINT_SHOWN];
	uint8_t print[HOURFILE_PRINT];
	struct recipients list;
	const char *in;

	view_keys_wait(v);
	if (recover_make(v->d, secret, path, p, &v->why) != 0)
		return view_keys_tell(v, NULL);
	in = recover_label(v->d, &list);
	hourfile_print(v->d->key->pk, print);
	fingerprint_show(print, shown);
	snprintf(v->texts[0], VIEW_TEXT,
		_("The key file is %s.\nFingerprint: %s (compare it with the sheet)"), path, shown);
	if (in != NULL)
		snprintf(v->texts[1], VIEW_TEXT,
			_("It is in the list of recipients, as %s: it opens the register. Add keys for the people who "
			  "need one, then take it out and make a new sheet."),
			in);
	else
		snprintf(v->texts[1], VIEW_TEXT, "%s",
			_("It is not in the list of recipients: it opens only hours from before it was revoked."));
	v->texts[2][0] = '\0';
	return view_keys_tell(v, N_("The key file is made"));
}

enum view_end
view_keys_recover_show(struct view *v)
{
	uint8_t *secret = wipe_alloc(PAPER_SECRET);
	struct passphrase *p = passphrase_new();
	char path[VIEW_PATH] = "";
	enum view_end end = VIEW_BACK;

	if (secret == NULL || p == NULL) {
		fail_set(&v->why, _("not enough memory"));
		end = view_keys_tell(v, NULL);
	} else {
		end = view_keys_lines(v, secret);
		if (end == VIEW_DONE)
			end = view_keys_ask(v, &fresh, path, sizeof path);
		if (end == VIEW_DONE)
			end = view_keys_secret(v, p, N_("A passphrase was made for the new key file."));
		if (end == VIEW_DONE)
			end = use(v, secret, path, p);
	}
	passphrase_free(p);
	wipe_free(secret);
	return end;
}

/* --- which ----------------------------------------------------------------------------------- */

static void
build_which(struct view *v, struct page *page)
{
	(void)v;
	page->title = _("Recovery sheet");
	page->paragraphs[0] = _(
		"A recovery sheet is a key on paper. In a safe it is the way back when all sticks "
		"or passphrases are lost.");
	page->paragraphs[1] = _(
		"To make one takes your key. To use one takes the sheet, and nothing else.");
	page->buttons[0] = _("Make a sheet");
	page->buttons[1] = _("Use a sheet");
	page->buttons[2] = _("Back");
}

enum view_end
view_keys_sheet_show(struct view *v)
{
	struct page page;
	enum view_end end;

	page_start(&page, NULL);
	end = view_loop_page(v, &page, build_which, help);
	if (end != VIEW_DONE)
		return end;
	return page.focus == 0 ? make(v) : page.focus == 1 ? view_keys_recover_show(v) : VIEW_BACK;
}

/* SPDX-License-Identifier: ISC */
/* view_rights_letter: what was done, and the letter about it: in the visitor's language, read on the
 * screen, or written to a new file that only its owner can read. */
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "view/view_ask.h"
#include "view/view_loop.h"
#include "view/view_path.h"
#include "view/view_rights.h"
#include "view/view_screens.h"

enum { READ, WRITE, DONE };

static const char *const help[] = {
	N_("The letter has what the law asks for: what is held, why, how long, who received it, and where "
	   "to complain. The visitor's name stands only there."),
	N_("Print the file, give it to the visitor, and destroy the file. Each letter is a new file, and nothing is written over."),
	N_("When the visitor wants no letter, reading it to them is an answer too."), NULL};

/* What was done. */
static const char *
title_of(enum reply_kind kind)
{
	switch (kind) {
	case REPLY_ACCESS:
		return _("The answer is ready");
	case REPLY_ERASED:
	case REPLY_OBJECTED:
		return _("It is erased");
	case REPLY_RECTIFIED:
		return _("It is put right");
	case REPLY_NOTHING:
		break;
	}
	return _("Nothing is held");
}

static void
build_done(struct view *v, struct page *page)
{
	const struct view_rights *w = ((struct view_rights_page *)page)->w;
	char last[REPLY_DAY];
	int n = 0;

	reply_last_day(w->rights.received, last);
	page->title = title_of(w->letter);
	if (w->letter == REPLY_ACCESS)
		page->paragraphs[n++] = _("All that is held about this person stands in a letter.");
	else if (w->letter == REPLY_NOTHING)
		page->paragraphs[n++] = _("Nothing is held under this. A letter says so.");
	else
		page->paragraphs[n++] = _("Give the visitor the letter that says so.");
	snprintf(v->texts[1], VIEW_TEXT, _("Our reference: %1$s. The law gives time until %2$s."),
		v->reference, last);
	page->paragraphs[n++] = v->texts[1];
	if (v->output[0] != '\0') {
		snprintf(v->texts[2], VIEW_TEXT,
			_("The letter is in %.256s. Print it, give it, and destroy the file."), v->output);
		page->paragraphs[n++] = v->texts[2];
	}
	page->buttons[READ] = _("Read it here");
	page->buttons[WRITE] = _("Letter to a file");
	page->buttons[DONE] = _("Done");
}

static void
build_language(struct view *v, struct page *page)
{
	size_t n, i;
	const struct nls_language *languages = nls_languages(&n);

	(void)v;
	page->title = _("In which language?");
	page->paragraphs[0] = _("The language of the visitor, not yours.");
	for (i = 0; i < n && i < PAGE_BUTTONS; i++)
		page->buttons[i] = languages[i].name;
}

/* Asks for the language of the letter. */
static enum view_end
ask_language(struct view *v)
{
	size_t n;
	const struct nls_language *languages = nls_languages(&n);
	struct desk_options *o = &v->d->options;
	const char *now = o->language != NULL ? o->language : nls_current();
	struct page page;
	enum view_end end;
	size_t i;

	page_start(&page, NULL);
	for (i = 0; i < n; i++)
		if (strcmp(languages[i].code, now) == 0)
			page.focus = (int)i;
	end = view_loop_page(v, &page, build_language, help);
	if (end == VIEW_DONE)
		o->language = languages[page.focus].code;
	return end;
}

/* "letter-REFERENCE.txt" at home, or on the stick where there is no home: beside the key, if one was
 * asked for. */
static void
propose(struct view *v)
{
	const struct view_path_name name = {"letter", v->reference, "txt"};
	char folder[VIEW_PATH], path[VIEW_PATH];

	view_path_beside_key(v, "", folder);
	view_path_propose(&name, *folder == '\0' ? VIEW_PATH_STICK : folder, path);
	view_ask_fill(v->typed, path, strlen(path));
}

static void
build_path(struct view *v, struct page *page)
{
	(void)v;
	page->title = _("The letter");
	page->paragraphs[0] = _(
		"A new file, in your home folder or on your stick, that only you can read:");
	page->buttons[0] = _("Make the file");
	page->buttons[1] = _("Back");
}

/* Writes the letter to the file that was typed. Returns why it could not, or NULL. */
static const char *
write_letter(struct view *v, struct page *page)
{
	struct view_rights *w = ((struct view_rights_page *)page)->w;
	struct desk_options *o = &v->d->options;
	char path[VIEW_PATH];
	int rc = -1;

	view_ask_copy(page->field, path, sizeof path);
	if (path[0] != '/')
		return _("A path begins with /, such as /media/welkom/letter.txt.");
	o->output = path;
	if (rights_begin(&w->rights, &v->why) == 0)
		rc = letter_write(&w->rights, w->letter, &v->why);
	o->output = NULL;
	if (rc != 0)
		return v->why.text;
	memcpy(v->output, path, sizeof v->output);
	return NULL;
}

static enum view_end
ask_path(struct view *v, struct view_rights *w)
{
	struct view_rights_page p = {.w = w};

	v->error = NULL;
	propose(v);
	page_start(&p.page, v->typed);
	return view_ask_page(v, &p.page, build_path, write_letter, help);
}

/* The letter in one of both ways. VIEW_STAY goes back to what was done. */
static enum view_end
give(struct view *v, struct view_rights *w, int how)
{
	enum view_end end = ask_language(v);

	if (end == VIEW_DONE)
		end = how == READ ? view_rights_paper_show(v, w) : ask_path(v, w);
	return end == VIEW_LOCK || end == VIEW_LEAVE ? end : VIEW_STAY;
}

enum view_end
view_rights_letter_show(struct view *v, struct view_rights *w)
{
	const char *language = v->d->options.language, *output = v->d->options.output;
	struct view_rights_page p = {.w = w};
	enum view_end end;

	v->d->options.output = NULL;
	v->output[0] = '\0';
	do {
		page_start(&p.page, NULL);
		p.page.focus = v->output[0] != '\0' ? DONE : READ;
		end = view_loop_page(v, &p.page, build_done, help);
		if (end == VIEW_DONE && p.page.focus != DONE)
			end = give(v, w, p.page.focus);
	} while (end == VIEW_STAY);
	v->d->options.language = language;
	v->d->options.output = output;
	return end == VIEW_BACK ? VIEW_DONE : end;
}

/* SPDX-License-Identifier: ISC */
/* view_rights: a visitor stands at the desk and asks about the own data: from what they want to the
 * letter. What the verbs find, access, erase and rectify do, by the same functions. */
#include "view/view_rights.h"

#include <string.h>

#include "base/nls.h"
#include "base/program.h"
#include "base/wipe.h"
#include "view/view_key.h"
#include "view/view_loop.h"
#include "view/view_screens.h"
#include "view/view_voice.h"
#include "ui/layout.h"

enum { WISH, BY, WHOM, KEY, ANSWER, STEPS };

static const char *const help_failed[] = {
	N_("What the ledger has a line of, was done; the rest was not. Nothing is open any more once you go "
	   "on."),
	NULL};

static const char *const help_locked[] = {
	N_("The key and all that was found are out of the memory. A letter that you made is a file of your "
	   "own."),
	NULL};

static void
build_failed(struct view *v, struct page *page)
{
	page->title = _("It could not be done");
	page->paragraphs[0] = v->why.text;
	page->paragraphs[1] = _(
		"The ledger tells what was done. Try again, or tell the person who looks after this machine.");
	page->buttons[0] = _("Done");
}

enum view_end
view_rights_failed(struct view *v, struct view_rights *w)
{
	struct page page;
	enum view_end end = view_voice_show(v);

	w->stopped = false;
	if (end == VIEW_LEAVE)
		return end;
	page_start(&page, NULL);
	end = view_loop_page(v, &page, build_failed, help_failed);
	return end == VIEW_BACK ? VIEW_DONE : end;
}

static enum view_end
unlock(struct view *v, struct view_rights *w)
{
	enum view_end end = w->keyed ? VIEW_DONE : view_key_unlock(v);

	w->keyed = end == VIEW_DONE;
	w->rights.received = v->d->now.realtime;
	return end;
}

/* Searches, with a line in the ledger, and says what could not be read. Returns VIEW_STAY to go on. */
static enum view_end
look(struct view *v, struct view_rights *w)
{
	struct page page;

	page_start(&page, NULL);
	page.title = _("One moment");
	page.paragraphs[0] = _("All that is not destroyed yet is searched. The ledger notes it.");
	v->error = NULL;
	view_loop_frame(v, &page, "");
	layout_draw(&v->screen, &page);
	clock_read_plain(&v->d->now);
	desk_tell_time(v->d);
	if (rights_look(&w->rights, &v->why) != 0)
		return view_rights_failed(v, w);
	memcpy(v->reference, w->rights.request.reference, sizeof v->reference);
	v->open = true;
	wipe_stack();
	return view_voice_show(v) == VIEW_LEAVE ? VIEW_LEAVE : VIEW_STAY;
}

/* From what was found to somebody who was recognised. */
static enum view_end
recognise(struct view *v, struct view_rights *w)
{
	enum view_end end;

	do {
		end = view_rights_found_choose(v, w);
		if (end != VIEW_DONE)
			return end == VIEW_BACK ? VIEW_DONE : end;
		end = w->rights.recognised != NULL ? VIEW_STAY : view_rights_known_ask(v, w);
	} while (end == VIEW_BACK);
	return end;
}

/* Searches, and does what is wanted. VIEW_BACK: another search. */
static enum view_end
answer(struct view *v, struct view_rights *w)
{
	enum view_end end = look(v, w);

	if (end == VIEW_STAY && w->rights.find.n == 0) {
		w->letter = REPLY_NOTHING;
		end = view_rights_found_nothing(v, w);
	} else if (end == VIEW_STAY) {
		w->stopped = true;
		w->letter = REPLY_ACCESS;
		end = recognise(v, w);
		if (end == VIEW_STAY && w->wish == VIEW_RIGHTS_CORRECT)
			end = view_rights_right_show(v, w);
		else if (end == VIEW_STAY && w->wish != VIEW_RIGHTS_SEE)
			end = view_rights_erase_picked(v, w);
	}
	if (end != VIEW_STAY)
		return end;
	w->stopped = false;
	return view_rights_letter_show(v, w);
}

/* By the code alone nothing is opened, so that no key is needed. */
static enum view_end
answer_code(struct view *v, struct view_rights *w)
{
	enum view_end end = view_rights_erase_code(v, w);

	return end == VIEW_STAY ? view_rights_letter_show(v, w) : end;
}

static enum view_end
run(struct view *v, struct view_rights *w)
{
	static enum view_end (*const steps[STEPS])(struct view * v, struct view_rights * w) = {
		[WISH] = view_rights_ask_wish,
		[BY] = view_rights_ask_by,
		[WHOM] = view_rights_ask_whom,
		[KEY] = unlock,
		[ANSWER] = answer,
	};
	enum view_end end;
	int at = WISH;

	for (;;) {
		end = steps[at](v, w);
		if (end == VIEW_BACK && at == ANSWER)
			at = BY;
		else if (end == VIEW_BACK && at > (w->keyed ? BY : WISH))
			at--;
		else if (end != VIEW_DONE || at == ANSWER)
			return end;
		else if (at == WHOM && w->by == QUERY_CODE &&
			(w->wish == VIEW_RIGHTS_ERASE || w->wish == VIEW_RIGHTS_OBJECT))
			return answer_code(v, w);
		else
			at++;
	}
}

static void
build_locked(struct view *v, struct page *page)
{
	const struct view_rights *w = ((struct view_rights_page *)page)->w;
	int n = 0;

	(void)v;
	page->title = _("Locked");
	if (w->stopped)
		page->paragraphs[n++] = _("Nothing was changed.");
	page->paragraphs[n] = _("The names have left the screen and the memory. Take the stick out.");
	page->buttons[0] = _("Done");
}

/* Forgets everything, and says so where a key was open. */
static enum view_end
finish(struct view *v, struct view_rights *w, enum view_end end)
{
	struct view_rights_page locked = {.w = w};

	(void)rights_end(&w->rights, PROGRAM_DONE);
	wipe_bytes(w->marked, sizeof w->marked);
	view_forget(v);
	if (end == VIEW_LEAVE || view_voice_show(v) == VIEW_LEAVE)
		return VIEW_LEAVE;
	if (!w->keyed)
		return end;
	page_start(&locked.page, NULL);
	return view_loop_page(v, &locked.page, build_locked, help_locked) == VIEW_LEAVE ? VIEW_LEAVE
																					: VIEW_LOCK;
}

enum view_end
view_rights_show(struct view *v)
{
	struct view_rights w = {.wish = VIEW_RIGHTS_SEE};

	clock_read_plain(&v->d->now);
	rights_start(&w.rights, v->d, NULL);
	return finish(v, &w, run(v, &w));
}

/* SPDX-License-Identifier: ISC */
/* view_give: the visits of the window handed over as a ZIP, under a passphrase made for it. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/moment.h"
#include "base/nls.h"
#include "base/wipe.h"
#include "handover/handover.h"
#include "view/view_ask.h"
#include "view/view_loop.h"
#include "view/view_path.h"
#include "view/view_screens.h"
#include "view/view_voice.h"
#include "ui/layout.h"

static const char *const help[] = {
	N_("A new file is made that opens only with the passphrase that is shown next. Send the file; say "
	   "the passphrase on the phone, to somebody you called back."),
	N_("The file can lie on your stick, such as /media/welkom/list.zip. Nothing is written over."),
	NULL};

static void
build_path(struct view *v, struct page *page)
{
	snprintf(v->texts[0], VIEW_TEXT,
		ngettext("All %zu visit of these hours goes into one locked file (ZIP).",
			"All %zu visits of these hours go into one locked file (ZIP).", v->window.n),
		v->window.n);
	page->title = _("Hand over");
	page->paragraphs[0] = v->texts[0];
	page->paragraphs[1] = _("Where to? A new file, in your home folder or on your stick:");
	page->buttons[0] = _("Make the file");
	page->buttons[1] = _("Back");
}

/* Takes the path to v->output. Returns what is wrong with it, or NULL. */
static const char *
take_path(struct view *v, struct page *page)
{
	const char *path = v->output, *name;
	int folder;

	view_ask_copy(page->field, v->output, sizeof v->output);
	if (*path != '/')
		return _("A path begins with /, such as /media/welkom/list.zip.");
	if (access(path, F_OK) == 0)
		return _("There is such a file already. Nothing is written over: take another name.");
	folder = folder_open_parent(path, &name);
	if (folder < 0 && errno == EACCES)
		return _("No file can be made there. Take a name in your home folder or on your stick.");
	if (folder >= 0)
		close(folder);
	return NULL; /* what else is wrong is said when it is made */
}

static void
build_done(struct view *v, struct page *page)
{
	page->title = _("Say this passphrase on the phone");
	page->paragraphs[0] = v->texts[1];
	page->paragraphs[1] = _(
		"All letters are small. Say it only to somebody you called back, and never send it "
		"with the file. It is kept nowhere: without it, hand over anew.");
	page->paragraphs[2] = v->texts[2];
	page->buttons[0] = _("Done");
}

static void
build_failed(struct view *v, struct page *page)
{
	page->title = _("Nothing was handed over");
	page->paragraphs[0] = v->why.text;
	page->buttons[0] = _("Back");
}

/* Writes the file. Returns 0 and *h, whose passphrase is to be shown; or -1 with v->why. */
static int
write_file(struct view *v, struct handover *h)
{
	const struct window *w = &v->window;
	size_t i;

	clock_read_plain(&v->d->now);
	desk_tell_time(v->d);
	if (handover_begin(v->d, v->reference, w->from, w->to, w->n, h, &v->why) != 0)
		return -1;
	for (i = 0; i < w->n; i++)
		if (handover_add(h, &w->visits[i], &v->why) != 0) {
			handover_abandon(h);
			return -1;
		}
	return handover_end(h, &v->why);
}

static enum view_end
show_passphrase(struct view *v, struct handover *h)
{
	char by[MOMENT_TEXT];
	struct page page;
	enum view_end end;

	moment_print_local(h->facts.destroy_by, by);
	snprintf(v->texts[1], VIEW_TEXT, _("The file is %.400s"), v->output);
	snprintf(v->texts[2], VIEW_TEXT,
		_("The receiver must destroy it by %s. Ask then, and note it (welkom-desk exports)."), by);
	page_start(&page, NULL);
	page.big = h->passphrase->text;
	do
		end = view_loop_page(v, &page, build_done, help);
	while (end == VIEW_BACK); /* only Enter: it is shown once */
	wipe_stack();
	return end;
}

/* Hands over to v->output. */
static enum view_end
hand_over(struct view *v)
{
	struct desk_options *o = &v->d->options;
	const char *output = o->output;
	enum desk_format format = o->format;
	struct handover h;
	struct page page;
	enum view_end end;
	int rc;

	o->output = v->output;
	o->format = DESK_ZIP;
	rc = write_file(v, &h);
	end = rc == 0 ? show_passphrase(v, &h) : VIEW_DONE;
	if (rc == 0)
		handover_free(&h);
	o->output = output;
	o->format = format;
	if (end == VIEW_LOCK || end == VIEW_LEAVE)
		return end;
	if (view_voice_show(v) == VIEW_LEAVE)
		return VIEW_LEAVE;
	if (rc == 0)
		return VIEW_DONE;
	page_start(&page, NULL);
	return view_loop_page(v, &page, build_failed, help);
}

/* "welkom-REFERENCE.zip" at home, or beside the key where there is no home. */
static void
propose(struct view *v)
{
	const struct view_path_name name = {"welkom", v->reference, "zip"};
	char folder[VIEW_PATH], path[VIEW_PATH];

	view_path_beside_key(v, "", folder);
	view_path_propose(&name, folder, path);
	view_ask_fill(v->typed, path, strlen(path));
}

enum view_end
view_give_show(struct view *v)
{
	struct page page;
	enum view_end end;

	propose(v);
	v->error = NULL;
	page_start(&page, v->typed);
	end = view_ask_page(v, &page, build_path, take_path, help);
	return end == VIEW_DONE ? hand_over(v) : end;
}

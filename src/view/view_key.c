/* SPDX-License-Identifier: ISC */
#include "view/view_key.h"

#include <fcntl.h>
#include <glob.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/nls.h"
#include "base/wipe.h"
#include "view/view_ask.h"
#include "view/view_loop.h"
#include "view/view_path.h"
#include "view/view_voice.h"
#include "open/passphrase.h"
#include "ui/blank.h"
#include "ui/layout.h"

#define STICK VIEW_PATH_STICK "*.key"

static const char *const help[] = {
	N_("Your key is a file, usually on your own stick. Put the stick in, and the name of the file stands "
	   "here by itself."),
	N_("The passphrase is yours alone. It is not shown while you type. A mistake can be made as often as "
	   "you like."),
	NULL};

/* The key of the command line, or the only one on the stick. */
static void
propose(struct view *v)
{
	glob_t found = {0};

	if (v->key[0] == '\0' && v->d->options.key != NULL)
		snprintf(v->key, sizeof v->key, "%s", v->d->options.key);
	if (v->key[0] == '\0' && glob(STICK, 0, NULL, &found) == 0 && found.gl_pathc == 1)
		snprintf(v->key, sizeof v->key, "%s", found.gl_pathv[0]);
	globfree(&found);
	view_ask_fill(v->typed, v->key, strlen(v->key));
}

static void
build_file(struct view *v, struct page *page)
{
	(void)v;
	page->title = _("Your key");
	page->paragraphs[0] = _(
		"Put your stick in. The file of your key, such as /media/welkom/own.key:");
	page->buttons[0] = _("Next");
	page->buttons[1] = _("Back");
}

static void
build_passphrase(struct view *v, struct page *page)
{
	(void)v;
	page->title = _("Your passphrase");
	page->paragraphs[0] = _(
		"Type the passphrase of your key, then press Enter. It takes a moment to check.");
	page->buttons[0] = _("Next");
	page->buttons[1] = _("Back");
	page->secret = true;
}

static void
build_wait(struct view *v, struct page *page)
{
	(void)v;
	page->title = _("One moment");
	page->paragraphs[0] = _("The passphrase is checked, and the newest visits are collected.");
}

/* Takes the file to v->key. Returns what is wrong with it, or NULL. */
static const char *
take_file(struct view *v, struct page *page)
{
	const char *file = v->key;
	int fd;

	view_ask_copy(page->field, v->key, sizeof v->key);
	fd = open(file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	if (fd >= 0) {
		close(fd);
		return NULL;
	}
	/* access() knows the modes of files, and not what the desk has given up (desk/walls.h) */
	if (*file != '\0' && access(file, R_OK) == 0)
		return _(
			"From now on only keys on a stick or in your home folder can be read. For this one start "
			"with --key.");
	return _("There is no such file that can be read. Is the stick in?");
}

static enum view_end
ask_file(struct view *v)
{
	struct page page;
	enum view_end end;

	propose(v);
	v->error = NULL;
	page_start(&page, v->typed);
	end = view_ask_page(v, &page, build_file, take_file, help);
	if (end == VIEW_DONE)
		v->d->options.key = v->key;
	return end;
}

/* Tries the passphrase that was typed. Returns 0, or -1 with v->why. */
static int
try(struct view *v)
{
	struct passphrase *p = passphrase_new();
	struct page page;
	const char *text;
	int rc;

	if (p == NULL)
		return fail_set(&v->why, _("not enough memory"));
	page_start(&page, NULL);
	build_wait(v, &page);
	v->error = NULL;
	view_loop_frame(v, &page, "");
	layout_draw(&v->screen, &page);
	text = field_text(v->secret, &p->n);
	memcpy(p->text, text, p->n);
	field_clear(v->secret);
	clock_read_plain(&v->d->now);
	v->d->given = p;
	rc = desk_unlock(v->d, &v->why);
	v->d->given = NULL;
	passphrase_free(p);
	if (rc != 0)
		desk_lock(v->d);
	wipe_stack();
	return rc;
}

enum view_end
view_key_unlock(struct view *v)
{
	struct page page;
	enum view_end end = ask_file(v);

	if (end != VIEW_DONE)
		return end;
	page_start(&page, v->secret);
	v->error = NULL;
	field_clear(v->secret);
	for (;;) {
		end = view_loop_page(v, &page, build_passphrase, help);
		if (end == VIEW_DONE && page.focus == 1)
			end = VIEW_BACK;
		if (end != VIEW_DONE) {
			field_clear(v->secret);
			return end;
		}
		if (try(v) == 0)
			break;
		v->error = v->why.text;
		page_start(&page, v->secret);
	}
	return view_voice_show(v);
}

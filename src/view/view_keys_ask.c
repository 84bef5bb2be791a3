/* SPDX-License-Identifier: ISC */
/* view_keys_ask: the questions and answers that the parts of view_keys share. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fingerprint.h"
#include "base/nls.h"
#include "ui/layout.h"
#include "view/view_ask.h"
#include "view/view_key.h"
#include "view/view_keys.h"
#include "view/view_loop.h"
#include "view/view_voice.h"

/* A page, what it is built of and where the answer goes: the rest is found by the page, which is
 * first. */
struct asked {
	struct page page;
	const struct view_keys_question *q;
	char *out;
	size_t cap;
};

static void
build_question(struct view *v, struct page *page)
{
	const struct view_keys_question *q = ((struct asked *)page)->q;

	(void)v;
	page->title = _(q->title);
	page->paragraphs[0] = _(q->text);
	page->paragraphs[1] = q->more == NULL ? NULL : _(q->more);
	page->buttons[0] = _(q->button);
	page->buttons[1] = _("Back");
}

static const char *
take_answer(struct view *v, struct page *page)
{
	const struct asked *asked = (const struct asked *)page;

	view_ask_copy(page->field, asked->out, asked->cap);
	return asked->q->check == NULL ? NULL : asked->q->check(v, asked->out);
}

enum view_end
view_keys_ask(struct view *v, const struct view_keys_question *q, char *out, size_t cap)
{
	struct asked asked = {.q = q, .out = out, .cap = cap};

	view_ask_fill(v->typed, out, strlen(out));
	page_start(&asked.page, v->typed);
	return view_ask_page(v, &asked.page, build_question, take_answer, q->help);
}

const char *
view_keys_check_file(struct view *v, const char *path)
{
	(void)v;
	if (path[0] != '/' || path[strlen(path) - 1] == '/')
		return _("A path begins with / and ends with the name of a file.");
	if (access(path, F_OK) == 0)
		return _("There is such a file already. Nothing is written over: take another name.");
	return NULL;
}

const char *
view_keys_check_label(struct view *v, const char *label)
{
	(void)v;
	return keychange_is_label(label)
		? NULL
		: _("a label is a role: up to 24 of a-z, 0-9 and -, such as front-desk");
}

bool
view_keys_are_wide(const struct view *v)
{
	return screen_columns(&v->screen) >= 70;
}

void
view_keys_wait(struct view *v)
{
	struct page page;

	page_start(&page, NULL);
	page.title = _("One moment");
	page.paragraphs[0] = _("This takes a moment.");
	v->error = NULL;
	view_loop_frame(v, &page, "");
	layout_draw(&v->screen, &page);
}

struct told {
	struct page page;
	const char *title;
};

static void
build_told(struct view *v, struct page *page)
{
	const char *title = ((struct told *)page)->title;
	int i;

	page->title = title == NULL ? _("This could not be done") : _(title);
	for (i = 0; title != NULL && i < 4 && v->texts[i][0] != '\0'; i++)
		page->paragraphs[i] = v->texts[i];
	if (title == NULL)
		page->paragraphs[0] = v->why.text;
	page->buttons[0] = _("Done");
}

enum view_end
view_keys_tell(struct view *v, const char *title)
{
	static const char *const help[] = {
		N_("Nothing is open any more. Your key has left the memory of this machine."), NULL};
	struct told told = {.title = title};
	enum view_end end;

	desk_lock(v->d);
	end = view_voice_show(v);
	if (end != VIEW_DONE)
		return end;
	page_start(&told.page, NULL);
	return view_loop_page(v, &told.page, build_told, help);
}

enum view_end
view_keys_begin(struct view *v, struct keychange *c, const char *what)
{
	enum view_end end = view_key_unlock(v);

	if (end != VIEW_DONE)
		return end;
	*c = (struct keychange){.what = what};
	if (keychange_begin(v->d, c, &v->why) != 0) {
		end = view_keys_tell(v, NULL);
		return end == VIEW_DONE ? VIEW_BACK : end;
	}
	end = view_voice_show(v);
	if (end != VIEW_DONE)
		desk_lock(v->d);
	return end;
}

/* The new list and what comes next. */
struct next {
	struct page page;
	const struct keychange *c;
	char keys[RECIPIENTS_MAX * (RECIPIENTS_LABEL + FINGERPRINT_SHOWN + 2)];
	char list[VIEW_TEXT], command[VIEW_TEXT];
};

static void
build_next(struct view *v, struct page *page)
{
	struct next *next = (struct next *)page;
	const char **to = page->paragraphs;

	page->title = _("Now root has to install the new list");
	if (v->texts[0][0] != '\0')
		*to++ = v->texts[0];
	*to++ = _(
		"The new list is written and announced in the ledger, but not in force. On this machine "
		"root types:");
	*to++ = next->command;
	snprintf(next->list, sizeof next->list,
		_("and compares what it shows with the fingerprint of the new list:\n%s"), v->texts[1]);
	*to++ = next->list;
	*to++ = _(
		"Then unlock once, for example with a drill: that seals the last days anew, to exactly "
		"this list. Until both are done, the keys open what they opened before.");
	if (next->c->list.n == 1)
		*to++ = _(
			"Only one key is left. If it is lost, nobody can read the register: make a recovery "
			"sheet.");
	*to++ = _("Fingerprints of the keys in it:");
	*to++ = next->keys;
	page->buttons[0] = _("Done");
}

enum view_end
view_keys_next(struct view *v, const struct keychange *c)
{
	static const char *const help[] = {
		N_("The list belongs to root, so that nobody at this screen can add a key alone. The command "
		   "shows the fingerprints again: they must be the same as here."),
		N_("Where one account does everything, such as in a demo, that account types the command."),
		NULL};
	struct next next = {.c = c};
	char shown[FINGERPRINT_SHOWN], path[VIEW_PATH];
	uint8_t print[HOURFILE_PRINT];
	enum view_end end;
	size_t i, n = 0;

	keychange_path(v->d, path, sizeof path);
	snprintf(next.command, sizeof next.command, "welkom-setup recipients install %s", path);
	for (i = 0; i < c->list.n; i++) {
		hourfile_print(c->list.list[i].pk, print);
		fingerprint_show(print, shown);
		n += (size_t)snprintf(next.keys + n, sizeof next.keys - n,
			view_keys_are_wide(v) ? "%-25s%s\n" : "%s\n%s\n", c->list.list[i].label, shown);
	}
	fingerprint_list(&c->list, print);
	fingerprint_show(print, v->texts[1]);
	desk_lock(v->d);
	end = view_voice_show(v);
	if (end != VIEW_DONE)
		return end;
	page_start(&next.page, NULL);
	return view_loop_page(v, &next.page, build_next, help);
}

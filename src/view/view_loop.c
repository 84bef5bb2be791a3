/* SPDX-License-Identifier: ISC */
#include "view/view_loop.h"

#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "ui/blank.h"
#include "ui/keys.h"
#include "ui/layout.h"

#define TICK 1000  /* ms */
#define REFRESH 30 /* s after which the overview looks again */

void
view_loop_frame(struct view *v, struct page *page, const char *more)
{
	const struct conf *conf = &v->d->conf;
	bool locks = v->open || v->d->key != NULL;

	page->bar = conf->organisation[0] != '\0' ? conf->organisation : _("Visitor register");
	page->alert = NULL;
	if (v->open)
		page->alert = v->reference;
	else if (conf->demo)
		page->alert = _("Demo: no real data");
	else if (conf_is_trial(conf))
		page->alert = _("Trial: no real data");
	page->bar_keys = screen_next_display(&v->screen);
	snprintf(v->keys, sizeof v->keys, "%s%s%s%s%s", _("F1 Help"), *more != '\0' ? "   " : "", more,
		locks ? "   " : "", locks ? _("F10 Lock") : "");
	snprintf(v->short_keys, sizeof v->short_keys, "%s%s%s", _("F1 Help"), locks ? "  " : "",
		locks ? _("F10 Lock") : "");
	page->keys = v->keys;
	page->short_keys = v->short_keys;
	page->hint = page->field != NULL ? _("Enter: next. Esc: back.")
									 : _("Arrow keys choose, Enter goes on.");
	page->too_small = _("Please enlarge this window");
	page->more = _("More below: Page Down");
	page->cannot_show = _("Some letters cannot be shown here.");
	page->language = nls_current();
	page->error = page->full ? _("No more letters fit here.") : v->error;
}

/* The language after the one in use whose letters can be drawn here. */
static void
change_language(struct view *v)
{
	size_t n, i, at = 0;
	const struct nls_language *languages = nls_languages(&n);

	for (i = 0; i < n; i++)
		if (strcmp(languages[i].code, nls_current()) == 0)
			at = i;
	do
		at = (at + 1) % n;
	while (at != 0 &&
		!screen_can_show(&v->screen, languages[at].letters, strlen(languages[at].letters)));
	nls_choose(languages[at].code);
}

static void
build_warning(struct view *v, struct page *page)
{
	page->title = _("Are you still there?");
	page->paragraphs[0] = v->open
		? _("In 30 seconds the register is locked, and the names leave the screen.")
		: _("In 30 seconds this goes back to the overview.");
	page->paragraphs[1] = _("Press any key to go on.");
	page->buttons[0] = _("More time");
}

/* Shows the warning. Returns VIEW_STAY when somebody is there. */
static enum view_end
warn(struct view *v)
{
	struct keys_event event;
	struct page page;

	page_start(&page, NULL);
	do {
		build_warning(v, &page);
		view_loop_frame(v, &page, "");
		page.error = NULL;
		layout_draw(&v->screen, &page);
		event = keys_read(&v->screen, VIEW_WARNING * 1000);
	} while (event.kind == KEYS_RESIZE);
	v->still = 0;
	if (event.kind == KEYS_LEAVE)
		return VIEW_LEAVE;
	return event.kind == KEYS_TIMEOUT ? VIEW_LOCK : VIEW_STAY;
}

/* A second without a key has passed. */
static enum view_end
wait_on(struct view *v, const struct view_loop *loop, const struct keys_event *event, bool *draw)
{
	v->still += TICK / 1000;
	if (!loop->home) {
		if (v->still < v->d->conf.idle_seconds * VIEW_IDLE)
			return VIEW_STAY;
		*draw = true;
		return warn(v);
	}
	if (v->idle_exit > 0 && v->still >= v->idle_exit)
		return VIEW_LEAVE;
	return v->still % REFRESH == 0 ? loop->key(v, loop->arg, event, draw) : VIEW_STAY;
}

/* The help's paragraphs go into the page at once: they are static. */
static void
build_help(struct view *v, struct page *page)
{
	(void)v;
	page->title = _("Help");
	page->buttons[0] = _("Back");
}

static enum view_end
help(struct view *v, const char *const *paragraphs)
{
	const char *error = v->error;
	struct page page;
	enum view_end end;
	int i, n = 0;

	page_start(&page, NULL);
	for (i = 0; paragraphs != NULL && i < VIEW_LOOP_HELP && paragraphs[i] != NULL; i++)
		page.paragraphs[n++] = _(paragraphs[i]);
	page.paragraphs[n++] = _(
		"Arrow keys move, Enter goes on, Esc goes back. F2 changes the language, "
		"F3 the size of the letters and the contrast.");
	page.paragraphs[n++] = _(
		"Nothing can be broken here: what is opened is noted, and F10 locks it "
		"again at any time.");
	v->error = NULL;
	end = view_loop_page(v, &page, build_help, NULL);
	v->error = error;
	return end == VIEW_LOCK || end == VIEW_LEAVE ? end : VIEW_STAY;
}

/* The keys that mean the same everywhere. Returns whether event was one; *end what follows. */
static bool
common_key(struct view *v, const struct view_loop *loop, const struct keys_event *event,
	enum view_end *end)
{
	*end = VIEW_STAY;
	if (event->kind != KEYS_FUNCTION)
		return false;
	switch (event->number) {
	case 1:
		if (loop->help != NULL)
			*end = help(v, loop->help);
		return true;
	case 2:
		change_language(v);
		return true;
	case 3:
		v->screen.display = (v->screen.display + 1) % SCREEN_DISPLAYS;
		return true;
	case 10:
		*end = loop->home ? VIEW_STAY : VIEW_LOCK; /* the overview is locked */
		return true;
	default:
		return false;
	}
}

enum view_end
view_loop_run(struct view *v, const struct view_loop *loop)
{
	enum view_end end = VIEW_STAY;
	struct keys_event event;
	bool draw = true;

	/* what was typed ahead was not meant for a screen that nobody had seen */
	keys_flush(&v->screen);
	while (end == VIEW_STAY) {
		if (draw && !keys_waiting(&v->screen)) {
			loop->draw(v, loop->arg);
			draw = false;
		}
		event = keys_read(&v->screen, TICK);
		if (event.kind == KEYS_LEAVE)
			return VIEW_LEAVE;
		if (event.kind == KEYS_TIMEOUT) {
			end = wait_on(v, loop, &event, &draw);
			continue;
		}
		v->still = 0;
		if (event.kind == KEYS_RESIZE)
			draw = true;
		if (common_key(v, loop, &event, &end))
			draw = true;
		else
			end = loop->key(v, loop->arg, &event, &draw);
	}
	return end;
}

/* A page as a part of the screen. */
struct paged {
	struct page *page;
	void (*build)(struct view *v, struct page *page);
};

static void
draw_page(struct view *v, void *arg)
{
	struct paged *p = arg;

	p->build(v, p->page);
	view_loop_frame(v, p->page, "");
	layout_draw(&v->screen, p->page);
}

static enum view_end
page_takes(struct view *v, void *arg, const struct keys_event *event, bool *draw)
{
	struct paged *p = arg;

	switch (page_key(p->page, event)) {
	case PAGE_CHANGED:
		if (p->page->field != NULL && p->page->focus == PAGE_IN_FIELD)
			v->error = NULL;
		*draw = true;
		return VIEW_STAY;
	case PAGE_CHOSEN:
	case PAGE_TYPED:
		return VIEW_DONE;
	case PAGE_LEFT:
		return VIEW_BACK;
	default:
		return VIEW_STAY;
	}
}

enum view_end
view_loop_page(struct view *v, struct page *page, void (*build)(struct view *v, struct page *page),
	const char *const *help_texts)
{
	struct paged paged = {page, build};
	struct view_loop loop = {
		.draw = draw_page, .key = page_takes, .arg = &paged, .help = help_texts};

	return view_loop_run(v, &loop);
}

/* SPDX-License-Identifier: ISC */
#include "kiosk/ask.h"

#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "ui/keys.h"
#include "ui/layout.h"

#define TICK 1000      /* ms */
#define WARNING 20000  /* ms to react to the warning */
#define BRIEF_LEAST 30 /* s */
#define BRIEF_MOST 90

/* The language after the one in use. */
static const struct nls_language *
other_language(void)
{
	const struct nls_language *languages;
	size_t i, n;

	languages = nls_languages(&n);
	for (i = 0; i < n; i++)
		if (strcmp(languages[i].code, nls_current()) == 0)
			break;
	return &languages[(i + 1) % n];
}

/* The parts that every screen has. */
static void
add_frame(struct kiosk *k, struct page *page)
{
	page->bar = k->conf.organisation[0] != '\0' ? k->conf.organisation : _("Visitor register");
	page->alert = NULL;
	if (k->conf.demo)
		page->alert = _("Demo: no real data, please");
	else if (conf_is_trial(&k->conf))
		page->alert = _("Trial: do not give real data");
	snprintf(k->keys, sizeof k->keys,
		k->conf.demo ? _("F1 Help   F2 %s   F3 Larger or plain   F10 End the demo")
					 : _("F1 Help   F2 %s   F3 Larger or plain"),
		other_language()->name);
	page->keys = k->keys;
	snprintf(k->short_keys, sizeof k->short_keys, _("F1 Help  F2 %s  F3 Larger"),
		other_language()->name);
	page->short_keys = k->short_keys;
	page->hint = page->field != NULL ? _("Enter: next. Esc: back.")
									 : _("Arrow keys choose, Enter goes on.");
	page->too_small = _("Please enlarge this window");
	page->more = _("More below: Page Down");
	page->error = page->field != NULL && k->error != NULL ? _(k->error) : NULL;
	if (page->full)
		page->error = _("No more letters fit here.");
}

static void
build_help(struct kiosk *k, struct page *page)
{
	(void)k;
	page->title = _("Help");
	page->paragraphs[0] = _("Type with the keyboard. Enter goes on, Esc goes back, Backspace "
							"removes the last letter.");
	page->paragraphs[1] = _("Tab and the arrow keys move to another button; Enter presses it.");
	page->paragraphs[2] = _("F2 changes the language. F3 makes letters larger, or the screen "
							"plain for braille and speech.");
	page->paragraphs[3] = _("You do not have to sign in. Choose “No thanks” and come in, or ask "
							"reception for help.");
	page->buttons[0] = _("Back");
}

static void
build_warning(struct kiosk *k, struct page *page)
{
	(void)k;
	page->title = _("Are you still there?");
	page->paragraphs[0] = _(
		"In 20 seconds this screen is cleared. What you typed is then forgotten.");
	page->paragraphs[1] = _("Press any key to go on.");
}

/* Shows the warning. Returns whether somebody is there; *leave says that the program is to end. */
static bool
is_there(struct kiosk *k, bool *leave)
{
	struct keys_event event;
	struct page page;

	page_start(&page, NULL);
	do {
		add_frame(k, &page);
		build_warning(k, &page);
		layout_draw(&k->screen, &page);
		event = keys_read(&k->screen, WARNING);
	} while (event.kind == KEYS_RESIZE);
	*leave = event.kind == KEYS_LEAVE;
	return event.kind != KEYS_TIMEOUT;
}

/* How long to wait, in ms, before somebody counts as gone. */
static int
limit_of(const struct kiosk *k, enum ask_patience patience)
{
	long seconds = k->conf.idle_seconds;

	if (patience == ASK_BRIEF)
		seconds = seconds < BRIEF_LEAST ? BRIEF_LEAST : seconds > BRIEF_MOST ? BRIEF_MOST : seconds;
	return (int)seconds * 1000;
}

/* The keys that mean the same on every screen. Returns whether event was one of them. */
static bool
common_key(struct kiosk *k, const struct keys_event *event, bool *leave)
{
	struct page help;

	if (event->kind != KEYS_FUNCTION)
		return false;
	switch (event->number) {
	case 1:
		page_start(&help, NULL);
		*leave = ask_page(k, &help, build_help, ASK_BRIEF) == ASK_LEAVE;
		return true;
	case 2:
		nls_choose(other_language()->code);
		return true;
	case 3:
		k->screen.display = (k->screen.display + 1) % SCREEN_DISPLAYS;
		return true;
	case 10:
		*leave = k->conf.demo;
		return true;
	default:
		return false;
	}
}

/* What follows when nothing was typed for waited ms. Returns whether the screen must know. */
static bool
time_passed(struct kiosk *k, enum ask_patience patience, int *waited, enum ask_answer *answer)
{
	bool leave = false;

	*answer = ASK_TICK;
	if (patience == ASK_TICKS)
		return true;
	if (*waited < limit_of(k, patience))
		return patience == ASK_WATCHED;
	*waited = 0;
	if (patience == ASK_BRIEF || !is_there(k, &leave))
		*answer = ASK_IDLE;
	else if (leave)
		*answer = ASK_LEAVE;
	return true;
}

enum ask_answer
ask_page(struct kiosk *k, struct page *page, void (*build)(struct kiosk *k, struct page *page),
	enum ask_patience patience)
{
	struct keys_event event;
	enum page_result result = PAGE_CHANGED;
	enum ask_answer answer;
	bool leave = false;
	int waited = 0;

	for (;;) {
		if (result != PAGE_SAME) {
			add_frame(k, page);
			build(k, page);
			layout_draw(&k->screen, page);
		}
		result = PAGE_SAME;
		event = keys_read(&k->screen, TICK);
		if (event.kind == KEYS_LEAVE)
			return ASK_LEAVE;
		if (event.kind == KEYS_TIMEOUT) {
			waited += TICK;
			k->still += TICK / 1000;
			if (time_passed(k, patience, &waited, &answer)) {
				if (answer != ASK_TICK || patience == ASK_TICKS)
					return answer;
				result = PAGE_CHANGED; /* watched: the screen looks again */
			}
			continue;
		}
		waited = 0;
		k->still = 0;
		if (common_key(k, &event, &leave)) {
			if (leave)
				return ASK_LEAVE;
			result = PAGE_CHANGED;
			continue;
		}
		result = page_key(page, &event);
		if (result == PAGE_CHANGED && page->error == NULL)
			k->error = NULL;
		if (result == PAGE_CHOSEN)
			return ASK_CHOSEN;
		if (result == PAGE_TYPED)
			return ASK_TYPED;
		if (result == PAGE_LEFT)
			return ASK_BACK;
	}
}

enum kiosk_step
ask_end(struct kiosk *k, void (*build)(struct kiosk *k, struct page *page))
{
	struct page page;

	page_start(&page, NULL);
	/* an Enter too many must not end a screen that nobody has read */
	screen_flush_keys(&k->screen);
	return ask_page(k, &page, build, ASK_BRIEF) == ASK_LEAVE ? KIOSK_LEAVE : KIOSK_WELCOME;
}

/* SPDX-License-Identifier: ISC */
#include "kiosk/ask.h"

#include <string.h>

#include "base/nls.h"
#include "kiosk/frame.h"
#include "ui/keys.h"
#include "ui/layout.h"

#define TICK 1000      /* ms */
#define WARNING 20000  /* ms to react to the warning */
#define BRIEF_LEAST 30 /* s */
#define BRIEF_MOST 90

static void
build_help(struct kiosk *k, struct page *page)
{
	(void)k;
	page->title = _("Help");
	page->paragraphs[0] = _("Type with the keyboard. Enter goes on, Esc goes back, Backspace "
							"removes the last letter.");
	page->paragraphs[1] = _("Tab and the arrow keys move to another button; Enter presses it.");
	page->paragraphs[2] = _("A letter with an accent? Type the plain letter, then press F4.");
	page->paragraphs[3] = _(
		"F2 changes the language. F3 makes letters larger, gives more contrast, or a plain screen for braille and speech.");
	page->paragraphs[4] = _("You do not have to sign in. Choose “No thanks” and come in, or ask "
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
	page->buttons[0] = _("More time");
}

/* Shows the warning. Returns whether somebody is there; *leave says that the program is to end. */
static bool
is_there(struct kiosk *k, bool *leave)
{
	struct keys_event event;
	struct page page;

	page_start(&page, NULL);
	do {
		build_warning(k, &page);
		frame_add(k, &page);
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

/* The keys that mean the same on every screen; on that of the help there is no more help, or a key
 * held down would heap it up. Returns whether event was one of them. */
static bool
common_key(struct kiosk *k, const struct keys_event *event, bool helping, bool *leave)
{
	struct page help;

	if (event->kind != KEYS_FUNCTION)
		return false;
	switch (event->number) {
	case 1:
		if (helping)
			return true;
		page_start(&help, NULL);
		*leave = ask_page(k, &help, build_help, ASK_BRIEF) == ASK_LEAVE;
		return true;
	case 2:
		nls_choose(frame_next_language(k)->code);
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

static bool
is_staff_key(const struct kiosk *k, const struct keys_event *event)
{
	return event->kind == KEYS_FUNCTION && event->number == k->conf.staff_key;
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

/* What the screen itself must deal with; ASK_TICK for nothing of that kind. */
static enum ask_answer
answer_of(enum page_result result)
{
	switch (result) {
	case PAGE_CHOSEN:
		return ASK_CHOSEN;
	case PAGE_TYPED:
		return ASK_TYPED;
	case PAGE_LEFT:
		return ASK_BACK;
	case PAGE_KEY:
		return ASK_KEY;
	default:
		return ASK_TICK;
	}
}

/* Lets the page, or the keys common to all, have a key; helping says that it is the help. *draw says
 * whether something changed. */
static enum ask_answer
take_key(struct kiosk *k, struct page *page, struct keys_event *event, bool helping, bool *draw)
{
	enum page_result result;
	bool leave = false;

	page_click(page, event);
	if (common_key(k, event, helping, &leave)) {
		*draw = true;
		return leave ? ASK_LEAVE : ASK_TICK;
	}
	/* it may not have been drawn yet */
	if (page->field != NULL)
		page->error = k->error;
	result = page_key(page, event);
	if (result == PAGE_CHANGED) {
		*draw = true;
		if (page->error == NULL)
			k->error = NULL;
	}
	return answer_of(result);
}

enum ask_answer
ask_page(struct kiosk *k, struct page *page, void (*build)(struct kiosk *k, struct page *page),
	enum ask_patience patience)
{
	struct keys_event event;
	enum ask_answer answer;
	bool draw = true;
	int waited = 0;

	/* what was typed ahead was not meant for a screen that nobody had seen */
	if (!page->seen)
		keys_flush(&k->screen);
	for (;;) {
		/* a burst of keys is drawn once */
		if (draw && !keys_waiting(&k->screen)) {
			build(k, page);
			frame_add(k, page);
			layout_draw(&k->screen, page);
			draw = false;
		}
		event = keys_read(&k->screen, TICK);
		if (event.kind == KEYS_LEAVE)
			return ASK_LEAVE;
		if (event.kind == KEYS_TIMEOUT) {
			waited += TICK;
			k->still += TICK / 1000;
			if (!time_passed(k, patience, &waited, &answer))
				continue;
			if (answer != ASK_TICK || patience == ASK_TICKS)
				return answer;
			draw = true; /* watched: the screen looks again */
			continue;
		}
		waited = 0;
		k->still = 0;
		if (patience == ASK_TICKS && is_staff_key(k, &event))
			return ASK_STAFF;
		answer = take_key(k, page, &event, build == build_help, &draw);
		if (answer != ASK_TICK)
			return answer;
	}
}

void
ask_again(struct kiosk *k, struct page *page)
{
	page->focus = PAGE_IN_FIELD;
	page->halted = true;
	page->full = false; /* what is wrong counts more */
	page->scroll = 0;
	field_end(page->field);
	if (k->conf.bell)
		screen_bell(&k->screen);
}

enum kiosk_step
ask_end(struct kiosk *k, void (*build)(struct kiosk *k, struct page *page))
{
	struct page page;

	page_start(&page, NULL);
	return ask_page(k, &page, build, ASK_BRIEF) == ASK_LEAVE ? KIOSK_LEAVE : KIOSK_WELCOME;
}

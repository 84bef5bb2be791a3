/* SPDX-License-Identifier: ISC */
#include "view/view_state.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/text.h"
#include "keys/drill.h"
#include "view/view_loop.h"
#include "view/view_screens.h"

/* Puts a sentence behind what is there, as far as it fits. */
static void
join(char out[static VIEW_TEXT], const char *sentence)
{
	size_t n = strlen(out);

	snprintf(out + n, VIEW_TEXT - n, "%s%s", n > 0 ? " " : "", sentence);
}

static void
join_alarm(char out[static VIEW_TEXT], enum watch_alarm alarm)
{
	char text[VIEW_TEXT], code[64];

	if (alarm == WATCH_FINE)
		return;
	snprintf(code, sizeof code, "%s %s", watch_is_amber(alarm) ? _("Please look:") : _("ALARM"),
		watch_code(alarm));
	snprintf(text, sizeof text, _("%s: %s"), code, watch_phrase(alarm));
	join(out, text);
}

void
view_state_alarm(const struct view *v, char out[static VIEW_TEXT])
{
	const struct view_facts *f = &v->facts;
	char text[VIEW_TEXT];

	out[0] = '\0';
	join_alarm(out, f->alarm);
	if (f->broken.text[0] != '\0') {
		snprintf(text, sizeof text,
			_("ALARM: %.300s. Change nothing, and tell the privacy officer."), f->broken.text);
		join(out, text);
	}
	join_alarm(out, f->amber);
	if (f->overdue > 0) {
		snprintf(text, sizeof text,
			ngettext("%d thing that was handed out should be destroyed by now: ask the receiver.",
				"%d things that were handed out should be destroyed by now: ask the receivers.",
				(unsigned)f->overdue),
			f->overdue);
		join(out, text);
	}
	if (f->unproven > 0) {
		snprintf(text, sizeof text,
			ngettext("%d key was not tried for %d days: prove that it opens.",
				"%d keys were not tried for %d days: prove that they open.", (unsigned)f->unproven),
			f->unproven, DRILL_DAYS);
		join(out, text);
	}
	if (out[0] == '\0')
		join(out, _("All is well."));
}

static void
write_when(int64_t t, char out[static MOMENT_TEXT])
{
	if (t != 0)
		moment_print_local(t, out);
	else
		snprintf(out, MOMENT_TEXT, "-");
}

void
view_state_fact(const struct view *v, int i, char out[static VIEW_TEXT])
{
	const struct view_facts *f = &v->facts;
	const int64_t times[VIEW_STATE_FACTS] = {f->good, f->due, 0, f->since, f->proven, 0};
	char when[MOMENT_TEXT];

	write_when(times[i], when);
	switch (i) {
	case 0:
		snprintf(out, VIEW_TEXT, _("Last good purge: %s"), when);
		break;
	case 1:
		snprintf(out, VIEW_TEXT, _("Next due: %s"), when);
		break;
	case 2:
		snprintf(out, VIEW_TEXT, _("Clock: %s"), f->doubt ? _("in doubt") : _("trusted"));
		break;
	case 3:
		snprintf(out, VIEW_TEXT, _("Oldest key since: %.10s"), when);
		break;
	case 4:
		snprintf(out, VIEW_TEXT, _("Last proof of a key: %.10s"), when);
		break;
	default:
		if (f->broken.text[0] != '\0')
			snprintf(out, VIEW_TEXT, _("Ledger: not read whole"));
		else
			snprintf(out, VIEW_TEXT,
				ngettext("Ledger: %" PRIu64 " line, whole", "Ledger: %" PRIu64 " lines, whole",
					(unsigned long)f->lines),
				f->lines);
	}
}

int
view_state_draw(struct view *v, int row, int left, int width)
{
	bool two = width >= VIEW_STATE_TWO;
	int i, half = (VIEW_STATE_FACTS + 1) / 2, column = two ? width / 2 : width, wide;
	char text[VIEW_TEXT];

	for (i = 0; two && i < half; i++) {
		view_state_fact(v, i, text);
		wide = text_width(text, strlen(text)) + 2;
		if (wide > column)
			column = wide;
	}
	for (i = 0; i < VIEW_STATE_FACTS; i++) {
		bool right = two && i >= half;

		view_state_fact(v, i, text);
		screen_put(&v->screen, row + (two ? i % half : i), left + (right ? column : 0),
			right ? width - column : column, SCREEN_TEXT, text, strlen(text));
	}
	return row + (two ? half : VIEW_STATE_FACTS);
}

/* The sentences of the page: they live as long as it. */
struct state {
	struct page page; /* first: build finds the rest by it */
	char alarm[VIEW_TEXT], facts[VIEW_STATE_FACTS][VIEW_TEXT];
};

static void
build(struct view *v, struct page *page)
{
	struct state *state = (struct state *)page;
	int i;

	page->title = _("State of the register");
	view_state_alarm(v, state->alarm);
	page->paragraphs[0] = state->alarm;
	for (i = 0; i < VIEW_STATE_FACTS; i++) {
		view_state_fact(v, i, state->facts[i]);
		page->paragraphs[1 + i] = state->facts[i];
	}
	page->buttons[0] = _("Back");
}

enum view_end
view_state_show(struct view *v)
{
	static const char *const texts[] = {
		N_("The codes are explained in welkom(7). The purge destroys what is due by itself."),
		NULL};
	struct state state;

	page_start(&state.page, NULL);
	return view_loop_page(v, &state.page, build, texts);
}

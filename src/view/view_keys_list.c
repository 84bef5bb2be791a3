/* SPDX-License-Identifier: ISC */
/* view_keys_list: who can open the register, what the ledger says of each key, and an alarm with the
 * hours affected when the list is not the one that was announced. No key is needed. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/fingerprint.h"
#include "base/moment.h"
#include "base/nls.h"
#include "base/text.h"
#include "keys/drill.h"
#include "keys/keylist.h"
#include "view/view_keys.h"
#include "view/view_loop.h"

#define DAY (24 * MOMENT_HOUR)
#define COLUMN 25 /* where fingerprints stand beside what they are of */

static const char *const help[] = {
	N_("These keys, and no others, open what visitors type from now on. Compare a fingerprint with the "
	   "one on that person's own note."),
	N_("Announced means: a line of the ledger says when the key came into the list. A key that no line "
	   "announced was put there by somebody else than reception."),
	N_("An alarm names the hours that such a key can read."), NULL};

/* The page and its texts: build finds them by the page, which is first. */
struct shown {
	struct page page;
	struct keylist list;
	bool good; /* list could be read */
	char print[FINGERPRINT_SHOWN], hours[HOURS_TEXT + VIEW_TEXT], whole[VIEW_TEXT];
	char keys[RECIPIENTS_MAX][2 * VIEW_TEXT];
};

/* Puts a sentence behind what is there, on a new line. */
static void
add(char *out, size_t cap, const char *sentence)
{
	size_t n = strlen(out);

	snprintf(out + n, cap - n, "\n%s", sentence);
}

/* When it came, how long ago. */
static void
tell_age(const struct view *v, const struct announced_key *key, char out[static VIEW_TEXT])
{
	int64_t days = (v->d->clock.trusted - key->since) / DAY;
	char when[MOMENT_TEXT];

	moment_print_local(key->since, when);
	if (days == 0)
		snprintf(out, VIEW_TEXT, _("Announced on %.10s, today."), when);
	else
		snprintf(out, VIEW_TEXT,
			ngettext("Announced on %.10s, %" PRId64 " day ago.",
				"Announced on %.10s, %" PRId64 " days ago.", (unsigned long)days),
			when, days);
}

/* When the last drill was, and whether another one is due. */
static void
tell_drill(const struct view *v, const struct announced_key *key, char out[static VIEW_TEXT])
{
	int64_t last = key->proven > key->since ? key->proven : key->since;
	char when[MOMENT_TEXT], used[MOMENT_TEXT];

	moment_print_local(key->drilled, when);
	moment_print_local(key->proven, used);
	if (key->drilled != 0)
		snprintf(out, VIEW_TEXT, _("Last drill on %.10s, last used on %.10s."), when, used);
	else if (key->proven != 0)
		snprintf(out, VIEW_TEXT, _("No drill yet, last used on %.10s."), used);
	else
		snprintf(out, VIEW_TEXT, "%s", _("Never used yet."));
	if (v->d->clock.trusted - last > (int64_t)DRILL_DAYS * DAY)
		add(out, VIEW_TEXT, _("PLEASE LOOK: it is time for a drill with this key."));
}

static void
tell_key(const struct view *v, const struct keylist *l, size_t i, char *out, size_t cap)
{
	const struct recipient *r = &l->list.list[i];
	const struct announced_key *key = announced_find_key(&l->announced, r->pk);
	char text[VIEW_TEXT], shown[FINGERPRINT_SHOWN];
	uint8_t print[HOURFILE_PRINT];

	hourfile_print(r->pk, print);
	fingerprint_show(print, shown);
	snprintf(out, cap, view_keys_are_wide(v) ? "%-25s%s" : "%s\n%s", r->label, shown);
	if (key == NULL) {
		add(out, cap, _("ALARM: no ledger line announced this key."));
		return;
	}
	tell_age(v, key, text);
	add(out, cap, text);
	if (key->paper) {
		add(out, cap, _("A recovery sheet, on paper."));
	} else {
		tell_drill(v, key, text);
		add(out, cap, text);
	}
	if (key->gone != 0) {
		moment_print_local(key->gone, shown);
		snprintf(text, sizeof text,
			_("Taken out on %.10s, but root has not installed the new list."), shown);
		add(out, cap, text);
	} else if (keylist_is_stale(l, key)) {
		add(out, cap, _("Not used since the list changed: this stick may not be up to date."));
	}
}

/* What the list as a whole is to the ledger. */
static const char *
state_of(const struct keylist *l)
{
	switch (l->state) {
	case ANNOUNCED_NEWEST:
		return l->strangers.n > 0 ? NULL : _("The ledger announced all of these keys.");
	case ANNOUNCED_WAITING:
		return _("A change of keys is not installed yet (welkom-setup recipients install).");
	case ANNOUNCED_REVOKED:
		return _(
			"PLEASE LOOK: a key was taken out or replaced, but root has not installed the new list "
			"yet. New visits are still sealed to that key.");
	case ANNOUNCED_BACK:
		return _(
			"ALARM: an earlier list of recipients is in the place of a newer one. If nobody told you "
			"so: stop the kiosk and tell the privacy officer.");
	case ANNOUNCED_UNKNOWN:
		break;
	}
	return _(
		"ALARM: no ledger line announced this list of recipients. Somebody may have changed it: stop "
		"the kiosk and tell the privacy officer.");
}

/* The hours that a key nobody announced can read. */
static void
tell_hours(struct shown *shown)
{
	char hours[HOURS_TEXT];

	shown->hours[0] = '\0';
	if (hours_write(&shown->list.strangers, hours) > 0)
		snprintf(shown->hours, sizeof shown->hours, "%s\n%s%s",
			_("ALARM: these hours are sealed to a key that no ledger line announced:"), hours,
			_("Whoever has that key can read them. Stop the kiosk and tell the privacy officer."));
	else if (keylist_is_alarm(&shown->list) && shown->list.blind.text[0] == '\0')
		snprintf(shown->hours, sizeof shown->hours, "%s",
			_("No hour that is kept is sealed to a key that was not announced."));
	if (shown->list.blind.text[0] != '\0')
		add(shown->hours, sizeof shown->hours, shown->list.blind.text);
}

static void
build(struct view *v, struct page *page)
{
	struct shown *shown = (struct shown *)page;
	const char *state, **to = page->paragraphs, *title = _("Fingerprint of the list");
	int pad;
	uint8_t print[HOURFILE_PRINT];
	size_t i;

	page->title = _("Who can open the register");
	page->buttons[0] = _("Back");
	*to = v->why.text;
	if (!shown->good)
		return;
	state = state_of(&shown->list);
	if (state != NULL)
		*to++ = state;
	tell_hours(shown);
	if (shown->hours[0] != '\0')
		*to++ = shown->hours;
	for (i = 0; i < shown->list.list.n; i++) {
		tell_key(v, &shown->list, i, shown->keys[i], sizeof shown->keys[i]);
		*to++ = shown->keys[i];
	}
	fingerprint_list(&shown->list.list, print);
	fingerprint_show(print, shown->print);
	pad = COLUMN - text_width(title, strlen(title));
	if (view_keys_are_wide(v))
		snprintf(shown->whole, sizeof shown->whole, "%s%*s%s", title, pad > 0 ? pad : 1, "",
			shown->print);
	else
		snprintf(shown->whole, sizeof shown->whole, "%s\n%s", title, shown->print);
	*to++ = shown->whole;
	*to = NULL;
}

enum view_end
view_keys_list_show(struct view *v)
{
	const char *key = v->d->options.key;
	struct shown shown = {.good = false};
	enum view_end end;

	/* a stick that is not in is no alarm: then the ledger is compared with nothing */
	if (key != NULL && access(key, R_OK) != 0)
		v->d->options.key = NULL;
	clock_read_plain(&v->d->now);
	shown.good = keylist_read(v->d, &shown.list, &v->why) == 0;
	v->d->options.key = key;
	page_start(&shown.page, NULL);
	end = view_loop_page(v, &shown.page, build, help);
	keylist_free(&shown.list);
	return end;
}

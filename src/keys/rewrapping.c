/* SPDX-License-Identifier: ISC */
#include "keys/rewrapping.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/program.h"
#include "base/recipients.h"
#include "keys/announced.h"
#include "desk/hours.h"
#include "desk/noting.h"
#include "keys/rotation.h"
#include "open/rewrap.h"
#include "register/ledger.h"
#include "register/wraps.h"

struct task {
	struct desk *d;
	struct recipients list;
	struct announced announced;
	struct hours stranger; /* sealed to a key that no ledger line announced */
	struct hours closed;   /* not sealed to one's own key */
	struct hours foreign;  /* of these, those that should be sealed anew */
	size_t forged;         /* that should be too, but are not what they say */
	size_t retired;        /* that still name d->key after all */
};

static bool
has(const struct recipients *list, const struct reception_key *key)
{
	size_t i;

	for (i = 0; i < list->n; i++)
		if (memcmp(list->list[i].pk, key->pk, RECIPIENTS_PK) == 0)
			return true;
	return false;
}

static bool
opens(const struct desk *d, const uint8_t file[static HOURFILE_SIZE])
{
	return rewrap_names(d->key->pk, file) || (d->next != NULL && rewrap_names(d->next->pk, file));
}

static bool
wanted(void *arg, const struct hourfile *head, const uint8_t file[static HOURFILE_SIZE])
{
	struct task *t = arg;

	if (!announced_knows(&t->announced, head, file))
		hours_add(&t->stranger, head->hour);
	if (!opens(t->d, file))
		hours_add(&t->closed, head->hour);
	return !rewrap_is_current(&t->list, file);
}

static int
make(void *arg, const uint8_t file[static HOURFILE_SIZE], uint8_t out[static HOURFILE_SIZE])
{
	struct task *t = arg;
	struct hourfile head;
	enum rewrap_result result = rewrap_make(t->d->key, &t->list, file, out);

	if (result == REWRAP_NOT_OURS && t->d->next != NULL)
		result = rewrap_make(t->d->next, &t->list, file, out);
	if (result == REWRAP_GOOD)
		return 0;
	t->retired += rewrap_names(t->d->key->pk, file);
	if (result == REWRAP_NOT_OURS && hourfile_read(file, &head) == 0)
		hours_add(&t->foreign, head.hour);
	else
		t->forged++;
	return -1;
}

static void
say_hours(const char *sentence, struct hours *hours)
{
	if (hours->n == 0)
		return;
	program_warn(DESK_NAME, sentence);
	hours_say(hours);
}

/* Compares the list with one's own key. Returns whether that is as it was announced. */
static bool
compare_own(struct task *t)
{
	const struct announced_key *own = announced_find_key(&t->announced, t->d->key->pk);
	char when[MOMENT_TEXT];

	if (has(&t->list, t->d->key) || (t->d->next != NULL && has(&t->list, t->d->next)))
		return true;
	if (own == NULL || own->gone == 0) {
		program_warn(DESK_NAME,
			_("ALARM: your key is not in the list of recipients. New entries "
			  "are not sealed to you. If nobody told you so, somebody may have "
			  "changed the list: stop the kiosk and tell the privacy officer."));
		return false;
	}
	moment_print_local(own->gone, when);
	fprintf(
		stderr, _("Your key was revoked on %s, as the ledger says: it opens nothing new.\n"), when);
	return true;
}

/* Compares the list with the ledger. Returns whether hour keys may be sealed to it. */
static bool
compare_list(struct task *t)
{
	const struct announced_key *key;
	size_t i;

	switch (announced_judge(&t->announced, &t->list)) {
	case ANNOUNCED_NEWEST:
		return true;
	case ANNOUNCED_WAITING:
		fputs(_("A change of keys is not installed yet (welkom-setup recipients install).\n"),
			stderr);
		return true;
	case ANNOUNCED_REVOKED:
		program_warn(DESK_NAME,
			_("warning: a key was revoked or replaced, but root has not installed the new list yet: new "
			  "entries are still sealed to that key"));
		return false;
	case ANNOUNCED_BACK:
		program_warn(DESK_NAME,
			_("ALARM: an earlier list of recipients is in the place of a newer one. If nobody "
			  "told you so: stop the kiosk and tell the privacy officer."));
		break;
	case ANNOUNCED_UNKNOWN:
		program_warn(DESK_NAME,
			_("ALARM: no ledger line announced this list of recipients. Somebody may have changed "
			  "it: stop the kiosk and tell the privacy officer."));
		break;
	}
	for (i = 0; i < t->list.n; i++) {
		key = announced_find_key(&t->announced, t->list.list[i].pk);
		if (key == NULL)
			fprintf(stderr, _("  never announced: %s\n"), t->list.list[i].label);
		else if (key->gone != 0)
			fprintf(stderr, _("  revoked: %s\n"), t->list.list[i].label);
	}
	t->d->incomplete = true;
	return false;
}

/* Names those who have not opened anything since the keys changed. */
static void
say_unused(struct task *t)
{
	const struct announced_key *key;
	size_t i;

	for (i = 0; i < t->list.n; i++) {
		key = announced_find_key(&t->announced, t->list.list[i].pk);
		if (key != NULL && !key->paper && key->proven < t->announced.changed &&
			memcmp(t->list.list[i].pk, t->d->key->pk, RECIPIENTS_PK) != 0)
			fprintf(stderr, _("Not used since the keys changed: %s\n"), t->list.list[i].label);
	}
}

/* Says in words what was found, and what was done. */
static void
report(struct task *t, const struct wraps *w, bool may)
{
	if (w->changed > 0)
		fprintf(stderr,
			ngettext("%zu hour was sealed anew to the list of recipients.\n",
				"%zu hours were sealed anew to the list of recipients.\n", w->changed),
			w->changed);
	if (w->changed > 0)
		say_unused(t);
	say_hours(
		_("ALARM: these hours are sealed to a key that no ledger line announced:"), &t->stranger);
	if (t->stranger.n > 0) {
		fprintf(stderr, "%s\n",
			_("Whoever has that key can read them. Stop the kiosk and tell the privacy officer."));
		t->d->incomplete = true;
	}
	if (may)
		say_hours(
			_("These hours are not sealed to your key; a colleague's unlock seals them to the list:"),
			&t->foreign);
	else
		say_hours(_("These hours are not sealed to your key:"), &t->closed);
	if (t->forged > 0)
		fprintf(stderr,
			ngettext("ALARM: the key of %zu hour is damaged or forged and was left as it is\n",
				"ALARM: the keys of %zu hours are damaged or forged and were left as they are\n",
				t->forged),
			t->forged);
	if (w->unreadable > 0)
		fprintf(stderr,
			ngettext("ALARM: the key of %zu hour cannot be read\n",
				"ALARM: the keys of %zu hours cannot be read\n", w->unreadable),
			w->unreadable);
}

static int
note(struct task *t, size_t changed, struct fail *why)
{
	char fields[LEDGER_FIELDS], list[FINGERPRINT_HEX], key[FINGERPRINT_SHORT];
	uint8_t print[HOURFILE_PRINT];

	if (changed == 0)
		return 0;
	fingerprint_list(&t->list, print);
	fingerprint_hex(print, list);
	noting_key(t->d, key);
	snprintf(fields, sizeof fields, "keys=%zu\tlist=%s\tkey=%s", changed, list, key);
	return noting_line(t->d, "rewrap", fields, why);
}

static void
work(struct task *t)
{
	struct wraps w = {.now = t->d->clock.trusted, .wanted = wanted, .arg = t};
	/* both, for each says what the other does not */
	bool list = compare_list(t), own = compare_own(t), done;
	struct fail why;

	if (list && own)
		w.make = make;
	done = wraps_walk(&t->d->reg, &w, &why) == 0;
	if (!done) {
		program_warn(DESK_NAME, why.text);
		program_warn(
			DESK_NAME, _("not every hour was sealed anew; unlocking again goes on with it"));
	}
	report(t, &w, list && own);
	if (note(t, w.changed, &why) != 0) {
		program_warn(DESK_NAME, why.text);
		t->d->incomplete = true;
	}
	t->d->incomplete |= !own;
	/* what could not be read may be sealed to the old key alone */
	if (done && w.make != NULL && t->d->next != NULL && has(&t->list, t->d->next) &&
		!has(&t->list, t->d->key) && t->retired == 0 && w.unreadable == 0)
		rotation_finish(t->d);
}

void
rewrapping_run(struct desk *d)
{
	struct task t = {.d = d};
	struct fail why;

	if (recipients_read(d->conf.folder, &t.list, &why) != 0) {
		program_warn(DESK_NAME, why.text);
		d->incomplete = true;
		return;
	}
	if (announced_read(d, &t.announced, &why) != 0) {
		program_warn(DESK_NAME, why.text);
		program_warn(DESK_NAME,
			_("the list of recipients cannot be compared with the ledger; no hour is sealed anew"));
	} else {
		work(&t);
	}
	announced_free(&t.announced);
	hours_free(&t.stranger);
	hours_free(&t.closed);
	hours_free(&t.foreign);
}

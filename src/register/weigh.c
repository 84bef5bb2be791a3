/* SPDX-License-Identifier: ISC */
#include "register/weigh.h"

#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/moment.h"
#include "base/nls.h"
#include "base/shred.h"
#include "base/text.h"

#define SHOWN_NAME (3 * 256 + 4) /* bytes of a name made safe to show */

static uint32_t
hour_of(int64_t t)
{
	return t < 0 ? 0 : (uint32_t)(t / MOMENT_HOUR);
}

const char *
weigh_folder(const struct weigh *w)
{
	return w->side->kind == SCHEMA_STORE ? "store" : "inbox";
}

/* Says sentence about the file name, unless there were many already, and counts it. The kiosk's
 * account chooses names in the inbox: they must not steer the terminal that shows them. */
static void
note(const struct weigh *w, const char *name, const char *sentence)
{
	struct retention *run = w->run;
	char text[FAIL_TEXT], shown[SHOWN_NAME];

	run->strange++;
	run->strange_in_store += w->side->kind == SCHEMA_STORE;
	if (run->note == NULL || run->strange > RETENTION_NOTES)
		return;
	if (text_neutralise(name, strlen(name), shown, sizeof shown) < 0)
		strcpy(shown, "?");
	snprintf(text, sizeof text, "%s/keys/%.200s: %s", weigh_folder(w), shown, sentence);
	run->note(run->arg, text);
}

void
weigh_note_more(const struct weigh *w)
{
	struct retention *run = w->run;
	char text[FAIL_TEXT];

	if (run->note == NULL || run->strange <= RETENTION_NOTES)
		return;
	snprintf(text, sizeof text,
		_("%s/keys: %" PRIu64 " files in all that are no hour keys; left alone"), weigh_folder(w),
		run->strange);
	run->note(run->arg, text);
}

/* The hour from which the key file of side with header head is destroyed. Rows of the inbox say
 * nothing about the store: the kiosk's account can write them at any moment. */
static uint32_t
due_of(const struct weigh *w, const struct hourfile *head)
{
	const struct entries_key *inbox = entries_find(&w->inbox, head->kid);
	const struct entries_key *store = entries_find(&w->store, head->kid);
	uint32_t due = head->hour + HOURFILE_KEEP;

	if (w->side->kind == SCHEMA_INBOX && inbox != NULL && inbox->due < due)
		due = inbox->due;
	if (store != NULL && store->due < due)
		due = store->due;
	return due;
}

/* Takes note of a key that is still there after this run. */
static void
leave(struct retention *run, uint32_t hour, uint32_t due)
{
	run->left++;
	run->overdue += due <= hour_of(run->now);
	if (run->oldest == 0 || hour < run->oldest)
		run->oldest = hour;
	if (run->due == 0 || due < run->due)
		run->due = due;
}

unsigned
weigh_links(const struct weigh *w)
{
	return w->side->kind == SCHEMA_STORE ? UINT_MAX : 1;
}

/* Says whether this look has destroyed as many files of side as it may. */
static bool
has_enough(const struct weigh *w)
{
	return w->side->kind == SCHEMA_INBOX && !w->run->dry &&
		w->run->keys + w->run->leftovers >= RETENTION_INBOX;
}

/* Overwrites the file name, of at most links names. Returns 1, 0 when it is no such file or has to
 * wait, or -1 with why. */
static int
destroy(struct weigh *w, const char *name, unsigned links, struct fail *why)
{
	if (has_enough(w)) {
		w->run->put_off++;
		return 0;
	}
	if (!w->run->dry && shred_unsynced(w->side->keys, name, links) != 0) {
		if (errno == EINVAL || errno == ELOOP) {
			note(w, name, _("not a regular file of its own; left alone"));
			return 0;
		}
		return fail_errno(why, errno, _("cannot destroy the key file %s"), name);
	}
	return 1;
}

/* Says whether the key file of the inbox with header head was collected: the store has the key and its
 * row, the inbox has no row of it any more. */
static bool
is_collected(const struct weigh *w, const struct hourfile *head)
{
	char name[HOURFILE_NAME];
	struct hourfile stored;

	if (w->side->kind != SCHEMA_INBOX || !w->sees_inbox ||
		entries_find(&w->inbox, head->kid) != NULL || entries_find(&w->store, head->kid) == NULL)
		return false;
	hourfile_name(head->kid, name);
	return hourkeys_look(w->store_keys, name, UINT_MAX, &stored) == HOURKEYS_KEY;
}

int
weigh_key(struct weigh *w, const char *name, const struct hourfile *head, struct fail *why)
{
	struct retention *run = w->run;
	uint32_t due = due_of(w, head);
	int rc = 0;

	if (due > hour_of(run->now) && is_collected(w, head))
		return weigh_leftover(w, name, LEFTOVER_ABANDONED, why);
	if (run->newest != 0 && head->hour > run->newest && due == head->hour + HOURFILE_KEEP)
		note(w, name, _("its hour lies in the future; left alone"));
	if (due <= hour_of(run->now))
		rc = destroy(w, name, weigh_links(w), why);
	if (rc != 1) {
		leave(run, head->hour, due);
		return rc;
	}
	run->keys++;
	if (run->first == 0 || due < run->first)
		run->first = due;
	return 0;
}

void
weigh_strange(struct weigh *w, const char *name)
{
	const struct entries_key *row = NULL;
	uint8_t kid[HOURFILE_KID];
	struct hourfile head;

	note(w, name, _("not an hour key, or it cannot be read; left alone"));
	/* in the inbox a key that has a second name */
	if (hourkeys_look(w->side->keys, name, UINT_MAX, &head) == HOURKEYS_KEY) {
		leave(w->run, head.hour, due_of(w, &head));
		return;
	}
	if (w->side->kind == SCHEMA_STORE && hourfile_kid(name, ".key", kid) == 0)
		row = entries_find(&w->store, kid);
	if (row != NULL)
		leave(w->run, row->hour, row->due);
}

int
weigh_leftover(struct weigh *w, const char *name, enum leftover_kind kind, struct fail *why)
{
	int rc = 0;

	switch (kind) {
	case LEFTOVER_ABANDONED:
		rc = destroy(w, name, 1, why);
		break;
	case LEFTOVER_SECOND:
		if (!w->run->dry && unlinkat(w->side->keys, name, 0) != 0)
			return fail_errno(why, errno, _("cannot remove the second name %s of a key"), name);
		rc = 1;
		break;
	case LEFTOVER_ALONE:
	case LEFTOVER_STRANGE:
		note(w, name, _("what is left of a change of keys; left alone"));
		break;
	case LEFTOVER_YOUNG:
		break;
	}
	w->run->leftovers += rc == 1;
	return rc < 0 ? -1 : 0;
}

int
weigh_old(struct weigh *w, const char *name, struct fail *why)
{
	enum leftover_kind kind = leftover_old(w->side, name);
	uint8_t file[HOURFILE_HEAD];
	struct hourfile head;
	off_t size;

	if (kind == LEFTOVER_ALONE &&
		file_read_head(w->side->keys, name, 1, file, sizeof file, &size) == (ssize_t)sizeof file &&
		hourfile_read(file, &head) == 0 && due_of(w, &head) <= hour_of(w->run->now))
		kind = LEFTOVER_ABANDONED;
	return weigh_leftover(w, name, kind, why);
}

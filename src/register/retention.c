/* SPDX-License-Identifier: ISC */
#include "register/retention.h"

#include <errno.h>
#include <fcntl.h>
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
#include "register/entries.h"
#include "register/hourkeys.h"
#include "register/leftover.h"

#define SHOWN_NAME (3 * 256 + 4) /* bytes of a name made safe to show */

/* The rows of both sides, to find a key's due; n 0 where a side cannot be read. */
struct rows {
	struct entries_keys inbox, store;
};

static uint32_t
hour_of(int64_t t)
{
	return t < 0 ? 0 : (uint32_t)(t / MOMENT_HOUR);
}

static const char *
folder_of(const struct register_side *side)
{
	return side->kind == SCHEMA_STORE ? "store" : "inbox";
}

/* Says sentence about the file name, unless there were many already, and counts it. The kiosk's
 * account chooses names in the inbox: they must not steer the terminal that shows them. */
static void
note(
	struct retention *run, const struct register_side *side, const char *name, const char *sentence)
{
	char text[FAIL_TEXT], shown[SHOWN_NAME];

	run->strange++;
	run->strange_in_store += side->kind == SCHEMA_STORE;
	if (run->note == NULL || run->strange > RETENTION_NOTES)
		return;
	if (text_neutralise(name, strlen(name), shown, sizeof shown) < 0)
		strcpy(shown, "?");
	snprintf(text, sizeof text, "%s/keys/%.200s: %s", folder_of(side), shown, sentence);
	run->note(run->arg, text);
}

static void
note_more(struct retention *run, const struct register_side *side)
{
	char text[FAIL_TEXT];

	if (run->note == NULL || run->strange <= RETENTION_NOTES)
		return;
	snprintf(text, sizeof text,
		_("%s/keys: %" PRIu64 " files in all that are no hour keys; left alone"), folder_of(side),
		run->strange);
	run->note(run->arg, text);
}

int
retention_lower(struct register_side *side, int64_t now, struct fail *why)
{
	char sql[160];
	uint32_t most = hour_of(now) + HOURFILE_KEEP;
	sqlite3_int64 n;

	if (register_check_side(side, why) != 0)
		return -1;
	snprintf(sql, sizeof sql, "SELECT count(*) FROM hourkey WHERE due>%" PRIu32, most);
	if (database_number(side->db, sql, &n, why) != 0)
		return -1;
	if (n == 0)
		return 0;
	snprintf(sql, sizeof sql, "UPDATE hourkey SET due=%" PRIu32 " WHERE due>%" PRIu32, most, most);
	return database_run(side->db, sql, why);
}

/* The hour from which the key file of side with header head is destroyed. Rows of the inbox say
 * nothing about the store: the kiosk's account can write them at any moment. */
static uint32_t
due_of(const struct register_side *side, const struct rows *rows, const struct hourfile *head)
{
	const struct entries_key *inbox = entries_find(&rows->inbox, head->kid);
	const struct entries_key *store = entries_find(&rows->store, head->kid);
	uint32_t due = head->hour + HOURFILE_KEEP;

	if (side->kind == SCHEMA_INBOX && inbox != NULL && inbox->due < due)
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

/* How many names a key file may have. In the inbox the kiosk's account can give a name to a file
 * that is not its own. In the store it cannot: a second name is that of a backup made of links
 * (cp -l), and has to go with the first. */
static unsigned
links_of(const struct register_side *side)
{
	return side->kind == SCHEMA_STORE ? UINT_MAX : 1;
}

/* Says whether this look has destroyed as many files of side as it may. */
static bool
has_enough(const struct register_side *side, const struct retention *run)
{
	return side->kind == SCHEMA_INBOX && !run->dry && run->keys + run->leftovers >= RETENTION_INBOX;
}

/* Overwrites the file name, of at most links names. Returns 1, 0 when it is no such file or has to
 * wait, or -1 with why. */
static int
destroy(struct register_side *side, const char *name, unsigned links, struct retention *run,
	struct fail *why)
{
	if (has_enough(side, run)) {
		run->put_off++;
		return 0;
	}
	if (!run->dry && shred_unsynced(side->keys, name, links) != 0) {
		if (errno == EINVAL || errno == ELOOP) {
			note(run, side, name, _("not a regular file of its own; left alone"));
			return 0;
		}
		return fail_errno(why, errno, _("cannot destroy the key file %s"), name);
	}
	return 1;
}

/* A key: destroyed when it is due. */
static int
weigh_key(struct register_side *side, const char *name, const struct hourfile *head, uint32_t due,
	struct retention *run, struct fail *why)
{
	int rc = 0;

	if (run->newest != 0 && head->hour > run->newest && due == head->hour + HOURFILE_KEEP)
		note(run, side, name, _("its hour lies in the future; left alone"));
	if (due <= hour_of(run->now))
		rc = destroy(side, name, links_of(side), run, why);
	if (rc != 1) {
		leave(run, head->hour, due);
		return rc;
	}
	run->keys++;
	if (run->first == 0 || due < run->first)
		run->first = due;
	return 0;
}

/* A file that cannot be read, or is no hour key: never touched. With a row of the store it counts
 * as a key that is left: a due key that cannot be destroyed must not pass unnoticed. */
static void
weigh_strange(const struct register_side *side, const char *name, const struct rows *rows,
	struct retention *run)
{
	const struct entries_key *row = NULL;
	uint8_t kid[HOURFILE_KID];
	struct hourfile head;

	note(run, side, name, _("not an hour key, or it cannot be read; left alone"));
	/* in the inbox a key that has a second name */
	if (hourkeys_look(side->keys, name, UINT_MAX, &head) == HOURKEYS_KEY) {
		leave(run, head.hour, due_of(side, rows, &head));
		return;
	}
	if (side->kind == SCHEMA_STORE && hourfile_kid(name, ".key", kid) == 0)
		row = entries_find(&rows->store, kid);
	if (row != NULL)
		leave(run, row->hour, row->due);
}

/* What a crash left. */
static int
finish(struct register_side *side, const char *name, enum leftover_kind kind, struct retention *run,
	struct fail *why)
{
	int rc = 0;

	switch (kind) {
	case LEFTOVER_ABANDONED:
		rc = destroy(side, name, 1, run, why);
		break;
	case LEFTOVER_SECOND:
		if (!run->dry && unlinkat(side->keys, name, 0) != 0)
			return fail_errno(why, errno, _("cannot remove the second name %s of a key"), name);
		rc = 1;
		break;
	case LEFTOVER_ALONE:
	case LEFTOVER_STRANGE:
		note(run, side, name, _("what is left of a change of keys; left alone"));
		break;
	case LEFTOVER_YOUNG:
		break;
	}
	run->leftovers += rc == 1;
	return rc < 0 ? -1 : 0;
}

/* <kid>.old of which <kid>.key is gone is the key: destroyed when it is due. */
static int
weigh_old(struct register_side *side, const char *name, const struct rows *rows,
	struct retention *run, struct fail *why)
{
	enum leftover_kind kind = leftover_old(side, name);
	uint8_t file[HOURFILE_HEAD];
	struct hourfile head;
	off_t size;

	if (kind == LEFTOVER_ALONE &&
		file_read_head(side->keys, name, 1, file, sizeof file, &size) == (ssize_t)sizeof file &&
		hourfile_read(file, &head) == 0 && due_of(side, rows, &head) <= hour_of(run->now))
		kind = LEFTOVER_ABANDONED;
	return finish(side, name, kind, run, why);
}

/* Deals with one name. Returns 0, or -1 with why. */
static int
look_at(struct register_side *side, const char *name, const struct rows *rows,
	struct retention *run, struct fail *why)
{
	struct hourfile head;

	switch (hourkeys_look(side->keys, name, links_of(side), &head)) {
	case HOURKEYS_KEY:
		return weigh_key(side, name, &head, due_of(side, rows, &head), run, why);
	case HOURKEYS_GONE:
		return finish(side, name, LEFTOVER_ABANDONED, run, why);
	case HOURKEYS_UNFINISHED:
		return finish(side, name, leftover_unfinished(side, name, run->now), run, why);
	case HOURKEYS_OLD:
		return weigh_old(side, name, rows, run, why);
	case HOURKEYS_STRANGE:
		weigh_strange(side, name, rows, run);
		return 0;
	case HOURKEYS_NONE:
		break;
	}
	return 0;
}

/* Deals with the names that are leftovers of a change of keys, or with all others: the first make
 * the others whole again. */
static int
look_at_all(struct register_side *side, const struct hourkeys_list *list, bool old,
	const struct rows *rows, struct retention *run, struct fail *why)
{
	uint8_t kid[HOURFILE_KID];
	size_t i;
	int rc = 0;

	for (i = 0; i < list->n; i++)
		if ((hourfile_kid(list->names[i], ".old", kid) == 0) == old &&
			look_at(side, list->names[i], rows, run, why) != 0)
			rc = -1;
	return rc;
}

static int
read_rows(struct register_side *side, struct entries_keys *rows, struct fail *why)
{
	if (side->db == NULL)
		return 0;
	return register_check_side(side, why) != 0 || entries_keys(side, rows, why) != 0 ? -1 : 0;
}

int
retention_shred(
	struct visit_register *r, struct register_side *side, struct retention *run, struct fail *why)
{
	uint64_t before = run->keys + run->leftovers;
	struct rows rows = {{0}, {0}};
	struct hourkeys_list list;
	int rc = 0;

	if (side->keys < 0)
		return fail_set(why, "%s", side->why.text);
	/* without its row a key still has its header to go by */
	if (read_rows(&r->store, &rows.store, why) != 0)
		rc = -1;
	if (side->kind == SCHEMA_INBOX && read_rows(side, &rows.inbox, why) != 0)
		rc = -1;
	if (hourkeys_list(side->keys, &list, why) == 0) {
		if (look_at_all(side, &list, true, &rows, run, why) != 0 ||
			look_at_all(side, &list, false, &rows, run, why) != 0)
			rc = -1;
		if (list.cut)
			rc = fail_set(why,
				_("%s/keys holds more files than hour keys can be; only %d were looked at"),
				folder_of(side), HOURKEYS_MOST);
		if (run->put_off > 0)
			rc = fail_set(why,
				_("%s/keys holds more that is due than a kiosk makes; %" PRIu64
				  " files are left for the next run"),
				folder_of(side), run->put_off);
		hourkeys_free(&list);
	} else {
		rc = -1;
	}
	if (!run->dry && run->keys + run->leftovers > before && fsync(side->keys) != 0)
		rc = fail_errno(why, errno, _("cannot sync the folder of hour keys"));
	note_more(run, side);
	entries_free_keys(&rows.store);
	entries_free_keys(&rows.inbox);
	return rc;
}

static uint32_t
lower(uint32_t a, uint32_t b)
{
	return b == 0 || (a != 0 && a < b) ? a : b;
}

void
retention_add(struct retention *sum, const struct retention *part)
{
	sum->keys += part->keys;
	sum->first = lower(sum->first, part->first);
	sum->leftovers += part->leftovers;
	sum->strange += part->strange;
	sum->strange_in_store += part->strange_in_store;
	sum->left += part->left;
	sum->overdue += part->overdue;
	sum->oldest = lower(sum->oldest, part->oldest);
	sum->due = lower(sum->due, part->due);
}

/* SPDX-License-Identifier: ISC */
#include "register/retention.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/shred.h"
#include "base/text.h"
#include "register/entries.h"
#include "register/hourkeys.h"

#define DAY (24 * MOMENT_HOUR)
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

/* Says sentence about the file name and counts it. The kiosk's account chooses names in the inbox:
 * they must not steer the terminal that shows them. */
static void
note(
	struct retention *run, const struct register_side *side, const char *name, const char *sentence)
{
	char text[FAIL_TEXT], shown[SHOWN_NAME];

	run->strange++;
	run->strange_in_store += side->kind == SCHEMA_STORE;
	if (text_neutralise(name, strlen(name), shown, sizeof shown) < 0)
		strcpy(shown, "?");
	snprintf(text, sizeof text, "%s/keys/%.200s: %s", folder_of(side), shown, sentence);
	if (run->note != NULL)
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
	if (run->oldest == 0 || hour < run->oldest)
		run->oldest = hour;
	if (run->due == 0 || due < run->due)
		run->due = due;
}

/* Says whether an unfinished file may be destroyed: in the store at once, since this run has the
 * lock; in the inbox a day later, since the kiosk may be writing it. */
static bool
is_abandoned(const struct register_side *side, const char *name, int64_t now)
{
	struct stat st;

	if (side->kind == SCHEMA_STORE)
		return true;
	return fstatat(side->keys, name, &st, AT_SYMLINK_NOFOLLOW) == 0 && now - st.st_mtime > DAY;
}

static int
destroy(struct register_side *side, const char *name, struct retention *run, uint64_t *count,
	struct fail *why)
{
	if (!run->dry && shred_file(side->keys, name) != 0) {
		if (errno == EINVAL || errno == ELOOP) {
			note(run, side, name, _("not a regular file of its own; left alone"));
			return 0;
		}
		return fail_errno(why, errno, _("cannot destroy the key file %s"), name);
	}
	(*count)++;
	return 0;
}

/* Deals with one name. Returns 0, or -1 with why. */
static int
look_at(struct register_side *side, const char *name, const struct rows *rows,
	struct retention *run, struct fail *why)
{
	uint64_t before = run->keys;
	struct hourfile head;
	uint32_t due;
	int rc = 0;

	switch (hourkeys_look(side->keys, name, &head)) {
	case HOURKEYS_KEY:
		due = due_of(side, rows, &head);
		if (due <= hour_of(run->now))
			rc = destroy(side, name, run, &run->keys, why);
		if (run->keys == before)
			leave(run, head.hour, due);
		return rc;
	case HOURKEYS_GONE:
		return destroy(side, name, run, &run->leftovers, why);
	case HOURKEYS_UNFINISHED:
		return is_abandoned(side, name, run->now) ? destroy(side, name, run, &run->leftovers, why)
												  : 0;
	case HOURKEYS_STRANGE:
		note(run, side, name, _("not an hour key, or it cannot be read; left alone"));
		return 0;
	case HOURKEYS_NONE:
		break;
	}
	return 0;
}

static int
shred_side(
	struct register_side *side, const struct rows *rows, struct retention *run, struct fail *why)
{
	struct hourkeys_list list;
	size_t i;
	int rc = 0;

	if (side->keys < 0)
		return fail_set(why, "%s", side->why.text);
	if (hourkeys_list(side->keys, &list, why) != 0)
		return -1;
	for (i = 0; i < list.n; i++)
		if (look_at(side, list.names[i], rows, run, why) != 0)
			rc = -1;
	hourkeys_free(&list);
	return rc;
}

int
retention_shred(struct visit_register *r, struct retention *run, struct fail *why)
{
	struct rows rows = {{0}, {0}};
	int rc = 0;

	/* without its row a key still has its header to go by */
	if (register_check_side(&r->store, why) != 0 || entries_keys(&r->store, &rows.store, why) != 0)
		rc = -1;
	if (register_check_side(&r->inbox, why) != 0 || entries_keys(&r->inbox, &rows.inbox, why) != 0)
		rc = -1;
	if (shred_side(&r->store, &rows, run, why) != 0)
		rc = -1;
	if (shred_side(&r->inbox, &rows, run, why) != 0)
		rc = -1;
	entries_free_keys(&rows.store);
	entries_free_keys(&rows.inbox);
	return rc;
}

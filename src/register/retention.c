/* SPDX-License-Identifier: ISC */
#include "register/retention.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/nls.h"
#include "register/weigh.h"

int
retention_lower(struct register_side *side, int64_t now, struct fail *why)
{
	char sql[160];
	uint32_t most = (now < 0 ? 0 : (uint32_t)(now / MOMENT_HOUR)) + HOURFILE_KEEP;
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

/* Deals with one name. Returns 0, or -1 with why. */
static int
look_at(struct weigh *w, const char *name, struct fail *why)
{
	struct hourfile head;

	switch (hourkeys_look(w->side->keys, name, weigh_links(w), &head)) {
	case HOURKEYS_KEY:
		return weigh_key(w, name, &head, why);
	case HOURKEYS_GONE:
		return weigh_leftover(w, name, LEFTOVER_ABANDONED, why);
	case HOURKEYS_UNFINISHED:
		return weigh_leftover(w, name, leftover_unfinished(w->side, name, w->run->now), why);
	case HOURKEYS_OLD:
		return weigh_old(w, name, why);
	case HOURKEYS_STRANGE:
		weigh_strange(w, name);
		return 0;
	case HOURKEYS_NONE:
		break;
	}
	return 0;
}

/* Deals with the names that are leftovers of a change of keys, or with all others: the first make
 * the others whole again. */
static int
look_at_all(struct weigh *w, const struct hourkeys_list *list, bool old, struct fail *why)
{
	uint8_t kid[HOURFILE_KID];
	size_t i;
	int rc = 0;

	for (i = 0; i < list->n; i++)
		if ((hourfile_kid(list->names[i], ".old", kid) == 0) == old &&
			look_at(w, list->names[i], why) != 0)
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
	struct weigh w = {.side = side, .run = run, .store_keys = r->store.keys};
	struct hourkeys_list list;
	int rc = 0;

	if (side->keys < 0)
		return fail_set(why, "%s", side->why.text);
	/* without its row a key still has its header to go by */
	if (read_rows(&r->store, &w.store, why) != 0)
		rc = -1;
	if (side->kind == SCHEMA_INBOX && read_rows(side, &w.inbox, why) != 0)
		rc = -1;
	else
		w.sees_inbox = side->kind == SCHEMA_INBOX && side->db != NULL;
	if (hourkeys_list(side->keys, &list, why) == 0) {
		if (look_at_all(&w, &list, true, why) != 0 || look_at_all(&w, &list, false, why) != 0)
			rc = -1;
		if (list.cut)
			rc = fail_set(why,
				_("%s/keys holds more files than hour keys can be; only %d were looked at"),
				weigh_folder(&w), HOURKEYS_MOST);
		if (run->put_off > 0)
			rc = fail_set(why,
				_("%s/keys holds more that is due than a kiosk makes; %" PRIu64
				  " files are left for the next run"),
				weigh_folder(&w), run->put_off);
		hourkeys_free(&list);
	} else {
		rc = -1;
	}
	if (!run->dry && run->keys + run->leftovers > before && fsync(side->keys) != 0)
		rc = fail_errno(why, errno, _("cannot sync the folder of hour keys"));
	weigh_note_more(&w);
	entries_free_keys(&w.store);
	entries_free_keys(&w.inbox);
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

/* SPDX-License-Identifier: ISC */
#include "purge/recount.h"

#include <errno.h>
#include <limits.h>

#include "base/file.h"
#include "base/moment.h"
#include "base/nls.h"
#include "register/entries.h"
#include "register/hourkeys.h"

static void
add_key(struct recount *recount, uint32_t hour, uint32_t due, int64_t now)
{
	recount->left++;
	recount->due += (int64_t)due * MOMENT_HOUR <= now;
	if (recount->oldest == 0 || hour < recount->oldest)
		recount->oldest = hour;
	if (recount->next == 0 || due < recount->next)
		recount->next = due;
}

/* Counts the keys of side; rows: where a lower due may stand. */
static int
count_side(struct register_side *side, const struct entries_keys *rows, int64_t now,
	struct recount *recount, struct fail *why)
{
	const struct entries_key *row;
	struct hourkeys_list list;
	struct hourfile head;
	uint32_t due;
	size_t i;
	int rc = 0;

	if (side->keys < 0)
		return fail_set(why, "%s", side->why.text);
	if (hourkeys_list(side->keys, &list, why) != 0)
		return -1;
	for (i = 0; i < list.n; i++) {
		errno = 0;
		switch (hourkeys_look(side->keys, list.names[i], UINT_MAX, &head)) {
		case HOURKEYS_KEY:
			row = entries_find(rows, head.kid);
			due = head.hour + HOURFILE_KEEP;
			add_key(recount, head.hour, row != NULL && row->due < due ? row->due : due, now);
			break;
		case HOURKEYS_STRANGE:
			recount->strange++;
			/* what could not be read now may be a key all the same: the counts are not sure */
			if (file_may_come_back(errno) || errno == EACCES)
				rc = fail_errno(why, errno, _("a file among the hour keys cannot be read"));
			break;
		default: /* gone, or never finished: nothing is under it */
			break;
		}
	}
	hourkeys_free(&list);
	return rc;
}

int
recount_keys(struct visit_register *r, int64_t now, struct recount *recount, struct fail *why)
{
	struct register_side *sides[] = {&r->store, &r->inbox};
	struct entries_keys rows = {0};
	int i, rc = 0;

	*recount = (struct recount){0};
	for (i = 0; i < 2; i++) {
		rows = (struct entries_keys){0};
		/* the inbox's database is not open here (purge/inbox.h): its headers have to do */
		if ((sides[i]->kind == SCHEMA_STORE || sides[i]->db != NULL) &&
			(register_check_side(sides[i], why) != 0 || entries_keys(sides[i], &rows, why) != 0))
			rc = -1;
		if (count_side(sides[i], &rows, now, recount, why) != 0)
			rc = -1;
		entries_free_keys(&rows);
	}
	return rc;
}

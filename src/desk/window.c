/* SPDX-License-Identifier: ISC */
#include "desk/window.h"

#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/wipe.h"
#include "open/openkey.h"
#include "open/openvisit.h"
#include "register/erasures.h"
#include "register/hourkeys.h"

bool
window_takes(const struct window *w, uint32_t hour, uint32_t due, int64_t shown)
{
	int64_t begin = (int64_t)hour * MOMENT_HOUR;

	return begin + MOMENT_HOUR > w->from && begin < w->to && (int64_t)due * MOMENT_HOUR > shown;
}

/* Makes room for one more visit. Returns 0, or -1 without memory. */
static int
grow(struct window *w)
{
	size_t room = w->room == 0 ? 64 : w->room * 2;
	struct visit *more;

	if (w->n < w->room)
		return 0;
	more = wipe_alloc(room * sizeof *more);
	if (more == NULL)
		return -1;
	if (w->n > 0)
		memcpy(more, w->visits, w->n * sizeof *more);
	wipe_free(w->visits);
	w->visits = more;
	w->room = room;
	return 0;
}

/* Opens one entry into w. Returns 0, or -1 without memory. */
static int
open_entry(struct window *w, const struct open_key *key, const struct entries_entry *entry)
{
	struct visit *visit;

	if (grow(w) != 0)
		return -1;
	visit = &w->visits[w->n];
	if (openvisit_open(key, entry->id, entry->box, visit) != OPENVISIT_GOOD)
		w->forged++;
	else if (visit->arrival >= w->from && visit->arrival < w->to)
		w->n++;
	else
		wipe_bytes(visit, sizeof *visit);
	return 0;
}

static int
open_entries(struct desk *d, struct window *w, const struct open_key *key, struct fail *why)
{
	uint8_t id[ENTRIES_ID] = {0};
	struct entries_batch batch;
	size_t i;
	int rc;

	if (entries_new_batch(&batch) != 0)
		return fail_set(why, _("not enough memory"));
	while (
		(rc = entries_read(&d->reg.store, key->kid, id, true, &batch, why)) == 0 && batch.n > 0) {
		for (i = 0; i < batch.n && rc == 0; i++)
			if (!erasures_is_queued(&d->reg.inbox, batch.rows[i].id))
				rc = open_entry(w, key, &batch.rows[i]);
		if (rc != 0) {
			fail_set(why, _("not enough memory"));
			break;
		}
		memcpy(id, batch.rows[batch.n - 1].id, sizeof id);
	}
	entries_free_batch(&batch);
	return rc;
}

/* Opens the hour key of row and what is under it. Returns 0, or -1 with why. */
static int
open_hour(struct desk *d, struct window *w, const struct entries_key *row, struct fail *why)
{
	uint8_t file[HOURFILE_SIZE];
	struct open_key *key;
	struct hourfile head;
	int rc = 0;

	if (hourkeys_read(d->reg.store.keys, row->kid, file) != HOURKEYS_KEY) {
		w->missing++;
		return 0;
	}
	/* the file's own hour counts, not a row that somebody may have changed */
	if (hourfile_read(file, &head) != 0 ||
		!window_takes(w, head.hour, head.hour + HOURFILE_KEEP, d->shown)) {
		w->expired++;
		return 0;
	}
	key = wipe_alloc(sizeof *key);
	if (key == NULL)
		return fail_set(why, _("not enough memory"));
	switch (openkey_open(d->key, file, key)) {
	case OPENKEY_GOOD:
		w->hours++;
		rc = open_entries(d, w, key, why);
		break;
	case OPENKEY_NOT_OURS:
		w->foreign++;
		break;
	case OPENKEY_FORGED:
		w->forged++;
		break;
	case OPENKEY_NO_MEMORY:
		rc = fail_set(why, _("not enough memory"));
		break;
	}
	wipe_free(key);
	return rc;
}

static int
by_arrival(const void *a, const void *b)
{
	const struct visit *x = a, *y = b;

	if (x->arrival != y->arrival)
		return x->arrival < y->arrival ? -1 : 1;
	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

/* Sorts in place: qsort would copy visits to memory of its own. */
static void
sort(struct window *w)
{
	struct visit *one = w->n > 1 ? wipe_alloc(sizeof *one) : NULL;
	size_t gap, i, j;

	for (gap = w->n / 2; one != NULL && gap > 0; gap /= 2) {
		for (i = gap; i < w->n; i++) {
			*one = w->visits[i];
			for (j = i; j >= gap && by_arrival(&w->visits[j - gap], one) > 0; j -= gap)
				w->visits[j] = w->visits[j - gap];
			w->visits[j] = *one;
		}
	}
	wipe_free(one);
}

int
window_open(struct desk *d, struct window *w, struct fail *why)
{
	struct entries_keys keys;
	size_t i;
	int rc = 0;

	/* whoever calls it: no way of opening more at once exists */
	if (w->to - w->from > WINDOW_MOST)
		return fail_set(why, _("a window is at most 24 hours; ask for each day on its own"));
	if (entries_keys(&d->reg.store, &keys, why) != 0)
		return -1;
	for (i = 0; i < keys.n && rc == 0; i++) {
		if (window_takes(w, keys.rows[i].hour, keys.rows[i].due, d->shown))
			rc = open_hour(d, w, &keys.rows[i], why);
		else if (window_takes(w, keys.rows[i].hour, UINT32_MAX, d->shown))
			w->expired++;
	}
	entries_free_keys(&keys);
	sort(w);
	return rc;
}

void
window_free(struct window *w)
{
	wipe_free(w->visits);
	w->visits = NULL;
	w->n = w->room = 0;
}

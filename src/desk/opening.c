/* SPDX-License-Identifier: ISC */
#include "desk/opening.h"

#include <string.h>

#include "base/nls.h"
#include "base/wipe.h"
#include "desk/gaps.h"
#include "desk/shelf.h"
#include "desk/strays.h"
#include "desk/workers.h"
#include "register/erasures.h"

/* One opening while it goes on. take is called by one thread at a time. */
struct run {
	struct opening *o;
	const struct opening_taker *taker;
	struct workers *workers;
	struct open_key *keys; /* as in the ring, in locked memory; all zeros: not opened */
	struct gaps gaps;
	struct shelf shelf;
	struct strays strays;
	uint64_t total; /* steps */
	uint64_t told;  /* steps done, as far as the taker knows */
	bool counts;    /* the first round over an hour, in which all is counted */
	bool no_memory;
};

int
opening_begin(struct desk *d, int64_t from, int64_t to, struct opening *o, struct fail *why)
{
	memset(o, 0, sizeof *o);
	/* whoever calls it: no way of opening more at once exists */
	if (from < 0 || to <= from || to - from > OPENING_MOST)
		return fail_set(why, _("a window is at most 24 hours; ask for each day on its own"));
	o->d = d;
	o->from = from;
	o->to = to;
	return keyring_find(d, from, to, &o->ring, &o->report, why);
}

void
opening_end(struct opening *o)
{
	keyring_free(&o->ring);
}

/* Counts an entry once. Says whether it is a visit. */
static bool
is_visit(struct run *run, struct gaps_key *numbers, const struct entries_entry *entry,
	enum openvisit_result result, const struct visit *visit)
{
	uint64_t *kinds = run->o->report.kinds;
	int rc = 0;

	switch (result) {
	case OPENVISIT_GOOD:
		if (visit->seq == 0) /* a kiosk counts from 1 */
			break;
		rc = run->counts ? gaps_note(numbers, visit->seq, false) : 0;
		run->no_memory = run->no_memory || rc != 0;
		return true;
	case OPENVISIT_MOVED:
		if (!run->counts)
			return false;
		kinds[REPORT_MOVED]++;
		if (memcmp(visit->kid, entry->kid, sizeof visit->kid) == 0)
			rc = gaps_note(numbers, visit->seq, true);
		run->no_memory = run->no_memory || rc != 0;
		return false;
	case OPENVISIT_DAMAGED:
		if (run->counts)
			strays_keep(&run->strays, numbers, entry);
		kinds[REPORT_DAMAGED] += run->counts;
		numbers->unread += run->counts;
		return false;
	case OPENVISIT_NO_VISIT:
	case OPENVISIT_NO_MEMORY:
		break;
	}
	kinds[REPORT_NO_VISIT] += run->counts;
	numbers->unread += run->counts;
	return false;
}

static void
take(void *arg, void *tag, const struct entries_entry *entry, enum openvisit_result result,
	const struct visit *visit)
{
	struct run *run = arg;

	run->o->report.opened += run->counts;
	if (is_visit(run, tag, entry, result, visit) && visit->arrival >= run->o->from &&
		visit->arrival < run->o->to)
		shelf_put(&run->shelf, visit);
}

static bool
tick(void *arg, uint64_t done)
{
	struct run *run = arg;

	done = done < run->total ? done : run->total;
	run->told = done > run->told ? done : run->told;
	return run->taker->progress == NULL ||
		run->taker->progress(run->taker->arg, run->told, run->total);
}

static int
no_memory(struct fail *why)
{
	return fail_set(why, _("not enough memory"));
}

static int
cancelled(struct run *run, struct fail *why)
{
	run->o->report.cancelled = true;
	return fail_set(why, _("the opening was cancelled"));
}

/* Leaves out the entries whose erasure is queued. */
static void
withhold(struct run *run, struct gaps_key *numbers, struct entries_batch *batch)
{
	struct register_side *inbox = &run->o->d->reg.inbox;
	sqlite3_int64 queued = 0;
	size_t i, kept = 0;

	/* one question for all of a batch: hardly ever is anything queued */
	if (inbox->db == NULL ||
		database_number(inbox->db, "SELECT count(*) FROM erase", &queued, NULL) != 0 || queued == 0)
		return;
	for (i = 0; i < batch->n; i++) {
		if (!erasures_is_queued(inbox, batch->rows[i].id)) {
			batch->rows[kept++] = batch->rows[i];
			continue;
		}
		run->o->report.withheld += run->counts;
		numbers->unread += run->counts;
	}
	batch->n = kept;
}

/* Opens all entries of the ring's key i. */
static int
open_key(struct run *run, size_t i, struct fail *why)
{
	const struct keyring_key *key = &run->o->ring.keys[i];
	struct gaps_key *numbers = &run->gaps.keys[i];
	uint8_t id[ENTRIES_ID] = {0};
	struct entries_batch *batch;
	bool last;

	do {
		batch = workers_batch(run->workers);
		if (batch == NULL)
			return cancelled(run, why);
		if (entries_read(&run->o->d->reg.store, key->kid, id, true, batch, why) != 0)
			return -1;
		if (batch->n == 0)
			return 0;
		/* not asked again: what the keeper has just collected would be there in part, by its id */
		last = batch->n < ENTRIES_BATCH;
		memcpy(id, batch->rows[batch->n - 1].id, sizeof id);
		withhold(run, numbers, batch);
		workers_open(run->workers, &run->keys[i], numbers);
	} while (!last);
	return 0;
}

/* Gives the visits on the shelf to the taker. */
static int
give(struct run *run, struct fail *why)
{
	size_t i;

	shelf_sort(&run->shelf);
	for (i = 0; i < run->shelf.n; i++) {
		if (run->taker->each(run->taker->arg, shelf_at(&run->shelf, i), why) != 0)
			return -1;
		run->o->report.visits++;
	}
	return 0;
}

static bool
is_opened(const struct run *run, size_t i)
{
	return memcmp(run->keys[i].kid, run->o->ring.keys[i].kid, HOURFILE_KID) == 0;
}

/* Opens the ring's keys from first to before end, which are of one hour. */
static int
open_hour(struct run *run, size_t first, size_t end, struct fail *why)
{
	struct report *report = &run->o->report;
	uint64_t entries = 0;
	size_t i;

	for (i = first; i < end; i++) {
		entries += run->o->ring.keys[i].entries;
		if (keyring_open(run->o->d, &run->o->ring.keys[i], &run->keys[i], report, why) < 0)
			return -1;
	}
	if (shelf_begin(&run->shelf, (size_t)entries) != 0)
		return no_memory(why);
	report->unlocked = report->unlocked || !run->shelf.locked;
	for (run->counts = true;; run->counts = false) {
		for (i = first; i < end; i++)
			if (is_opened(run, i) && open_key(run, i, why) != 0)
				return -1;
		if (workers_drain(run->workers) != 0)
			return cancelled(run, why);
		if (run->no_memory)
			return no_memory(why);
		if (give(run, why) != 0)
			return -1;
		/* writing takes its time too */
		if (!tick(run, report->opened))
			return cancelled(run, why);
		if (!run->shelf.full)
			return 0;
		shelf_again(&run->shelf);
	}
}

static int
open_hours(struct run *run, struct fail *why)
{
	const struct keyring *ring = &run->o->ring;
	size_t first, end;

	for (first = 0; first < ring->n; first = end) {
		for (end = first + 1; end < ring->n && ring->keys[end].hour == ring->keys[first].hour;)
			end++;
		if (open_hour(run, first, end, why) != 0)
			return -1;
	}
	if (strays_match(&run->strays, run->keys, &run->gaps, &run->o->report) != 0 ||
		gaps_judge(&run->gaps, run->o->d, &run->o->report) != 0)
		return no_memory(why);
	return 0;
}

int
opening_each(struct opening *o, const struct opening_taker *taker, struct fail *why)
{
	struct run run = {.o = o, .taker = taker, .total = o->report.entries};
	const struct workers_boss boss = {take, tick, &run};
	int rc = -1;

	run.shelf.most = taker->most;
	run.keys = wipe_alloc((o->ring.n + 1) * sizeof *run.keys);
	if (run.keys != NULL && gaps_begin(&run.gaps, &o->ring) == 0 && strays_begin(&run.strays) == 0)
		run.workers = workers_start(taker->threads, &boss);
	if (run.workers != NULL)
		rc = open_hours(&run, why);
	else
		no_memory(why);
	workers_stop(run.workers); /* first: they use all the rest */
	strays_free(&run.strays);
	gaps_free(&run.gaps);
	shelf_free(&run.shelf);
	wipe_free(run.keys);
	wipe_stack();
	return rc;
}

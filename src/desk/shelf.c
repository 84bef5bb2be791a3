/* SPDX-License-Identifier: ISC */
#include "desk/shelf.h"

#include <string.h>
#include <sys/mman.h>

#include "base/wipe.h"

int
shelf_compare(const struct visit *a, const struct visit *b)
{
	int kid;

	if (a->arrival != b->arrival)
		return a->arrival < b->arrival ? -1 : 1;
	if (a->seq != b->seq)
		return a->seq < b->seq ? -1 : 1;
	kid = memcmp(a->kid, b->kid, sizeof a->kid);
	return kid != 0 ? kid : memcmp(a->id, b->id, sizeof a->id);
}

int
shelf_begin(struct shelf *shelf, size_t n)
{
	size_t most = shelf->most == 0 ? SHELF_MOST : shelf->most;

	n = n < SHELF_LEAST ? SHELF_LEAST : n;
	n = n > most ? most : n;
	if (n > shelf->room) {
		shelf_free(shelf);
		shelf->visits = wipe_alloc(n * sizeof *shelf->visits);
		shelf->order = wipe_alloc(n * sizeof *shelf->order);
		if (shelf->visits == NULL || shelf->order == NULL) {
			shelf_free(shelf);
			return -1;
		}
		shelf->room = n;
		/* wipe_alloc has tried the same, and does not say whether it could */
		shelf->locked = mlock(shelf->visits, n * sizeof *shelf->visits) == 0;
	}
	shelf->n = 0;
	shelf->full = shelf->begun = false;
	return 0;
}

void
shelf_again(struct shelf *shelf)
{
	shelf->last = *shelf_at(shelf, shelf->n - 1);
	visitor_wipe(&shelf->last.visitor);
	shelf->begun = true;
	shelf->full = false;
	shelf->n = 0;
}

static bool
is_later(const struct shelf *shelf, size_t a, size_t b)
{
	const struct shelf_place *x = &shelf->order[a], *y = &shelf->order[b];

	if (x->arrival != y->arrival)
		return x->arrival > y->arrival;
	if (x->seq != y->seq)
		return x->seq > y->seq;
	return shelf_compare(&shelf->visits[x->at], &shelf->visits[y->at]) > 0;
}

static void
swap(struct shelf *shelf, size_t a, size_t b)
{
	struct shelf_place place = shelf->order[a];

	shelf->order[a] = shelf->order[b];
	shelf->order[b] = place;
}

/* Lets the place at i sink in a heap of n. */
static void
sink(struct shelf *shelf, size_t i, size_t n)
{
	size_t child;

	while ((child = 2 * i + 1) < n) {
		if (child + 1 < n && is_later(shelf, child + 1, child))
			child++;
		if (!is_later(shelf, child, i))
			return;
		swap(shelf, i, child);
		i = child;
	}
}

static void
rise(struct shelf *shelf, size_t i)
{
	while (i > 0 && is_later(shelf, i, (i - 1) / 2)) {
		swap(shelf, i, (i - 1) / 2);
		i = (i - 1) / 2;
	}
}

/* Copies visit to the place at, which number i of the heap is about. */
static void
put(struct shelf *shelf, size_t i, uint32_t at, const struct visit *visit)
{
	shelf->visits[at] = *visit;
	shelf->order[i] = (struct shelf_place){visit->arrival, visit->seq, at};
}

void
shelf_put(struct shelf *shelf, const struct visit *visit)
{
	if (shelf->begun && shelf_compare(visit, &shelf->last) <= 0)
		return;
	if (shelf->n < shelf->room) {
		put(shelf, shelf->n, (uint32_t)shelf->n, visit);
		rise(shelf, shelf->n++);
		return;
	}
	shelf->full = true;
	if (shelf->room == 0 || shelf_compare(visit, &shelf->visits[shelf->order[0].at]) >= 0)
		return;
	put(shelf, 0, shelf->order[0].at, visit);
	sink(shelf, 0, shelf->n);
}

void
shelf_sort(struct shelf *shelf)
{
	size_t left;

	for (left = shelf->n; left > 1; left--) {
		swap(shelf, 0, left - 1);
		sink(shelf, 0, left - 1);
	}
}

const struct visit *
shelf_at(const struct shelf *shelf, size_t i)
{
	return &shelf->visits[shelf->order[i].at];
}

void
shelf_free(struct shelf *shelf)
{
	size_t most = shelf->most;

	wipe_free(shelf->visits);
	wipe_free(shelf->order);
	memset(shelf, 0, sizeof *shelf);
	shelf->most = most;
}

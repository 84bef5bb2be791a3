/* SPDX-License-Identifier: ISC */
#include "fault/nth/choice.h"

#include <stdlib.h>

#define LOADER_PART 6 /* of the loader's calls one in so many is of interest */

static uint64_t
next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void
add(struct choice *c, const struct fault *fault)
{
	if ((c->count & (c->count + 1)) == 0) { /* 0, 1, 3, 7: no room left */
		c->faults = realloc(c->faults, 2 * (c->count + 1) * sizeof *c->faults);
		if (c->faults == NULL)
			abort();
	}
	c->faults[c->count++] = *fault;
}

static void
swap(struct fault *a, struct fault *b)
{
	struct fault kept = *a;

	*a = *b;
	*b = kept;
}

static void
shuffle(struct choice *c, uint64_t seed)
{
	uint64_t state = seed * 0x9e3779b97f4a7c15ULL + c->count + 1;
	size_t i;

	for (i = c->count; i > 1; i--)
		swap(&c->faults[i - 1], &c->faults[next_random(&state) % i]);
}

/* Brings one of each call to the front. */
static void
one_of_each(struct choice *c)
{
	bool seen[1024] = {false};
	size_t i;
	long nr;

	for (i = 0; i < c->count; i++) {
		nr = c->faults[i].nr;
		if (nr < 0 || nr >= 1024 || seen[nr])
			continue;
		seen[nr] = true;
		swap(&c->faults[c->least++], &c->faults[i]);
	}
}

static void
list_allocations(struct choice *c, const struct scene *right, const struct nth_page *page)
{
	struct fault fault = {.kind = FAULT_ALLOCATION};
	size_t i;

	for (i = 1; i <= right->allocations && i < NTH_MOST; i++) {
		fault.n = (unsigned)i;
		add(c, &fault);
		if (page->caller[i] == NTH_PROGRAM)
			swap(&c->faults[c->least++], &c->faults[c->count - 1]);
	}
}

/* Which of the calls of its kind a call is. */
static unsigned
nth_of(const struct tracer_outcome *o, const struct tracer_call *call)
{
	const struct tracer_call *other;
	unsigned n = 1;

	for (other = o->calls; other < call; other++)
		n += other->task == call->task && other->nr == call->nr;
	return n;
}

/* Makes a fault of a call. */
static struct fault
fault_of(const struct tracer_outcome *o, const struct tracer_call *call, enum fault_kind kind)
{
	return (struct fault){.kind = kind,
		.task = call->task,
		.n = call->n,
		.nr = call->nr,
		.nth = nth_of(o, call),
		.loading = call->loading};
}

int
choice_find(const struct scene *right, struct fault *fault)
{
	const struct tracer_outcome *o = &right->outcome;
	unsigned way = fault->way;
	size_t i;

	for (i = 0; i < o->count; i++) {
		if (o->calls[i].task != fault->task || o->calls[i].n != fault->n)
			continue;
		*fault = fault_of(o, &o->calls[i], fault->kind);
		fault->way = way;
		return 0;
	}
	return -1;
}

/* Says whether the call number i of all is one that is to fail. */
static bool
is_wanted(
	const struct choice *c, const struct choice_plan *plan, const struct scene *right, size_t i)
{
	return !right->outcome.calls[i].loading || (c->loading && (i + plan->seed) % LOADER_PART == 0);
}

/* Each call once more with each of its other errors: behind all else, for runs that come to it. */
static void
add_other_errors(struct choice *c, const struct choice_plan *plan, const struct scene *right)
{
	const struct tracer_call *call;
	struct fault fault;
	size_t i;
	unsigned way;

	for (way = 1; way < FAULT_WAYS; way++)
		for (i = 0; i < right->outcome.count; i++) {
			call = &right->outcome.calls[i];
			if (!is_wanted(c, plan, right, i) || !fault_fits(FAULT_ERROR, call->nr))
				continue;
			fault = fault_of(&right->outcome, call, FAULT_ERROR);
			fault.way = way;
			add(c, &fault);
		}
}

void
choice_make(struct choice *c, const struct choice_plan *plan, const struct scene *right,
	const struct nth_page *page)
{
	const struct tracer_call *call;
	struct fault fault;
	struct choice rest;
	size_t i;

	if (plan->allocations) {
		list_allocations(c, right, page);
		rest = (struct choice){.faults = c->faults + c->least, .count = c->count - c->least};
		shuffle(&rest, plan->seed);
		return;
	}
	for (i = 0; i < right->outcome.count; i++) {
		call = &right->outcome.calls[i];
		if (!is_wanted(c, plan, right, i))
			continue;
		fault = fault_of(&right->outcome, call, FAULT_ERROR);
		for (; fault.kind <= FAULT_KILL_AFTER; fault.kind++)
			if (fault_fits(fault.kind, call->nr))
				add(c, &fault);
	}
	shuffle(c, plan->seed);
	one_of_each(c);
	add_other_errors(c, plan, right);
}

void
choice_share(struct choice *list, size_t count, const struct choice_plan *plan)
{
	size_t left = plan->most, open = count, i, part, before;

	for (i = 0; i < count; i++) {
		list[i].take = list[i].least;
		left -= left < list[i].take ? left : list[i].take;
	}
	do {
		before = left;
		for (i = 0, open = 0; i < count; i++)
			open += list[i].take < list[i].count;
		part = open > 0 && left > open ? left / open : 1;
		for (i = 0; i < count && left > 0; i++) {
			size_t more = list[i].count - list[i].take;

			more = more < part ? more : part;
			more = more < left ? more : left;
			list[i].take += more;
			left -= more;
		}
	} while (left > 0 && left < before);
}

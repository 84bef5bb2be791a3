/* SPDX-License-Identifier: ISC */
#include "unit/history.h"

#include <string.h>

#include "base/hourfile.h"
#include "base/moment.h"
#include "desk/window.h"

int64_t
history_draw(struct history *h, int64_t least, int64_t most)
{
	h->random ^= h->random << 13;
	h->random ^= h->random >> 7;
	h->random ^= h->random << 17;
	return least + (int64_t)(h->random % (uint64_t)(most - least + 1));
}

void
history_read(const struct history *h, struct clock_reading *now)
{
	memset(now, 0, sizeof *now);
	now->realtime = h->truth + h->offset;
	now->boottime = h->truth - h->boot_at;
	memcpy(now->boot, h->boot, sizeof now->boot);
	strcpy(now->machine, "m");
	now->synchronised = h->synchronised;
	now->has_hardware = h->has_rtc;
	now->hardware = h->truth + h->rtc;
}

static uint32_t
hour_of(int64_t t)
{
	return t < 0 ? 0 : (uint32_t)(t / MOMENT_HOUR);
}

bool
history_is_closed(const struct watch_record *last, const struct clock_verdict *clock,
	const struct clock_reading *now)
{
	static const enum watch_alarm alarms[] = {WATCH_CLOCK, WATCH_BOOT, WATCH_SILENT, WATCH_OVERDUE};

	for (size_t i = 0; i < sizeof alarms / sizeof *alarms; i++)
		if (watch_holds(alarms[i], last, clock, now, 0))
			return true;
	return false;
}

/* Reception looks at all there is. */
static void
look(struct history *h)
{
	const struct window all = {.from = INT64_MIN, .to = INT64_MAX};
	struct clock_verdict verdict;
	struct clock_reading now;
	int64_t shown;
	bool closed;

	history_read(h, &now);
	now.synchronised = false; /* nobody but the keeper asks */
	h->rules->follow(&h->state, &now, &verdict);
	shown = verdict.trusted > now.realtime ? verdict.trusted : now.realtime;
	closed = history_is_closed(&h->last, &verdict, &now);
	h->count.steps++;
	h->count.closed += closed;
	for (size_t i = h->first; i < h->n; i++) {
		const struct history_entry *e = &h->entries[i];

		if (h->truth - e->made <= HISTORY_LIMIT)
			break; /* nor the later ones */
		if (e->due == 0 || !window_takes(&all, e->hour, e->due, shown) ||
			!window_takes(&all, e->hour, e->hour + HOURFILE_KEEP, shown))
			continue;
		if (closed)
			h->count.pardoned++;
		else
			h->count.readable++;
	}
}

static void
destroy(struct history *h, struct history_entry *e)
{
	int64_t early = HISTORY_PROMISE - (h->truth - e->made);

	e->due = 0;
	h->count.destroyed++;
	h->count.early += early > 0;
	h->count.late += h->run_at - e->made > HISTORY_LIMIT;
	if (early > h->count.most_early)
		h->count.most_early = early;
	if (early > HISTORY_PARDON && e->confirmations == h->confirmations)
		h->count.early_far++;
	else if (early > HISTORY_PARDON)
		h->count.early_word++;
}

/* The keeper runs: destroys what is due by the verdict, and lowers dues when it says so. */
static void
keep(struct history *h, const struct clock_verdict *verdict, const struct clock_reading *now)
{
	uint32_t hour = hour_of(verdict->trusted);

	h->last.oldest = h->last.due = 0;
	for (size_t i = h->first; i < h->n; i++) {
		struct history_entry *e = &h->entries[i];

		if (e->due == 0)
			continue;
		if (verdict->lower && e->due > hour + HOURFILE_KEEP)
			e->due = hour + HOURFILE_KEEP;
		if (e->due <= hour || e->hour + HOURFILE_KEEP <= hour)
			destroy(h, e);
		else if (h->last.due == 0 || e->due < h->last.due)
			h->last.due = e->due;
	}
	while (h->first < h->n && h->entries[h->first].due == 0)
		h->first++;
	h->last.time = h->last.good = verdict->trusted;
	memcpy(h->last.boot, now->boot, sizeof h->last.boot);
	h->run_at = h->truth;
}

/* The kiosk takes a visitor when it may, by the time that it follows. */
static void
visit(struct history *h)
{
	struct clock_verdict verdict;
	struct clock_reading now;
	uint32_t hour;

	history_read(h, &now);
	now.synchronised = false;
	h->rules->follow(&h->state, &now, &verdict);
	if (history_is_closed(&h->last, &verdict, &now))
		return;
	hour = hour_of(verdict.trusted);
	h->entries[h->n++] = (struct history_entry){
		h->truth, hour, hour + HOURFILE_KEEP, h->confirmations};
	h->count.entries++;
}

/* One run of the keeper, and what a person says to it: at the desk, whose word the next run of the
 * keeper carries out, or with welkom-purge. */
static void
run(struct history *h)
{
	struct clock_verdict verdict;
	struct clock_reading now;
	bool at_desk;

	history_read(h, &now);
	h->rules->decide(&h->state, &now, false, &verdict);
	keep(h, &verdict, &now);
	h->count.doubts += verdict.doubt;
	if (!verdict.doubt || !history_person(h))
		return;
	at_desk = history_draw(h, 0, 1) == 0;
	history_read(h, &now);
	h->rules->decide(&h->state, &now, true, &verdict);
	h->confirmations++;
	if (!at_desk)
		keep(h, &verdict, &now);
}

static void
start(struct history *h, const struct history_rules *rules, enum history_kind kind, unsigned seed)
{
	struct clock_verdict verdict;
	struct clock_reading now;

	memset(h, 0, sizeof *h);
	h->rules = rules;
	h->kind = kind;
	h->seed = seed;
	h->random = 0x9E3779B97F4A7C15U * (seed * HISTORY_KINDS + (unsigned)kind + 1);
	/* a Monday morning, when it was set up; so visits come at any minute of an hour */
	h->truth = 1764547200 + 8 * MOMENT_HOUR + history_draw(h, 0, MOMENT_HOUR - 1);
	h->boot_at = h->truth - 600;
	h->run_at = h->truth;
	h->on = true;
	strcpy(h->boot, "0");
	history_equip(h);
	history_read(h, &now);
	clock_decide(&h->state, &now, true, &verdict);
	h->last.time = h->last.good = verdict.trusted;
	memcpy(h->last.boot, now.boot, sizeof h->last.boot);
}

void
history_live(
	struct history *h, const struct history_rules *rules, enum history_kind kind, unsigned seed)
{
	int step, hour;

	start(h, rules, kind, seed);
	for (step = 0; step < HISTORY_DAYS * HISTORY_DAY / HISTORY_STEP; step++) {
		h->truth += HISTORY_STEP;
		history_suffer(h);
		if (!h->on)
			continue;
		look(h);
		run(h);
		look(h);
		hour = (int)(h->truth % HISTORY_DAY / MOMENT_HOUR);
		if (step % 4 == 0 && hour >= 8 && hour < 17)
			visit(h);
	}
}

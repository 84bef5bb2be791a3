/* SPDX-License-Identifier: ISC */
/* What happens to the machines of histories, kind by kind. */
#include "unit/history.h"

#include <stdio.h>

#include "base/moment.h"

#define HOUR MOMENT_HOUR
#define MONDAY 1764547200 /* 2025-12-01 */
#define IN_2000 946684800

const char *
history_name(enum history_kind kind)
{
	static const char *const names[] = {"good hardware clock", "none, 1970", "battery dead",
		"saved at switch-off", "late NTP", "jumps", "three weeks off", "suspend",
		"119 s before each run", "wrong time confirmed"};

	return names[kind];
}

static bool
chance(struct history *h, int one_in)
{
	return history_draw(h, 1, one_in) == 1;
}

static bool
is_work(const struct history *h)
{
	int64_t day = (h->truth - MONDAY) / HISTORY_DAY % 7;
	int64_t second = (h->truth - MONDAY) % HISTORY_DAY;

	return day < 5 && second >= 8 * HOUR && second < 17 * HOUR;
}

void
history_equip(struct history *h)
{
	h->has_rtc = h->kind != HISTORY_NONE && h->kind != HISTORY_SAVED && h->kind != HISTORY_LATE &&
		h->kind != HISTORY_CARELESS && !(h->kind == HISTORY_HOLIDAY && h->seed % 2 == 1);
	h->network_at = INT64_MAX;
}

/* Says whether the machine is on by its schedule. */
static bool
is_scheduled(const struct history *h)
{
	int64_t day = (h->truth - MONDAY) / HISTORY_DAY;

	switch (h->kind) {
	case HISTORY_GOOD:
	case HISTORY_DEAD:
		return h->seed % 2 == 0 ? is_work(h) : true;
	case HISTORY_SAVED:
	case HISTORY_SUSPEND:
		return is_work(h);
	case HISTORY_HOLIDAY:
		return is_work(h) && (day < 21 || day >= 42);
	default:
		return true;
	}
}

static void
switch_off(struct history *h)
{
	h->on = false;
	h->stopped = h->truth + h->offset;
	h->asleep = h->kind == HISTORY_SUSPEND && !chance(h, 20);
	/* many systems write the hardware clock when they stop */
	if (h->kind == HISTORY_JUMPS && chance(h, 2))
		h->rtc = h->offset;
}

/* The clock starts where its kind starts it. */
static void
switch_on(struct history *h)
{
	int64_t since = history_draw(h, 20, 600);

	h->on = true;
	if (h->asleep) {
		h->asleep = false;
		return;
	}
	h->boot_at = h->truth - since;
	snprintf(h->boot, sizeof h->boot, "%u", ++h->boots);
	h->synchronised = false;
	if (h->kind == HISTORY_DEAD)
		h->rtc = IN_2000 - h->boot_at;
	if (h->has_rtc)
		h->offset = h->rtc + history_draw(h, -1, 1);
	else if (h->kind == HISTORY_NONE || (h->kind == HISTORY_LATE && h->seed % 2 == 0))
		h->offset = -h->boot_at;
	else
		h->offset = h->stopped - h->boot_at;
	if (h->kind == HISTORY_LATE || (h->kind == HISTORY_JUMPS && h->seed % 2 == 0))
		h->network_at = h->truth + history_draw(h, 0, 8 * HOUR);
}

/* On or off: by the schedule, and for a while now and then. */
static void
switch_it(struct history *h)
{
	static const int64_t longest[] = {600, 14 * HOUR, 3 * HISTORY_DAY, 21 * HISTORY_DAY};
	bool restless = h->kind != HISTORY_CARELESS && !(h->kind == HISTORY_CREEP && h->seed % 2 == 0);
	bool wanted = is_scheduled(h) && h->truth >= h->off_until;

	if (h->on && wanted && restless && chance(h, h->kind == HISTORY_SAVED ? 600 : 300)) {
		h->off_until = h->truth +
			history_draw(
				h, 20, longest[history_draw(h, 0, h->kind == HISTORY_GOOD ? h->seed % 2 : 3)]);
		wanted = false;
	}
	if (h->on && !wanted)
		switch_off(h);
	else if (!h->on && wanted)
		switch_on(h);
}

static void
jump(struct history *h)
{
	static const int64_t far[] = {
		30 * HISTORY_DAY, -30 * HISTORY_DAY, 3650LL * HISTORY_DAY, -3650LL * HISTORY_DAY};
	int64_t which = history_draw(h, 0, 4);

	h->offset = which == 4 ? -h->truth : h->offset + far[which];
	if (h->truth + h->offset < 0)
		h->offset = -h->truth;
	h->synchronised = false;
	if (h->network_at != INT64_MAX)
		h->network_at = h->truth + history_draw(h, 0, 8 * HOUR);
}

/* Each time, or, by who knows the rules, only where it is not noticed; then also after restarts, for
 * which the hardware clock is set as well. */
static void
creep(struct history *h)
{
	int64_t line = h->state.anchor + (h->truth - h->boot_at) - h->state.anchored;

	if (h->seed % 2 == 0 || h->truth + h->offset <= line)
		h->offset += CLOCK_SLACK - 1;
	if (h->seed % 2 == 1)
		h->rtc = h->offset;
}

void
history_suffer(struct history *h)
{
	switch_it(h);
	if (!h->on)
		return;
	if (h->kind == HISTORY_JUMPS && chance(h, 200))
		jump(h);
	if (h->kind == HISTORY_CREEP)
		creep(h);
	if (h->kind == HISTORY_CARELESS && h->truth > MONDAY + 20 * HISTORY_DAY && h->offset == 0)
		h->offset = 30 * HISTORY_DAY;
	if (h->truth >= h->network_at && !h->synchronised) {
		h->offset = 0;
		h->synchronised = true;
		if (h->kind == HISTORY_JUMPS)
			h->rtc = 0; /* the kernel keeps it right */
	}
}

bool
history_person(struct history *h)
{
	/* every fourth machine stands where nobody looks */
	if (h->seed % 4 == 3 || !is_work(h) || !chance(h, 12))
		return false;
	if (h->kind == HISTORY_CARELESS)
		return true;
	h->offset = history_draw(h, -CLOCK_CONFIRM, CLOCK_CONFIRM);
	h->synchronised = false;
	if (h->has_rtc && h->kind != HISTORY_DEAD && chance(h, 2))
		h->rtc = h->offset;
	return true;
}

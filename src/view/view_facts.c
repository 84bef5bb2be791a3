/* SPDX-License-Identifier: ISC */
#include "view/view_facts.h"

#include <string.h>
#include <time.h>

#include "base/moment.h"
#include "base/recipients.h"
#include "keys/announced.h"
#include "keys/drill.h"
#include "handover/exports.h"
#include "register/entries.h"
#include "register/ledger.h"
#include "register/timekeeping.h"

#define DAY (24 * 3600)

static void
find_days(struct view_facts *f, int64_t now)
{
	time_t t = now;
	struct tm today = {0}, tm;
	int i;

	localtime_r(&t, &today);
	for (i = 0; i <= VIEW_FACTS_DAYS; i++) {
		tm = (struct tm){.tm_year = today.tm_year,
			.tm_mon = today.tm_mon,
			.tm_mday = today.tm_mday - VIEW_FACTS_DAYS + 1 + i,
			.tm_isdst = -1};
		f->begin[i] = mktime(&tm);
	}
}

static void
add_hour(void *arg, const struct entries_count *count)
{
	struct view_facts *f = arg;
	int64_t t = (int64_t)count->hour * MOMENT_HOUR;
	int i, hour;

	if ((int64_t)count->due * MOMENT_HOUR <= f->shown)
		return;
	for (i = 0; i < VIEW_FACTS_DAYS; i++)
		if (t >= f->begin[i] && t < f->begin[i + 1])
			break;
	if (i == VIEW_FACTS_DAYS)
		return;
	hour = (int)((t - f->begin[i]) / MOMENT_HOUR);
	f->day[i] += count->n;
	if (hour < VIEW_FACTS_HOURS)
		f->hour[i][hour] += count->n;
}

static void
read_purge(struct desk *d, struct view_facts *f)
{
	struct recipients list;
	struct watch_record last;

	f->alarm = watch_look(&d->reg, &d->clock, &d->now, d->conf.review_time, &last);
	f->amber = watch_amber(&last, &d->clock, &d->now, d->conf.review_time);
	if (f->alarm == WATCH_FINE && recipients_read(d->conf.folder, &list, NULL) != 0)
		f->alarm = WATCH_RECIPIENTS;
	f->good = last.good;
	f->due = (int64_t)last.due * MOMENT_HOUR;
	f->doubt = d->clock.doubt;
}

/* The keys that are on the list, as the ledger knows them. */
static void
read_keys(struct desk *d, struct view_facts *f, const struct announced *a)
{
	const struct announced_key *key;
	struct recipients list;
	int64_t from;
	size_t i;

	for (i = 0; i < a->n; i++)
		f->proven = a->keys[i].proven > f->proven ? a->keys[i].proven : f->proven;
	if (recipients_read(d->conf.folder, &list, NULL) != 0)
		return;
	for (i = 0; i < list.n; i++) {
		key = announced_find_key(a, list.list[i].pk);
		if (key == NULL || key->paper)
			continue;
		if (f->since == 0 || key->since < f->since)
			f->since = key->since;
		from = key->proven > key->since ? key->proven : key->since;
		f->unproven += d->clock.trusted - from > (int64_t)DRILL_DAYS * DAY;
	}
}

static void
read_ledger(struct desk *d, struct view_facts *f)
{
	struct exports_list list;
	struct ledger_head head;
	struct announced a;
	int64_t when;
	size_t i;

	if (announced_read(d, &a, &f->broken) != 0)
		return;
	read_keys(d, f, &a);
	announced_free(&a);
	if (ledger_last(d->reg.state, &head, &when, &f->broken) == 0)
		f->lines = head.n;
	if (exports_read(d, &list, &f->broken) == 0)
		for (i = 0; i < list.n; i++)
			f->overdue += !list.list[i].failed && list.list[i].destroyed == 0 &&
				list.list[i].destroy_by <= d->clock.trusted;
	exports_free(&list);
}

void
view_facts_read(struct desk *d, struct view_facts *f)
{
	memset(f, 0, sizeof *f);
	clock_read_plain(&d->now);
	find_days(f, d->now.realtime);
	if (register_open(&d->reg, d->conf.state_dir, REGISTER_LOOK, &f->broken) == 0) {
		desk_tell_time(d);
		f->shown = d->shown;
		if (register_check_side(&d->reg.store, &f->broken) == 0 &&
			entries_counts(&d->reg.store, add_hour, f, &f->broken) == 0 &&
			register_check_side(&d->reg.inbox, &f->broken) == 0 &&
			entries_counts(&d->reg.inbox, add_hour, f, &f->broken) == 0)
			read_ledger(d, f);
		read_purge(d, f);
	} else {
		f->alarm = WATCH_REGISTER;
	}
	register_close(&d->reg);
}

bool
view_facts_are_good(const struct view_facts *f)
{
	return f->alarm == WATCH_FINE && f->amber == WATCH_FINE && f->broken.text[0] == '\0' &&
		f->unproven == 0 && f->overdue == 0;
}

/* SPDX-License-Identifier: ISC */
#include "setup/visits.h"

#include <stdbool.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/wipe.h"
#include "register/collect.h"
#include "register/entries.h"
#include "register/hourkeys.h"
#include "register/register.h"
#include "register/watch.h"
#include "seal/hourkey.h"
#include "setup/people.h"
#include "visit/erasure.h"
#include "visit/phone.h"
#include "visit/record.h"

/* One visit on its way, in locked memory like a real one. */
struct desk {
	struct visit visit;
	uint8_t record[RECORD_SIZE];
	char code[ERASURE_CODE];
	uint8_t tag[REGISTER_TAG];
};

/* The making of all of them. */
struct making {
	struct visit_register r;
	const struct recipients *recipients;
	const struct plan *country;
	struct desk *desk;
	int64_t now;
	uint64_t n;
};

/* Returns a number that looks random and is always the same for seed (splitmix64, Steele, Lea and
 * Flood 2014). */
static uint64_t
mix(uint64_t seed)
{
	seed += 0x9E3779B97F4A7C15U;
	seed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9U;
	seed = (seed ^ (seed >> 27)) * 0x94D049BB133111EBU;
	return seed ^ (seed >> 31);
}

/* How many visitors came in hour: most early in the day, few at weekends. */
static unsigned
visitors_of(uint32_t hour)
{
	static const unsigned usual[] = {3, 2, 2, 1, 1, 2, 1, 1}; /* from 8 to 16 */
	time_t t = (time_t)hour * MOMENT_HOUR;
	uint64_t chance = mix(hour);
	struct tm tm = {0};

	localtime_r(&t, &tm);
	if (tm.tm_hour < 8 || tm.tm_hour >= 16)
		return 0;
	if (tm.tm_wday == 0 || tm.tm_wday == 6)
		return tm.tm_hour >= 10 && tm.tm_hour < 13 && chance % 3 == 0;
	/* one fewer, as many, or one more */
	return usual[tm.tm_hour - 8] + (unsigned)(chance % 3) - 1;
}

static bool
always(void *arg)
{
	(void)arg;
	return true;
}

/* Seals one visit of arrival to key and writes it into the inbox. */
static int
add_visit(struct making *m, struct hour_key *key, int64_t arrival, struct fail *why)
{
	struct entries_entry entry;
	struct desk *d = m->desk;
	int rc = -1;

	d->visit = (struct visit){.hour = key->hour, .arrival = arrival, .seq = key->seq};
	if (people_come(m->n, m->country, &d->visit.visitor) != 0) {
		fail_set(why, _("a made-up visitor was not accepted"));
		goto out;
	}
	erasure_make(d->code);
	erasure_id(d->tag, d->code, d->visit.id);
	memcpy(d->visit.kid, key->kid, sizeof key->kid);
	record_write(&d->visit, d->record);
	memcpy(entry.kid, key->kid, sizeof entry.kid);
	memcpy(entry.id, d->visit.id, sizeof entry.id);
	if (hourkey_seal(key, d->record, entry.box) != 0)
		fail_set(why, _("a visit could not be sealed"));
	else if (entries_add(&m->r.inbox, &entry, always, NULL, why) == ENTRIES_ADDED)
		rc = 0;
out:
	wipe_bytes(&d->visit, sizeof d->visit);
	wipe_bytes(d->record, sizeof d->record);
	wipe_bytes(d->code, sizeof d->code);
	if (rc != 0)
		return -1;
	key->seq++;
	m->n++;
	return 0;
}

/* Makes an hour key and count visits of that hour, those that are not still to come. */
static int
fill_hour(struct making *m, uint32_t hour, unsigned count, struct fail *why)
{
	int64_t begin = (int64_t)hour * MOMENT_HOUR, arrival;
	uint8_t file[HOURFILE_SIZE];
	struct entries_key row = {.hour = hour, .due = hour + HOURFILE_KEEP};
	struct hour_key key;
	unsigned i;

	if (hourkey_make(m->recipients, hour, &key, file, why) != 0)
		return -1;
	memcpy(row.kid, key.kid, sizeof row.kid);
	if (hourkeys_write(m->r.inbox.keys, key.kid, file, why) != 0 ||
		entries_announce(&m->r.inbox, &row, why) != 0)
		return -1;
	for (i = 0; i < count; i++) {
		arrival = begin + (int64_t)((i + (mix(hour + i) % 256) / 256.0) * MOMENT_HOUR / count);
		if (arrival <= m->now && add_visit(m, &key, arrival, why) != 0)
			return -1;
	}
	return 0;
}

static int
fill_hours(struct making *m, struct fail *why)
{
	uint32_t last = (uint32_t)(m->now / MOMENT_HOUR), hour = last - HOURFILE_KEEP;
	unsigned count;

	for (; hour <= last; hour++) {
		count = visitors_of(hour);
		if (hour == last - HOURFILE_KEEP) /* due now, whatever the time of day */
			count += 2;
		else if (hour == last - HOURFILE_KEEP + 1)
			count += 1;
		if (count > 0 && fill_hour(m, hour, count, why) != 0)
			return -1;
	}
	return 0;
}

/* Moves what was made to the store, and says what a purge before it would have left. */
static int
collect(struct making *m, struct fail *why)
{
	struct collect_report report;
	struct watch_record last;
	int rc, lock = register_lock(&m->r, REGISTER_WAIT, why);

	if (lock < 0)
		return -1;
	rc = collect_inbox(&m->r, UINT32_MAX, &report, why);
	close(lock);
	if (rc != 0 || watch_load(&m->r, &last, why) != 0)
		return -1;
	last.due = (uint32_t)(m->now / MOMENT_HOUR) + 1;
	last.oldest = last.due - HOURFILE_KEEP;
	return watch_save(&m->r, &last, why);
}

int
visits_fill(const struct conf *conf, const struct recipients *recipients, int64_t now,
	uint64_t *count, struct fail *why)
{
	struct making m = {
		.recipients = recipients, .country = plan_of_code(conf->calling_code), .now = now};
	int rc = -1;

	if (register_open(&m.r, conf->state_dir, REGISTER_KEEPER, why) != 0)
		goto out;
	m.desk = wipe_alloc(sizeof *m.desk);
	if (m.desk == NULL)
		fail_set(why, _("not enough memory"));
	else if (register_check_side(&m.r.inbox, why) == 0 &&
		register_check_side(&m.r.store, why) == 0 && register_tag(&m.r, m.desk->tag, why) == 0 &&
		fill_hours(&m, why) == 0 && collect(&m, why) == 0)
		rc = 0;
	wipe_free(m.desk);
	wipe_stack();
out:
	register_close(&m.r);
	*count = m.n;
	return rc;
}

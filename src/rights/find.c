/* SPDX-License-Identifier: ISC */
#include "rights/find.h"

#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/wipe.h"
#include "desk/hours.h"
#include "desk/opening.h"
#include "open/openvisit.h"
#include "register/erasures.h"
#include "register/hourkeys.h"
#include "register/single.h"

/* One search while it goes on. */
struct search {
	struct desk *d;
	struct query *query;
	struct find *f;
	struct entries_keys rows;
	struct hours hours;
	bool no_memory;
	void (*say)(void *arg, const char *sentence);
	void *arg;
};

/* The hour from which an entry of the hour key kid is destroyed. */
static uint32_t
due_of(const struct search *s, const uint8_t kid[static HOURFILE_KID], uint32_t hour)
{
	const struct entries_key *row = entries_find(&s->rows, kid);
	uint32_t due = hour + HOURFILE_KEEP;

	return row != NULL && row->due < due ? row->due : due;
}

static int
keep(void *arg, const struct visit *visit, struct fail *why)
{
	struct search *s = arg;
	struct find_match *match;

	switch (query_matches(s->query, visit)) {
	case 0:
		return 0;
	case -1:
		return fail_set(why, _("not enough memory"));
	}
	if (s->f->n == FIND_MOST)
		return fail_set(why, _("more than %d entries match: this is not one person"), FIND_MOST);
	match = &s->f->matches[s->f->n++];
	match->visit = *visit;
	match->due = due_of(s, visit->kid, visit->hour);
	return 0;
}

/* Adds what was found in one window, and says what is missing in it: the hours are known now. */
static void
add_report(struct search *s, const struct report *part)
{
	struct report *sum = &s->f->report, gaps = {.first = part->first};
	size_t i;

	sum->hours += part->hours;
	sum->entries += part->entries;
	sum->opened += part->opened;
	sum->withheld += part->withheld;
	sum->unlocked = sum->unlocked || part->unlocked;
	for (i = 0; i < REPORT_KINDS; i++)
		sum->kinds[i] += part->kinds[i];
	if (report_gaps(part) == 0)
		return;
	s->f->gaps = true;
	memcpy(gaps.gaps, part->gaps, sizeof gaps.gaps);
	gaps.unexplained = part->unexplained;
	report_tell(&gaps, s->say, s->arg);
}

/* Opens [from, to), at most a day. */
static int
search_window(struct search *s, int64_t from, int64_t to, struct fail *why)
{
	const struct opening_taker taker = {.each = keep, .arg = s};
	struct opening o;
	int rc;

	if (opening_begin(s->d, from, to, &o, why) != 0)
		return -1;
	rc = opening_each(&o, &taker, why);
	add_report(s, &o.report);
	opening_end(&o);
	return rc;
}

static int
by_time(const void *a, const void *b)
{
	const uint32_t *x = a, *y = b;

	return *x < *y ? -1 : *x > *y;
}

/* Notes hour where it may still be kept. */
static void
note_hour(struct search *s, uint32_t hour)
{
	size_t n = s->hours.n;

	if (((int64_t)hour + HOURFILE_KEEP) * MOMENT_HOUR <= s->d->shown)
		return;
	hours_add(&s->hours, hour);
	s->no_memory = s->no_memory || s->hours.n == n;
}

/* Finds all hours, by rows and by files: what one of the two lacks is an alarm, not nothing. */
static int
find_hours(struct search *s, struct fail *why)
{
	struct hourkeys_list files;
	struct hourfile head;
	size_t i;

	for (i = 0; i < s->rows.n; i++)
		note_hour(s, s->rows.rows[i].hour);
	if (hourkeys_list(s->d->reg.store.keys, &files, why) != 0)
		return -1;
	for (i = 0; i < files.n; i++)
		if (hourkeys_look(s->d->reg.store.keys, files.names[i], HOURKEYS_LINKS, &head) ==
			HOURKEYS_KEY)
			note_hour(s, head.hour);
	hourkeys_free(&files);
	if (s->no_memory)
		return fail_set(why, _("not enough memory"));
	if (s->hours.n > 0)
		qsort(s->hours.list, s->hours.n, sizeof s->hours.list[0], by_time);
	return 0;
}

static int
search_all(struct search *s, struct fail *why)
{
	int64_t from, end = 0;
	size_t i;

	if (find_hours(s, why) != 0)
		return -1;
	for (i = 0; i < s->hours.n; i++) {
		from = (int64_t)s->hours.list[i] * MOMENT_HOUR;
		if (from < end)
			continue;
		end = from + OPENING_MOST;
		if (search_window(s, from, end, why) != 0)
			return -1;
	}
	return 0;
}

int
find_open_key(struct desk *d, const uint8_t kid[static HOURFILE_KID], struct open_key *key,
	struct report *report, struct fail *why)
{
	char name[HOURFILE_NAME];
	struct report hour = {0};
	struct hourfile head;
	struct keyring ring;
	int rc = 0;
	size_t i;

	hourfile_name(kid, name);
	if (hourkeys_look(d->reg.store.keys, name, HOURKEYS_LINKS, &head) != HOURKEYS_KEY) {
		report->kinds[REPORT_LOST]++;
		return 0;
	}
	if (keyring_find(d, (int64_t)head.hour * MOMENT_HOUR, ((int64_t)head.hour + 1) * MOMENT_HOUR,
			&ring, &hour, why) != 0)
		return -1;
	for (i = 0; i < ring.n && memcmp(ring.keys[i].kid, kid, HOURFILE_KID) != 0; i++)
		;
	if (i < ring.n)
		rc = keyring_open(d, &ring.keys[i], key, report, why);
	else
		report->kinds[REPORT_EXPIRED]++;
	keyring_free(&ring);
	return rc;
}

/* Opens entry, which was found under the code, and keeps it. */
static int
keep_entry(
	struct search *s, const struct entries_entry *entry, struct open_key *key, struct fail *why)
{
	struct report *report = &s->f->report;
	struct find_match *match = &s->f->matches[0];

	report->opened++;
	switch (openvisit_open(key, entry->id, entry->box, &match->visit)) {
	case OPENVISIT_GOOD:
		match->due = due_of(s, match->visit.kid, match->visit.hour);
		s->f->n = 1;
		return 0;
	case OPENVISIT_DAMAGED:
		report->kinds[REPORT_DAMAGED]++;
		return 0;
	case OPENVISIT_MOVED:
		report->kinds[REPORT_MOVED]++;
		return 0;
	case OPENVISIT_NO_VISIT:
		report->kinds[REPORT_NO_VISIT]++;
		return 0;
	case OPENVISIT_NO_MEMORY:
		break;
	}
	return fail_set(why, _("not enough memory"));
}

/* Looks the code up and opens that entry alone. Returns 1 when there is one, 0, or -1 with why. */
static int
search_code(struct search *s, struct fail *why)
{
	struct entries_entry entry;
	uint8_t tag[REGISTER_TAG], id[ENTRIES_ID];
	struct open_key *key;
	int rc;

	if (register_tag(&s->d->reg, tag, why) != 0)
		return -1;
	erasure_id(tag, s->query->code, id);
	wipe_bytes(tag, sizeof tag);
	if (erasures_is_queued(&s->d->reg.inbox, id))
		return 0;
	rc = single_look(&s->d->reg.store, id, &entry, why);
	if (rc != 1)
		return rc;
	key = wipe_alloc(sizeof *key);
	if (key == NULL)
		return fail_set(why, _("not enough memory"));
	rc = find_open_key(s->d, entry.kid, key, &s->f->report, why);
	if (rc == 1)
		rc = keep_entry(s, &entry, key, why);
	wipe_free(key);
	return rc < 0 ? -1 : 1;
}

int
find_search(struct desk *d, struct query *query, void (*say)(void *arg, const char *sentence),
	void *arg, struct find *f, struct fail *why)
{
	struct search s = {.d = d, .query = query, .f = f, .say = say, .arg = arg};
	int rc = 0;

	memset(f, 0, sizeof *f);
	f->matches = wipe_alloc(FIND_MOST * sizeof f->matches[0]);
	if (f->matches == NULL)
		return fail_set(why, _("not enough memory"));
	if (entries_keys(&d->reg.store, &s.rows, why) != 0) {
		find_free(f);
		return -1;
	}
	if (query->is_code)
		rc = search_code(&s, why);
	if (rc == 0 && (query->is_name || query->is_number))
		rc = search_all(&s, why);
	entries_free_keys(&s.rows);
	hours_free(&s.hours);
	wipe_stack();
	if (rc < 0)
		find_free(f);
	return rc < 0 ? -1 : 0;
}

bool
find_is_whole(const struct find *f)
{
	const uint64_t *kinds = f->report.kinds;

	return kinds[REPORT_FOREIGN] + kinds[REPORT_LOST] + kinds[REPORT_BROKEN] +
		kinds[REPORT_FORGED] + kinds[REPORT_DAMAGED] + kinds[REPORT_MOVED] +
		kinds[REPORT_NO_VISIT] ==
		0;
}

void
find_free(struct find *f)
{
	wipe_free(f->matches);
	f->matches = NULL;
	f->n = 0;
}

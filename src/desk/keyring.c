/* SPDX-License-Identifier: ISC */
#include "desk/keyring.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "register/entries.h"
#include "register/hourkeys.h"
#include "register/timekeeping.h"

/* What is looked for, and what was found. */
struct search {
	struct desk *d;
	int64_t from, to;
	struct entries_keys rows;
	struct hourkeys_list files;
	struct keyring *ring;
	size_t room;
	struct report *report;
};

bool
keyring_takes(int64_t from, int64_t to, uint32_t hour, uint32_t due, int64_t shown)
{
	int64_t begin = (int64_t)hour * MOMENT_HOUR;

	return begin + MOMENT_HOUR > from && begin < to && (int64_t)due * MOMENT_HOUR > shown;
}

static bool
reaches(const struct search *s, uint32_t hour)
{
	return keyring_takes(s->from, s->to, hour, UINT32_MAX, 0);
}

/* The hour from which a key is not opened: a row can only lower what its file says. */
static uint32_t
due_of(const struct search *s, const struct entries_key *row, uint32_t hour)
{
	uint32_t kept = s->d->conf.retention_days > 0 ? (uint32_t)s->d->conf.retention_days * 24
												  : HOURFILE_KEEP;
	uint32_t due = hour + HOURFILE_KEEP;

	if (row == NULL)
		return hour + (kept < HOURFILE_KEEP ? kept : HOURFILE_KEEP);
	return row->due < due ? row->due : due;
}

/* Says whether due has come by now: when the keeper destroyed it after d->shown was taken, nothing is
 * wrong. */
static bool
is_due(struct desk *d, uint32_t due)
{
	struct clock_verdict clock = {0};
	struct clock_reading now;
	int64_t t = d->shown;

	clock_read_plain(&now);
	if (timekeeping_follow(&d->reg, &now, &clock, NULL) == 0) {
		t = clock.trusted > t ? clock.trusted : t;
		t = now.realtime > t ? now.realtime : t;
	}
	return (int64_t)due * MOMENT_HOUR <= t;
}

/* Asks what ("count(*)") of the rows of kid in table. */
static int
ask(struct desk *d, const char *what, const char *table, const uint8_t kid[static HOURFILE_KID],
	uint64_t *n, struct fail *why)
{
	char hex[2 * HOURFILE_KID + 1], sql[128];
	sqlite3_int64 number;

	sodium_bin2hex(hex, sizeof hex, kid, HOURFILE_KID);
	snprintf(sql, sizeof sql, "SELECT %s FROM %s WHERE kid=x'%s'", what, table, hex);
	if (database_number(d->reg.store.db, sql, &number, why) != 0)
		return -1;
	*n = (uint64_t)number;
	return 0;
}

static int
add(struct search *s, const struct hourfile *head, uint32_t due, uint64_t n, struct fail *why)
{
	struct keyring *ring = s->ring;
	struct keyring_key *key;
	void *more;

	if (ring->n == s->room) {
		s->room = s->room == 0 ? 32 : s->room * 2;
		more = realloc(ring->keys, s->room * sizeof *ring->keys);
		if (more == NULL)
			return fail_set(why, _("not enough memory"));
		ring->keys = more;
	}
	key = &ring->keys[ring->n++];
	memcpy(key->kid, head->kid, sizeof key->kid);
	key->hour = head->hour;
	key->due = due;
	key->entries = n;
	s->report->entries += n;
	return 0;
}

/* Judges the hour key whose file has this header. */
static int
judge_file(struct search *s, const struct hourfile *head, struct fail *why)
{
	const struct entries_key *row = entries_find(&s->rows, head->kid);
	uint64_t *kinds = s->report->kinds, n, hour;

	if (!reaches(s, head->hour)) {
		/* moved here by its row: no visit under it is one of this window */
		kinds[REPORT_DISAGREES] += row != NULL && row->hour != head->hour && reaches(s, row->hour);
		return 0;
	}
	if ((int64_t)due_of(s, row, head->hour) * MOMENT_HOUR <= s->d->shown) {
		kinds[REPORT_EXPIRED]++;
		return 0;
	}
	/* asked again: the keeper may have collected it since the rows were read */
	if (ask(s->d, "count(*)", "entry", head->kid, &n, why) != 0 ||
		ask(s->d, "hour", "hourkey", head->kid, &hour, why) != 0)
		return -1;
	/* a file alone, of which nothing was collected yet, is what a crash leaves */
	if (hour == 0 && n == 0)
		return 0;
	kinds[REPORT_DISAGREES] += hour != head->hour;
	return add(s, head, due_of(s, row, head->hour), n, why);
}

/* Judges the files, and takes those that were judged off the list. */
static int
judge_files(struct search *s, struct fail *why)
{
	struct hourfile head;
	size_t i;

	for (i = 0; i < s->files.n; i++) {
		if (hourkeys_look(s->d->reg.store.keys, s->files.names[i], HOURKEYS_LINKS, &head) !=
			HOURKEYS_KEY)
			continue;
		if (judge_file(s, &head, why) != 0)
			return -1;
		s->files.names[i][0] = '\0';
	}
	return 0;
}

/* Says whether the file name was there and could not be read: it may be readable by now, but its
 * visits are not opened. */
static bool
was_missed(const struct search *s, const char *name)
{
	size_t i;

	for (i = 0; i < s->files.n; i++)
		if (strcmp(s->files.names[i], name) == 0)
			return true;
	return false;
}

/* Names the rows of the window without a key file. */
static void
judge_rows(struct search *s)
{
	uint64_t *kinds = s->report->kinds;
	const struct entries_key *row;
	char name[HOURFILE_NAME];
	struct hourfile head;
	size_t i;

	for (i = 0; i < s->rows.n; i++) {
		row = &s->rows.rows[i];
		if (!reaches(s, row->hour))
			continue;
		hourfile_name(row->kid, name);
		switch (hourkeys_look(s->d->reg.store.keys, name, HOURKEYS_LINKS, &head)) {
		case HOURKEYS_KEY:
			kinds[REPORT_BROKEN] += was_missed(s, name);
			continue; /* judged by its file */
		case HOURKEYS_NONE:
		case HOURKEYS_GONE:
			if (is_due(s->d, row->due))
				kinds[REPORT_EXPIRED]++; /* its row goes last */
			else
				kinds[REPORT_LOST]++;
			continue;
		case HOURKEYS_UNFINISHED:
		case HOURKEYS_OLD:
		case HOURKEYS_STRANGE:
			kinds[REPORT_BROKEN]++;
		}
	}
}

static int
by_hour(const void *a, const void *b)
{
	const struct keyring_key *x = a, *y = b;

	if (x->hour != y->hour)
		return x->hour < y->hour ? -1 : 1;
	return memcmp(x->kid, y->kid, sizeof x->kid);
}

int
keyring_find(struct desk *d, int64_t from, int64_t to, struct keyring *ring, struct report *report,
	struct fail *why)
{
	struct search s = {.d = d, .from = from, .to = to, .ring = ring, .report = report};
	int rc = -1;

	ring->n = 0;
	ring->keys = NULL;
	report->first = from < 0 ? 0 : (uint32_t)(from / MOMENT_HOUR);
	/* rows first: a key file is there before its row is */
	if (entries_keys(&d->reg.store, &s.rows, why) != 0)
		return -1;
	if (hourkeys_list(d->reg.store.keys, &s.files, why) == 0) {
		rc = judge_files(&s, why);
		if (rc == 0)
			judge_rows(&s);
		hourkeys_free(&s.files);
	}
	entries_free_keys(&s.rows);
	if (rc != 0)
		keyring_free(ring);
	else if (ring->n > 1)
		qsort(ring->keys, ring->n, sizeof ring->keys[0], by_hour);
	return rc;
}

void
keyring_free(struct keyring *ring)
{
	free(ring->keys);
	ring->keys = NULL;
	ring->n = 0;
}

int
keyring_open(struct desk *d, const struct keyring_key *key, struct open_key *open,
	struct report *report, struct fail *why)
{
	uint8_t file[HOURFILE_SIZE];

	switch (hourkeys_read_linked(d->reg.store.keys, key->kid, HOURKEYS_LINKS, file)) {
	case HOURKEYS_KEY:
		break;
	case HOURKEYS_NONE:
	case HOURKEYS_GONE: /* since it was found */
		report->kinds[is_due(d, key->due) ? REPORT_EXPIRED : REPORT_LOST]++;
		return 0;
	default:
		report->kinds[REPORT_BROKEN]++;
		return 0;
	}
	switch (openkey_open(d->key, file, open)) {
	case OPENKEY_GOOD:
		if (open->hour == key->hour) {
			report->hours++;
			return 1;
		}
		break; /* another file than the one that was found */
	case OPENKEY_NOT_OURS:
		report->kinds[REPORT_FOREIGN]++;
		return 0;
	case OPENKEY_FORGED:
		break;
	case OPENKEY_NO_MEMORY:
		return fail_set(why, _("not enough memory"));
	}
	report->kinds[REPORT_FORGED]++;
	return 0;
}

/* SPDX-License-Identifier: ISC */
#include "rights/tolls.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/moment.h"
#include "desk/anchor.h"
#include "register/chronicle.h"
#include "register/hourkeys.h"

static int
by_day(const struct incident_day *a, const struct tm *tm)
{
	return a->year != tm->tm_year ? a->year - tm->tm_year : a->yday - tm->tm_yday;
}

/* Returns the day of t, in its order, or NULL when there are too many. */
static struct incident_day *
day_of(struct incident *in, int64_t t)
{
	time_t seconds = t;
	struct tm tm;
	size_t i;

	if (localtime_r(&seconds, &tm) == NULL)
		return NULL;
	for (i = 0; i < in->n && by_day(&in->days[i], &tm) < 0; i++)
		;
	if (i < in->n && by_day(&in->days[i], &tm) == 0)
		return &in->days[i];
	if (in->n == INCIDENT_DAYS)
		return NULL;
	memmove(&in->days[i + 1], &in->days[i], (in->n++ - i) * sizeof in->days[0]);
	in->days[i] = (struct incident_day){.year = tm.tm_year, .yday = tm.tm_yday, .some = t};
	return &in->days[i];
}

/* Counts the n entries of the hour key of row, by whether there is still a key that opens them. */
static int
count_key(struct incident *in, const struct entries_key *row, struct fail *why)
{
	char name[HOURFILE_NAME], hex[2 * HOURFILE_KID + 1] = "", sql[128];
	struct hourfile head;
	sqlite3_int64 n = 0;
	struct incident_day *day;
	size_t i;
	bool live;

	for (i = 0; i < HOURFILE_KID; i++)
		snprintf(hex + 2 * i, 3, "%02x", row->kid[i]);
	snprintf(sql, sizeof sql, "SELECT count(*) FROM entry WHERE kid=x'%s'", hex);
	if (database_number(in->side->db, sql, &n, why) != 0)
		return -1;
	if (n == 0)
		return 0;
	hourfile_name(row->kid, name);
	/* a key that is copied is in both folders for a moment */
	live = hourkeys_look(in->side->keys, name, 2, &head) == HOURKEYS_KEY ||
		hourkeys_look(in->d->reg.store.keys, name, 2, &head) == HOURKEYS_KEY;
	*(live ? &in->readable : &in->unreadable) += (uint64_t)n;
	day = day_of(in, (int64_t)row->hour * MOMENT_HOUR);
	if (day == NULL)
		in->elsewhere += (uint64_t)n;
	else
		*(live ? &day->readable : &day->unreadable) += (uint64_t)n;
	return 0;
}

static int
count_side(struct incident *in, struct register_side *side, struct fail *why)
{
	int rc = 0;
	size_t i;

	in->side = side;
	if (register_check_side(side, why) != 0 || entries_keys(side, &in->rows, why) != 0)
		return -1;
	for (i = 0; rc == 0 && i < in->rows.n; i++)
		rc = count_key(in, &in->rows.rows[i], why);
	entries_free_keys(&in->rows);
	return rc;
}

/* Counts what was opened and handed out while what is there now was kept. */
static void
take(void *arg, const struct ledgerline *line)
{
	struct incident *in = arg;

	if (line->when < in->d->clock.trusted - (int64_t)HOURFILE_KEEP * MOMENT_HOUR)
		return;
	in->openings += strcmp(line->what, "open") == 0;
	in->searches += strcmp(line->what, "search") == 0;
	in->exports += strcmp(line->what, "export") == 0;
	in->failed += strcmp(line->what, "export-failed") == 0;
}

/* Reads the ledger, compared with the head beside the key where one is given. */
static void
read_ledger(struct incident *in)
{
	struct chronicle c = {.each = take, .arg = in, .mends = true};

	in->broken = (in->d->options.key != NULL ? anchor_walk(in->d, take, in, &in->why)
											 : chronicle_read(in->d->reg.state, &c, &in->why)) != 0;
}

int
tolls_gather(struct incident *in, struct fail *why)
{
	struct desk *d = in->d;

	if (register_open(&d->reg, d->conf.state_dir, REGISTER_LOOK, why) != 0)
		return -1;
	desk_tell_time(d);
	if (in->known == 0)
		in->known = d->clock.trusted;
	if (count_side(in, &d->reg.store, why) != 0 || count_side(in, &d->reg.inbox, why) != 0)
		return -1;
	read_ledger(in);
	return request_refer(d, &in->request, why);
}

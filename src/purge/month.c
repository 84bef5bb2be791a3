/* SPDX-License-Identifier: ISC */
#include "purge/month.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nls.h"

#define NOON (12 * MOMENT_HOUR)
#define DAY (24 * MOMENT_HOUR)

/* The local midnight of day (1 to 31) of the month name. Returns 0, or -1 when there is none. */
static int
midnight(const char *name, int day, int64_t *t)
{
	char text[sizeof "2026-10-01"];

	if ((size_t)snprintf(text, sizeof text, "%s-%02d", name, day) != sizeof text - 1)
		return -1;
	return moment_parse_day(text, t);
}

int
month_begin(struct month *month, const char *name)
{
	char text[MOMENT_TEXT];
	int64_t next;

	memset(month, 0, sizeof *month);
	if (strlen(name) != MONTH_NAME - 1)
		return -1;
	strcpy(month->name, name);
	while (month->days < MONTH_DAYS &&
		midnight(name, month->days + 1, &month->day[month->days].begin) == 0)
		month->days++;
	if (month->days < 28)
		return -1;
	month->begin = month->day[0].begin;
	/* the midnight after the last day: its noon and a day later are on it, whatever summer time does */
	moment_print_local(month->day[month->days - 1].begin + NOON + DAY, text);
	text[sizeof "2026-10-01" - 1] = '\0';
	if (moment_parse_day(text, &next) != 0)
		return -1;
	month->end = next;
	for (int i = 0; i < month->days; i++)
		month->day[i].end = i + 1 < month->days ? month->day[i + 1].begin : next;
	return 0;
}

/* Returns a new last element of the *n of size bytes at *list, zeroed, or NULL. */
static void *
add(void **list, size_t *n, size_t *room, size_t size)
{
	size_t more = *room == 0 ? 16 : *room * 2;
	void *moved;

	if (*n == *room) {
		moved = reallocarray(*list, more, size);
		if (moved == NULL)
			return NULL;
		*list = moved;
		*room = more;
	}
	return memset((char *)*list + (*n)++ * size, 0, size);
}

/* Copies n bytes of a line so that they are safe to print, and in every font: whoever can write the
 * ledger chose them. What the programs write there is ASCII; tabs become blanks. */
static void
copy_plain(const char *text, size_t n, char *out, size_t cap)
{
	size_t i;

	for (i = 0; i < n && i + 1 < cap; i++) {
		out[i] = text[i] >= ' ' && text[i] < 127 ? text[i] : '?';
		if (text[i] == '\t')
			out[i] = ' ';
	}
	out[i] = '\0';
}

/* Copies the value of key, or "-". */
static void
copy_field(const struct ledgerline *line, const char *key, char out[static MONTH_WORD])
{
	char value[MONTH_WORD];

	if (ledgerline_field(line, key, value, sizeof value))
		copy_plain(value, strlen(value), out, MONTH_WORD);
	else
		strcpy(out, "-");
}

static int64_t
time_field(const struct ledgerline *line, const char *key)
{
	char value[MOMENT_TEXT];
	int64_t t;

	return ledgerline_field(line, key, value, sizeof value) && moment_parse(value, &t) == 0 ? t : 0;
}

static void
take_opening(struct month *month, const struct ledgerline *line)
{
	void *list = month->opening;
	struct month_opening *o = add(
		&list, &month->openings, &month->openings_room, sizeof *month->opening);

	if (o == NULL) {
		month->failed = true;
		return;
	}
	month->opening = list;
	o->when = line->when;
	o->from = time_field(line, "from");
	o->to = time_field(line, "to");
	copy_field(line, "reason", o->reason);
	copy_field(line, "reference", o->reference);
	copy_field(line, "key", o->key);
	copy_field(line, "opened", o->opened);
}

/* Adds an event of line's time. Returns where its text goes, or NULL. */
static char *
new_event(struct month *month, const struct ledgerline *line)
{
	void *list = month->event;
	struct month_event *e = add(&list, &month->events, &month->events_room, sizeof *month->event);

	if (e == NULL) {
		month->failed = true;
		return NULL;
	}
	month->event = list;
	e->when = line->when;
	return e->text;
}

/* A line of any other kind, as it stands there. */
static void
take_event(struct month *month, const struct ledgerline *line)
{
	char *text = new_event(month, line);
	size_t at = line->fields - strlen(line->what) - (line->fields < line->covered);

	if (text != NULL)
		copy_plain(line->text + at, line->covered - at, text, MONTH_EVENT);
}

/* Says whether the value of key is a number other than 0, or not known. */
static bool
is_alarm(const struct ledgerline *line, const char *key)
{
	char value[MONTH_WORD];

	return ledgerline_field(line, key, value, sizeof value) && strcmp(value, "0") != 0;
}

/* A certificate: which days it covers, what it recounted, what in it is an alarm. */
static void
take_certificate(struct month *month, const struct ledgerline *line)
{
	int64_t since = time_field(line, "since");
	struct month_recount *r = &month->recount;
	char value[MONTH_WORD], *text;
	struct month_day *day;

	for (int i = 0; i < month->days; i++) {
		day = &month->day[i];
		if (line->when >= day->begin && line->when < day->end) {
			day->own = true;
			day->covered = line->when;
		} else if (day->covered == 0 && line->when >= day->end &&
			since <= (day->begin > month->made ? day->begin : month->made)) {
			day->covered = line->when;
		}
	}
	if (line->when < month->end) {
		r->when = line->when;
		copy_field(line, "due", r->due);
		copy_field(line, "left", r->left);
		copy_field(line, "oldest", r->oldest);
		copy_field(line, "next", r->next);
	}
	if (line->when < month->begin || line->when >= month->end)
		return;
	if (is_alarm(line, "due") && (text = new_event(month, line)) != NULL) {
		copy_field(line, "due", value);
		snprintf(text, MONTH_EVENT, _("ALARM: hour keys due and not destroyed: %s"), value);
	}
	if (is_alarm(line, "strange") && (text = new_event(month, line)) != NULL) {
		copy_field(line, "strange", value);
		snprintf(text, MONTH_EVENT, _("ALARM: files among the hour keys that are none: %s"), value);
	}
	if (ledgerline_field(line, "chain", value, sizeof value) &&
		(text = new_event(month, line)) != NULL)
		snprintf(text, MONTH_EVENT, "%s", _("ALARM: the ledger did not fit together"));
}

void
month_take(void *arg, const struct ledgerline *line)
{
	struct month *month = arg;
	char *text;

	if (line->head.n == 1)
		month->made = line->when;
	if (strcmp(line->what, "certificate") == 0)
		take_certificate(month, line);
	if (line->when < month->begin || line->when >= month->end)
		return;
	tally_add(&month->sum, line);
	for (int i = 0; i < month->days; i++)
		if (line->when >= month->day[i].begin && line->when < month->day[i].end)
			tally_add(&month->day[i].tally, line);
	if (line->torn > 0 && (text = new_event(month, line)) != NULL)
		snprintf(text, MONTH_EVENT, "%s", _("a line of the ledger was torn by a crash"));
	if (strcmp(line->what, "open") == 0)
		take_opening(month, line);
	else if (strcmp(line->what, "purge") != 0 && strcmp(line->what, "erase") != 0 &&
		strcmp(line->what, "certificate") != 0)
		take_event(month, line);
}

void
month_free(struct month *month)
{
	free(month->opening);
	free(month->event);
	memset(month, 0, sizeof *month);
}

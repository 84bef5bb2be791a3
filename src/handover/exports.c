/* SPDX-License-Identifier: ISC */
#include "handover/exports.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/program.h"
#include "desk/anchor.h"
#include "register/chronicle.h"
#include "register/entries.h"

static const char *const events[] = {
	[EXPORTS_FAILED] = "export-failed",
	[EXPORTS_SHREDDED] = "export-shredded",
	[EXPORTS_DESTROYED] = "export-destroyed",
};

/* Returns the name of a format, as --format takes it. */
static const char *
format_name(enum desk_format format)
{
	static const char *const names[] = {"text", "csv", "json", "zip"};

	return names[format];
}

/* Returns room for one more, or NULL without memory. */
static struct exports_one *
grow(struct exports_list *list)
{
	size_t room = list->room == 0 ? 16 : 2 * list->room;
	struct exports_one *more;

	if (list->n == list->room) {
		more = reallocarray(list->list, room, sizeof *more);
		if (more == NULL) {
			list->no_memory = true;
			return NULL;
		}
		list->list = more;
		list->room = room;
	}
	return &list->list[list->n];
}

/* Reads the time key of line. Returns 0, or -1. */
static int
read_time(const struct ledgerline *line, const char *key, int64_t *t)
{
	char text[MOMENT_TEXT];

	return ledgerline_field(line, key, text, sizeof text) ? moment_parse(text, t) : -1;
}

static void
add(struct exports_list *list, const struct ledgerline *line)
{
	struct exports_one *one = grow(list);

	if (one == NULL)
		return;
	*one = (struct exports_one){.line = line->head.n, .when = line->when};
	one->visits = ledgerline_number(line, "n");
	if (ledgerline_field(line, "reference", one->reference, sizeof one->reference) &&
		ledgerline_field(line, "format", one->format, sizeof one->format) &&
		read_time(line, "from", &one->from) == 0 && read_time(line, "to", &one->to) == 0 &&
		read_time(line, "destroy", &one->destroy_by) == 0)
		list->n++;
}

/* Takes what a line of the ledger says. */
static void
take(void *arg, const struct ledgerline *line)
{
	struct exports_list *list = arg;
	uint64_t number = ledgerline_number(line, "line");
	size_t i;

	if (strcmp(line->what, "export") == 0)
		add(list, line);
	for (i = 0; i < list->n; i++) {
		if (list->list[i].line != number)
			continue;
		if (strcmp(line->what, events[EXPORTS_FAILED]) == 0)
			list->list[i].failed = true;
		else if (strcmp(line->what, events[EXPORTS_SHREDDED]) == 0)
			list->list[i].shredded = true;
		else if (strcmp(line->what, events[EXPORTS_DESTROYED]) == 0)
			list->list[i].destroyed = line->when;
	}
}

int
exports_read(struct desk *d, struct exports_list *list, struct fail *why)
{
	struct chronicle c = {.each = take, .arg = list, .mends = true};

	*list = (struct exports_list){0};
	if (chronicle_read(d->reg.state, &c, why) != 0)
		return -1;
	return list->no_memory ? fail_set(why, _("not enough memory")) : 0;
}

int
exports_of_hour(struct desk *d, uint32_t hour, struct exports_list *list, struct fail *why)
{
	int rc = exports_read(d, list, why);
	int64_t begin = (int64_t)hour * MOMENT_HOUR;
	const struct exports_one *one;
	size_t i, n = 0;

	for (i = 0; i < list->n; i++) {
		one = &list->list[i];
		if (one->from < begin + MOMENT_HOUR && one->to > begin && !one->failed &&
			one->destroyed == 0)
			list->list[n++] = *one;
	}
	list->n = n;
	return rc;
}

void
exports_free(struct exports_list *list)
{
	free(list->list);
	*list = (struct exports_list){0};
}

struct lowest {
	int64_t from, to, shown;
	int64_t due; /* 0: none yet */
};

static void
lower(void *arg, const struct entries_count *count)
{
	struct lowest *lowest = arg;
	int64_t begin = (int64_t)count->hour * MOMENT_HOUR, due = (int64_t)count->due * MOMENT_HOUR;

	if (count->n > 0 && begin + MOMENT_HOUR > lowest->from && begin < lowest->to &&
		due > lowest->shown && (lowest->due == 0 || due < lowest->due))
		lowest->due = due;
}

int
exports_destroy_by(struct desk *d, int64_t from, int64_t to, int64_t *by, struct fail *why)
{
	struct lowest lowest = {.from = from, .to = to, .shown = d->shown};

	if (entries_counts(&d->reg.store, lower, &lowest, why) != 0)
		return -1;
	*by = lowest.due != 0 ? lowest.due : from + d->conf.retention_days * 24 * MOMENT_HOUR;
	return 0;
}

/* Appends a line, and keeps the new head beside the key when there is one. Returns 0, or -1. */
static int
append(struct desk *d, const char *what, const char *fields, struct ledger_head *head,
	struct fail *why)
{
	if (ledger_append(d->reg.state, d->clock.trusted, what, fields, head, why) != 0)
		return -1;
	anchor_follow(d, head);
	return 0;
}

int
exports_announce(struct desk *d, const struct sheet_facts *facts, enum desk_format format,
	uint64_t visits, uint64_t *line, struct fail *why)
{
	char fields[LEDGER_FIELDS], from[MOMENT_TEXT], to[MOMENT_TEXT], destroy[MOMENT_TEXT];
	struct ledger_head head;

	moment_print_utc(facts->from, from);
	moment_print_utc(facts->to, to);
	moment_print_utc(facts->destroy_by, destroy);
	snprintf(fields, sizeof fields,
		"reference=%s\tformat=%s\tn=%" PRIu64 "\tfrom=%s\tto=%s\tdestroy=%s", facts->reference,
		format_name(format), visits, from, to, destroy);
	if (append(d, "export", fields, &head, why) != 0)
		return -1;
	*line = head.n;
	return 0;
}

int
exports_note(struct desk *d, uint64_t line, const char *reference, enum exports_event event,
	struct fail *why)
{
	char fields[LEDGER_FIELDS];
	struct ledger_head head;

	snprintf(fields, sizeof fields, "reference=%s\tline=%" PRIu64, reference, line);
	return append(d, events[event], fields, &head, why);
}

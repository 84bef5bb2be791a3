/* SPDX-License-Identifier: ISC */
#include "purge/certificate.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/moment.h"
#include "base/nls.h"
#include "purge/recount.h"
#include "purge/tally.h"
#include "register/chronicle.h"

#define DAY (24 * MOMENT_HOUR)
#define RECORD 24 /* bytes of state/certified at most */

/* What the ledger says since its last certificate. */
struct since {
	int64_t when; /* of that line, or of the first */
	struct tally tally;
};

static size_t
print_day(int64_t now, char out[static RECORD])
{
	return (size_t)snprintf(out, RECORD, "%" PRId64 "\n", now / DAY);
}

/* Says whether state/certified has the day of now. */
static bool
is_noted(struct visit_register *r, int64_t now)
{
	char day[RECORD], text[RECORD];
	size_t wanted = print_day(now, day);
	ssize_t n = file_read(r->state, "certified", text, sizeof text);

	return n == (ssize_t)wanted && memcmp(day, text, wanted) == 0;
}

static int
note_day(struct visit_register *r, int64_t now, struct fail *why)
{
	char day[RECORD];
	size_t n = print_day(now, day);

	if (file_refresh(r->state, "certified", 0644, day, n) != 0)
		return fail_errno(why, errno, _("cannot write %s/state/certified"), r->path);
	return 0;
}

static void
take_line(void *arg, const struct ledgerline *line)
{
	struct since *since = arg;

	if (line->head.n == 1 || strcmp(line->what, "certificate") == 0)
		*since = (struct since){.when = line->when};
	else
		tally_add(&since->tally, line);
}

/* The UTC text of an hour, "-" for none and "?" when it is not known. */
static void
print_hour(uint32_t hour, bool known, char out[static MOMENT_TEXT])
{
	if (hour == 0)
		strcpy(out, known ? "-" : "?");
	else
		moment_print_utc((int64_t)hour * MOMENT_HOUR, out);
}

/* Writes what was recounted to out. Returns what recount_keys did. */
static int
print_recount(struct visit_register *r, int64_t now, char *out, size_t cap, struct fail *why)
{
	char oldest[MOMENT_TEXT], next[MOMENT_TEXT];
	struct recount keys;
	int rc = recount_keys(r, now, &keys, why);
	const char *unsure = rc == 0 ? "" : "?"; /* so many at least */

	print_hour(keys.oldest, rc == 0, oldest);
	print_hour(keys.next, rc == 0, next);
	snprintf(out, cap,
		"due=%" PRIu64 "%s\tleft=%" PRIu64 "%s\tstrange=%" PRIu64 "%s\toldest=%s\tnext=%s",
		keys.due, unsure, keys.left, unsure, keys.strange, unsure, oldest, next);
	return rc;
}

static void
print_sums(const struct tally *t, char *out, size_t cap)
{
	snprintf(out, cap,
		"keys=%" PRIu64 "\thours=%" PRIu64 "\tentries=%" PRIu64 "\terasures=%" PRIu64
		"\topenings=%" PRIu64 "\tlate=%" PRIu64 "\tcause=%s",
		t->keys, t->hours, t->entries, t->erasures, t->openings, t->late,
		t->cause[0] == '\0' ? "-" : t->cause);
}

int
certificate_write(struct visit_register *r, int64_t now, struct fail *why)
{
	char fields[LEDGER_FIELDS], from[MOMENT_TEXT], to[MOMENT_TEXT], counted[256], sums[256];
	struct since since = {0};
	struct chronicle c = {.each = take_line, .arg = &since, .mends = true};
	struct ledger_head head;
	struct fail later;
	int rc, counting;

	if (is_noted(r, now))
		return 0;
	rc = chronicle_read(r->state, &c, why);
	if (rc == 0 && c.head.n > 0 && since.when / DAY == now / DAY)
		return note_day(r, now, why);
	moment_print_utc(since.when, from);
	moment_print_utc(now, to);
	counting = print_recount(r, now, counted, sizeof counted, rc == 0 ? why : &later);
	if (rc == 0)
		print_sums(&since.tally, sums, sizeof sums);
	else
		strcpy(sums, "chain=broken");
	snprintf(fields, sizeof fields, "since=%s\tto=%s\t%s\t%s", from, to, counted, sums);
	if (ledger_append(r->state, now, "certificate", fields, &head, &later) != 0)
		return fail_set(why, "%s", later.text);
	if (note_day(r, now, rc == 0 && counting == 0 ? why : &later) != 0)
		return -1;
	return rc == 0 && counting == 0 ? 0 : -1;
}

/* SPDX-License-Identifier: ISC */
#include "register/watch.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/statvfs.h>

#include "base/file.h"
#include "base/moment.h"
#include "base/nls.h"

#define RECORD 256 /* bytes of the file at most */

static const struct {
	const char *code, *phrase;
} table[WATCH_ALARMS] = {
	[WATCH_FINE] = {"", ""},
	[WATCH_CLOCK] = {"C1",
		N_("the clock is in doubt: compare date and time with a watch, then run welkom-purge "
		   "--confirm-clock")},
	[WATCH_BOOT] = {"P1",
		N_("no purge since this machine was started: run welkom-purge as the keeper")},
	[WATCH_SILENT] = {"P2",
		N_("no good purge for more than 26 hours: run welkom-purge as the keeper, and do what it "
		   "says")},
	[WATCH_OVERDUE] = {"P3",
		N_("something is still there that should have been destroyed: run welkom-purge as the "
		   "keeper")},
	[WATCH_REVIEW] = {"R1",
		N_("the review date has passed, or is more than a year away: the controller decides if "
		   "the register is still needed")},
	[WATCH_RECIPIENTS] = {"K1",
		N_("the list of recipients cannot be used: check its content, owner and mode")},
	[WATCH_REGISTER] = {"S1", N_("the register cannot be used: check its owners and modes")},
	[WATCH_FULL] = {"S2", N_("the disk is full: make room")},
	[WATCH_FAILED] = {"P4",
		N_("the last purge failed: run welkom-purge as the keeper, and do what it says")},
	[WATCH_LATE] = {"P5",
		N_("no good purge for more than 2 hours: see why it does not run every 15 minutes")},
	[WATCH_REVIEW_SOON] = {"R2",
		N_("the review date is at most 30 days away: the controller decides if the register is "
		   "still needed")},
};

const char *
watch_code(enum watch_alarm alarm)
{
	return table[alarm].code;
}

const char *
watch_phrase(enum watch_alarm alarm)
{
	return alarm == WATCH_FINE ? "" : _(table[alarm].phrase);
}

bool
watch_is_amber(enum watch_alarm alarm)
{
	return alarm >= WATCH_FAILED;
}

static size_t
print_record(const struct watch_record *record, char out[static RECORD])
{
	return (size_t)snprintf(out, RECORD,
		"welkom-purge 1\ntime %" PRId64 "\ngood %" PRId64 "\nboot %s\noldest %" PRIu32
		"\ndue %" PRIu32 "\n",
		record->time, record->good, record->boot, record->oldest, record->due);
}

int
watch_load(struct visit_register *r, struct watch_record *record, struct fail *why)
{
	char text[RECORD], again[RECORD];
	ssize_t n = file_read(r->state, "last-purge", text, sizeof text - 1);

	if (n < 0)
		return fail_errno(why, errno, _("cannot read %s/state/last-purge"), r->path);
	text[n] = '\0';
	memset(record, 0, sizeof *record);
	if (sscanf(text,
			"welkom-purge 1 time %" SCNd64 " good %" SCNd64 " boot %36s oldest %" SCNu32
			" due %" SCNu32,
			&record->time, &record->good, record->boot, &record->oldest, &record->due) != 5 ||
		print_record(record, again) != (size_t)n || memcmp(text, again, (size_t)n) != 0 ||
		record->time < 0 || record->time > CLOCK_LAST || record->good < 0 ||
		record->good > CLOCK_LAST)
		return fail_set(why, _("%s/state/last-purge is damaged"), r->path);
	return 0;
}

int
watch_save(struct visit_register *r, const struct watch_record *record, struct fail *why)
{
	char text[RECORD];
	size_t n = print_record(record, text);

	if (file_refresh(r->state, "last-purge", 0644, text, n) != 0)
		return fail_errno(why, errno, _("cannot write %s/state/last-purge"), r->path);
	return 0;
}

bool
watch_is_overdue(const struct watch_record *record, int64_t t)
{
	return record->due != 0 && t >= ((int64_t)record->due + 1) * MOMENT_HOUR;
}

uint64_t
watch_room(int folder)
{
	struct statvfs fs;

	return fstatvfs(folder, &fs) != 0 ? 0 : (uint64_t)fs.f_bavail * fs.f_frsize;
}

/* Says whether the last good run is more than most seconds ago. One in the future is none: it would
 * keep silence unnoticed until then. */
static bool
is_silent(const struct watch_record *last, int64_t trusted, int64_t most)
{
	return trusted - last->good > most || last->good - trusted > CLOCK_SLACK;
}

bool
watch_holds(enum watch_alarm alarm, const struct watch_record *last,
	const struct clock_verdict *clock, const struct clock_reading *now, int64_t review)
{
	switch (alarm) {
	case WATCH_CLOCK:
		return clock->doubt;
	case WATCH_BOOT:
		return strcmp(last->boot, now->boot) != 0;
	case WATCH_SILENT:
		return is_silent(last, clock->trusted, WATCH_SILENCE);
	case WATCH_OVERDUE:
		return watch_is_overdue(last, clock->trusted);
	case WATCH_REVIEW:
		return review != 0 &&
			(clock->trusted >= review || review - clock->trusted > WATCH_REVIEW_MOST);
	case WATCH_FAILED:
		return last->time > last->good;
	case WATCH_LATE:
		return is_silent(last, clock->trusted, WATCH_LATE_AFTER);
	case WATCH_REVIEW_SOON:
		return review != 0 && clock->trusted + WATCH_AMBER >= review;
	default:
		return false;
	}
}

enum watch_alarm
watch_amber(const struct watch_record *last, const struct clock_verdict *clock,
	const struct clock_reading *now, int64_t review)
{
	if (watch_holds(WATCH_FAILED, last, clock, now, review))
		return WATCH_FAILED;
	return watch_holds(WATCH_REVIEW_SOON, last, clock, now, review) ? WATCH_REVIEW_SOON
																	: WATCH_FINE;
}

enum watch_alarm
watch_look(struct visit_register *r, const struct clock_verdict *clock,
	const struct clock_reading *now, int64_t review, struct watch_record *last)
{
	/* what explains the others comes first: after a start every clock is in doubt */
	static const enum watch_alarm order[] = {
		WATCH_BOOT, WATCH_CLOCK, WATCH_SILENT, WATCH_OVERDUE, WATCH_REVIEW};
	size_t i;

	if (watch_load(r, last, NULL) != 0) {
		memset(last, 0, sizeof *last);
		return WATCH_REGISTER;
	}
	if (register_check_side(&r->inbox, NULL) != 0)
		return WATCH_REGISTER;
	for (i = 0; i < sizeof order / sizeof order[0]; i++)
		if (watch_holds(order[i], last, clock, now, review))
			return order[i];
	return watch_room(r->inbox.keys) >= WATCH_SPACE ? WATCH_FINE : WATCH_FULL;
}

enum watch_alarm
watch_check(struct visit_register *r, const struct clock_verdict *clock,
	const struct clock_reading *now, int64_t review)
{
	struct watch_record last;

	return watch_look(r, clock, now, review, &last);
}

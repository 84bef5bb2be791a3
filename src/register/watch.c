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

const char *
watch_code(enum watch_alarm alarm)
{
	static const char *const codes[] = {"", "C1", "P1", "P2", "P3", "R1", "K1", "S1", "S2"};

	return codes[alarm];
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

static bool
has_room(struct register_side *inbox)
{
	struct statvfs fs;

	if (fstatvfs(inbox->keys, &fs) != 0)
		return false;
	return (uint64_t)fs.f_bavail * fs.f_frsize >= WATCH_SPACE;
}

enum watch_alarm
watch_check(struct visit_register *r, const struct clock_verdict *clock,
	const struct clock_reading *now, int64_t review)
{
	struct watch_record last;

	if (register_check_side(&r->inbox, NULL) != 0 || watch_load(r, &last, NULL) != 0)
		return WATCH_REGISTER;
	if (strcmp(last.boot, now->boot) != 0)
		return WATCH_BOOT;
	if (clock->doubt)
		return WATCH_CLOCK;
	/* a good run in the future is none: it would keep silence unnoticed until then */
	if (clock->trusted - last.good > WATCH_SILENCE || last.good - clock->trusted > CLOCK_SLACK)
		return WATCH_SILENT;
	if (watch_is_overdue(&last, clock->trusted))
		return WATCH_OVERDUE;
	if (review != 0 && (clock->trusted >= review || review - clock->trusted > WATCH_REVIEW_MOST))
		return WATCH_REVIEW;
	return has_room(&r->inbox) ? WATCH_FINE : WATCH_FULL;
}

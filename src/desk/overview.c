/* SPDX-License-Identifier: ISC */
/* overview: how much there is and whether it is forgotten in time; from what lies open, so without
 * a passphrase and without a name. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/program.h"
#include "base/recipients.h"
#include "base/text.h"
#include "desk/desk.h"
#include "keys/drill.h"
#include "register/entries.h"
#include "register/timekeeping.h"
#include "register/watch.h"

#define DAYS 15  /* 14 x 24 hours touch 15 local days */
#define BAR 40   /* columns of the longest bar */
#define LABEL 20 /* columns of a day */

struct day {
	int year, yday;
	int64_t noon; /* some moment of that day */
	uint64_t n;
};

struct days {
	struct day list[DAYS + 1];
	size_t n;
	int64_t shown;
};

/* Adds the entries of an hour to its local day. */
static void
add_hour(void *arg, const struct entries_count *count)
{
	struct days *days = arg;
	int64_t begin = (int64_t)count->hour * MOMENT_HOUR;
	time_t t = begin;
	struct tm tm;
	size_t i;

	if ((int64_t)count->due * MOMENT_HOUR <= days->shown || localtime_r(&t, &tm) == NULL)
		return;
	for (i = 0; i < days->n; i++)
		if (days->list[i].year == tm.tm_year && days->list[i].yday == tm.tm_yday)
			break;
	if (i == days->n) {
		if (days->n == sizeof days->list / sizeof days->list[0])
			return;
		days->list[days->n++] = (struct day){tm.tm_year, tm.tm_yday, begin, 0};
	}
	days->list[i].n += count->n;
}

static void
sort_days(struct days *days)
{
	struct day swap;
	size_t i, j;

	for (i = 1; i < days->n; i++) {
		swap = days->list[i];
		for (j = i; j > 0 && days->list[j - 1].noon > swap.noon; j--)
			days->list[j] = days->list[j - 1];
		days->list[j] = swap;
	}
}

/* A row of the table: columns are counted as the screen does, not in bytes. */
static void
print_row(const char *label, uint64_t n)
{
	int width = text_width(label, strlen(label));

	printf("  %s%*s %6" PRIu64, label, width < LABEL ? LABEL - width : 0, "", n);
}

static void
print_days(struct days *days)
{
	uint64_t most = 1, total = 0;
	char date[96];
	size_t i;
	int j;

	sort_days(days);
	for (i = 0; i < days->n; i++) {
		most = days->list[i].n > most ? days->list[i].n : most;
		total += days->list[i].n;
	}
	for (i = 0; i < days->n; i++) {
		nls_date(days->list[i].noon, date, sizeof date);
		print_row(date, days->list[i].n);
		printf("  ");
		for (j = 0; j < (int)(days->list[i].n * BAR / most); j++)
			putchar('#');
		putchar('\n');
	}
	print_row(_("together"), total);
	putchar('\n');
}

static void
print_health(struct desk *d)
{
	char good[MOMENT_TEXT] = "-", due[MOMENT_TEXT] = "-";
	struct recipients recipients;
	struct watch_record last;
	struct fail why;
	enum watch_alarm alarm = watch_check(&d->reg, &d->clock, &d->now, d->conf.review_time);

	if (watch_load(&d->reg, &last, NULL) == 0) {
		if (last.good != 0)
			moment_print_local(last.good, good);
		if (last.due != 0)
			moment_print_local((int64_t)last.due * MOMENT_HOUR, due);
	}
	printf(_("Last good purge    %s\n"), good);
	printf(_("Next due           %s\n"), due);
	printf(_("Clock              %s\n"), d->clock.doubt ? _("in doubt") : _("trusted"));
	if (alarm == WATCH_FINE && recipients_read(d->conf.folder, &recipients, &why) != 0) {
		alarm = WATCH_RECIPIENTS;
		program_warn(DESK_NAME, why.text);
	}
	if (alarm != WATCH_FINE)
		printf(_("ALARM              code %s: the kiosk takes no entries; see welkom(7)\n"),
			watch_code(alarm));
}

int
desk_overview(struct desk *d)
{
	struct days days = {.n = 0};
	struct fail why;
	int status = PROGRAM_DONE;

	if (register_open(&d->reg, d->conf.state_dir, REGISTER_LOOK, &why) != 0) {
		register_close(&d->reg);
		return program_fail(DESK_NAME, &why);
	}
	desk_tell_time(d);
	days.shown = d->shown;
	printf("%s\n", d->conf.organisation[0] != '\0' ? d->conf.organisation : _("Visitor register"));
	if (conf_is_trial(&d->conf))
		puts(_("Trial: no real data"));
	puts(_("Entries per day:"));
	if (register_check_side(&d->reg.store, &why) != 0 ||
		entries_counts(&d->reg.store, add_hour, &days, &why) != 0 ||
		register_check_side(&d->reg.inbox, &why) != 0 ||
		entries_counts(&d->reg.inbox, add_hour, &days, &why) != 0)
		status = program_fail(DESK_NAME, &why);
	print_days(&days);
	print_health(d);
	drill_last(d);
	register_close(&d->reg);
	return status;
}

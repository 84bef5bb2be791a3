/* SPDX-License-Identifier: ISC */
#include "purge/report.h"

#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "register/timekeeping.h"
#include "register/watch.h"

/* Prints object as one line and frees it. Returns 0, or -1. */
static int
print_json(json_t *object)
{
	int rc = object == NULL ? -1 : json_dumpf(object, stdout, JSON_COMPACT);

	json_decref(object);
	return rc != 0 || putchar('\n') == EOF || fflush(stdout) != 0 ? -1 : 0;
}

/* The UTC text of an hour, or of none. */
static void
hour_text(uint32_t hour, char out[static MOMENT_TEXT])
{
	if (hour == 0)
		strcpy(out, "-");
	else
		moment_print_utc((int64_t)hour * MOMENT_HOUR, out);
}

static json_t *
hour_json(uint32_t hour)
{
	char text[MOMENT_TEXT];

	hour_text(hour, text);
	return hour == 0 ? json_null() : json_string(text);
}

static int
run_json(const struct run *run)
{
	char now[MOMENT_TEXT];

	moment_print_utc(run->clock.trusted, now);
	return print_json(json_pack("{ss sb sb sb sI sI sI sI sI sI sI so so}", "time", now, "dry_run",
		run->dry, "failed", run->failed, "clock_in_doubt", run->clock.doubt, "collected",
		(json_int_t)run->inbox.collected.entries, "erasures", (json_int_t)run->inbox.erasures,
		"keys_destroyed", (json_int_t)run->retention.keys, "entries_destroyed",
		(json_int_t)(run->entries + run->inbox.entries), "leftovers",
		(json_int_t)run->retention.leftovers, "strange", (json_int_t)run->retention.strange,
		"keys_left", (json_int_t)run->retention.left, "oldest_hour",
		hour_json(run->retention.oldest), "next_due", hour_json(run->retention.due)));
}

int
report_run(const struct run *run, bool json)
{
	char now[MOMENT_TEXT], due[MOMENT_TEXT];

	if (json)
		return run_json(run);
	moment_print_utc(run->clock.trusted, now);
	hour_text(run->retention.due, due);
	printf(run->dry ? _("%s  dry run, nothing was changed\n") : _("%s  purge\n"), now);
	printf(_("  collected entries      %" PRIu64 "\n"), run->inbox.collected.entries);
	printf(_("  erasures carried out   %" PRIu64 "\n"), run->inbox.erasures);
	printf(run->dry ? _("  hour keys due          %" PRIu64 "\n")
					: _("  hour keys destroyed    %" PRIu64 "\n"),
		run->retention.keys);
	printf(run->dry ? _("  entries due            %" PRIu64 "\n")
					: _("  entries destroyed      %" PRIu64 "\n"),
		run->entries + run->inbox.entries);
	printf(_("  hour keys left         %" PRIu64 "\n"), run->retention.left);
	printf(_("  next due               %s\n"), due);
	if (run->clock.doubt)
		puts(_("The clock is in doubt: only what is due without a doubt was destroyed. Check the\n"
			   "date, then: welkom-purge --confirm-clock YYYY-MM-DDTHH:MM"));
	return fflush(stdout) == 0 ? 0 : -1;
}

/* What speaks against the register, with what is amber. Returns the exit status. */
static int
judge(struct visit_register *r, const struct conf *conf, struct clock_verdict *clock,
	enum watch_alarm *alarm, bool *amber)
{
	struct clock_reading now;
	struct fail why;

	clock_read_plain(&now);
	if (timekeeping_follow(r, &now, clock, &why) != 0)
		clock->doubt = true;
	*alarm = watch_check(r, clock, &now, conf->review_time);
	*amber = conf->review_time != 0 && clock->trusted + WATCH_AMBER >= conf->review_time;
	switch (*alarm) {
	case WATCH_FINE:
		return *amber ? 1 : 0;
	case WATCH_CLOCK:
	case WATCH_BOOT:
	case WATCH_REVIEW:
		return 1;
	default:
		return 2;
	}
}

int
report_status(const struct conf *conf, bool json)
{
	static const char *const words[] = {"OK", "WARNING", "CRITICAL"};
	char good[MOMENT_TEXT] = "-", due[MOMENT_TEXT];
	struct watch_record last = {0};
	struct clock_verdict clock;
	enum watch_alarm alarm;
	struct visit_register r;
	struct fail why = {{0}};
	bool amber;
	int status;

	if (register_open(&r, conf->state_dir, REGISTER_LOOK, &why) != 0) {
		if (json)
			print_json(json_pack("{ss ss ss}", "status", words[2], "code",
				watch_code(WATCH_REGISTER), "error", why.text));
		else
			printf("%s %s: %s\n", words[2], watch_code(WATCH_REGISTER), why.text);
		register_close(&r);
		return 2;
	}
	status = judge(&r, conf, &clock, &alarm, &amber);
	if (watch_load(&r, &last, NULL) == 0 && last.good != 0)
		moment_print_utc(last.good, good);
	hour_text(last.due, due);
	register_close(&r);
	if (json)
		print_json(json_pack("{ss ss sb sb ss so}", "status", words[status], "code",
			watch_code(alarm), "clock_in_doubt", clock.doubt, "review_soon", amber,
			"last_good_purge", good, "next_due", hour_json(last.due)));
	else
		printf(_("%s %s: last good purge %s, next due %s%s%s\n"), words[status],
			alarm == WATCH_FINE ? "-" : watch_code(alarm), good, due,
			clock.doubt ? _("; the clock is in doubt") : "",
			amber ? _("; the review date is near or past") : "");
	return status;
}

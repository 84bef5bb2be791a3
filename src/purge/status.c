/* SPDX-License-Identifier: ISC */
#include "purge/status.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/moment.h"
#include "base/nls.h"
#include "purge/report.h"
#include "purge/sight.h"

#define DAY (24 * MOMENT_HOUR)
#define LINE 4096
#define NUMBERS 7

static const char *const words[] = {"OK", "WARNING", "CRITICAL"};

/* A number that may be unknown: its name, unit and ranges as plug-ins write them. */
struct number {
	const char *name, *unit, *ranges;
	bool known;
	int64_t value;
};

static int
severity(enum watch_alarm alarm)
{
	switch (alarm) {
	case WATCH_FINE:
		return 0;
	case WATCH_CLOCK:
	case WATCH_BOOT:
	case WATCH_REVIEW:
		return 1;
	default:
		return watch_is_amber(alarm) ? 1 : 2;
	}
}

static int
worst(const struct sight *sight)
{
	int most = 0;
	size_t i;

	for (i = 0; i < sight->count; i++)
		if (severity(sight->found[i]) > most)
			most = severity(sight->found[i]);
	return most;
}

/* Adds to the text in line; what does not fit is left out. */
static void __attribute__((format(printf, 2, 3)))
add(char line[static LINE], const char *format, ...)
{
	size_t n = strlen(line);
	va_list args;

	va_start(args, format);
	vsnprintf(line + n, LINE - n, format, args);
	va_end(args);
}

/* Takes out what would end the text: numbers begin behind "|". */
static void
clean(char *text)
{
	for (; *text != '\0'; text++)
		if (*text == '|' || (unsigned char)*text < ' ')
			*text = '/';
}

/* Writes what a person is to read. */
static void
write_text(const struct sight *sight, char text[static LINE])
{
	char good[MOMENT_TEXT] = "-", due[MOMENT_TEXT];
	size_t i;

	text[0] = '\0';
	for (i = 0; i < sight->count; i++) {
		enum watch_alarm alarm = sight->found[i];

		add(text, "%s: %s", watch_code(alarm), watch_phrase(alarm));
		if (sight->why.text[0] != '\0' && (alarm == WATCH_REGISTER || alarm == WATCH_RECIPIENTS) &&
			!(alarm == WATCH_RECIPIENTS && sight_has(sight, WATCH_REGISTER)))
			add(text, " (%s)", sight->why.text);
		add(text, "; ");
	}
	if (sight->last.good != 0)
		moment_print_utc(sight->last.good, good);
	report_hour(sight->last.due, due);
	add(text, _("last good purge %s, next due %s"), good, due);
	if (sight->unseen_inbox || sight->unseen_recipients)
		add(text, _("; not looked at, for want of rights:%s%s"),
			sight->unseen_inbox ? " inbox" : "", sight->unseen_recipients ? " recipients" : "");
	clean(text);
}

/* The numbers, in the order in which they are printed. */
static void
count_numbers(const struct sight *sight, const struct conf *conf, struct number n[static NUMBERS])
{
	const struct watch_record *last = &sight->last;
	int64_t t = sight->clock.trusted, late = t / MOMENT_HOUR - last->due;

	n[0] = (struct number){"last_good_age", "s", "7200;93600;0", last->good != 0, t - last->good};
	n[1] = (struct number){"last_purge_age", "s", ";;0", last->time != 0, t - last->time};
	n[2] = (struct number){
		"overdue_hours", "", ";0;0", sight->has_last, last->due != 0 && late > 0 ? late : 0};
	n[3] = (struct number){
		"next_due_in", "s", "", last->due != 0, (int64_t)last->due * MOMENT_HOUR - t};
	n[4] = (struct number){
		"oldest_age", "s", ";;0", last->oldest != 0, t - (int64_t)last->oldest * MOMENT_HOUR};
	n[5] = (struct number){"review_days", "", "30:;0:", conf->review_time != 0,
		(conf->review_time - t - (conf->review_time < t ? DAY - 1 : 0)) / DAY};
	n[6] = (struct number){"free_bytes", "B", ";131072:;0", sight->has_room, (int64_t)sight->room};
}

static int
print_line(const struct number *n, const char *text, int status)
{
	int i;

	printf("WELKOM %s - %s |", words[status], text);
	for (i = 0; i < NUMBERS; i++)
		if (n[i].known)
			printf(" %s=%" PRId64 "%s%s%s", n[i].name, n[i].value, n[i].unit,
				n[i].ranges[0] != '\0' ? ";" : "", n[i].ranges);
	putchar('\n');
	return fflush(stdout) == 0 ? status : -1;
}

/* A time as text, null for none. */
static json_t *
time_json(int64_t t)
{
	char text[MOMENT_TEXT];

	if (t == 0)
		return json_null();
	moment_print_utc(t, text);
	return json_string(text);
}

static int
print_json(const struct sight *sight, const struct number *n, const char *text, int status)
{
	json_t *alarms = json_array(), *unseen = json_array(), *object;
	int rc = 0;
	size_t i;

	for (i = 0; i < sight->count; i++)
		rc |= json_array_append_new(alarms,
			json_pack("{ss ss}", "code", watch_code(sight->found[i]), "sentence",
				watch_phrase(sight->found[i])));
	if (sight->unseen_inbox)
		rc |= json_array_append_new(unseen, json_string("inbox"));
	if (sight->unseen_recipients)
		rc |= json_array_append_new(unseen, json_string("recipients"));
	object = json_pack("{ss ss ss so so ss sb sb so so so so}", "status", words[status], "code",
		sight->count > 0 ? watch_code(sight->found[0]) : "", "sentence", text, "alarms", alarms,
		"not_looked_at", unseen, "error", sight->why.text, "clock_in_doubt", sight->clock.doubt,
		"review_soon", sight_has(sight, WATCH_REVIEW_SOON), "last_good_purge",
		time_json(sight->last.good), "last_purge", time_json(sight->last.time), "next_due",
		report_hour_json(sight->last.due), "oldest_hour", report_hour_json(sight->last.oldest));
	for (i = 0; object != NULL && i < NUMBERS; i++)
		rc |= json_object_set_new(
			object, n[i].name, n[i].known ? json_integer((json_int_t)n[i].value) : json_null());
	if (rc != 0) {
		json_decref(object); /* an alarm may be missing in it */
		object = NULL;
	}
	return report_json(object) == 0 ? status : -1;
}

int
status_report(const struct conf *conf, bool json)
{
	struct number numbers[NUMBERS];
	struct sight sight;
	char text[LINE];

	sight_take(&sight, conf);
	write_text(&sight, text);
	count_numbers(&sight, conf, numbers);
	if (json)
		return print_json(&sight, numbers, text, worst(&sight));
	return print_line(numbers, text, worst(&sight));
}

void
status_unread(const struct fail *why, bool json)
{
	char text[LINE] = "";

	add(text, _("the configuration cannot be used: %s"), why->text);
	clean(text);
	if (json)
		report_json(json_pack(
			"{ss ss ss ss}", "status", words[1], "code", "", "sentence", text, "error", why->text));
	else
		printf("WELKOM %s - %s\n", words[1], text);
}

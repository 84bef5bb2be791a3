/* SPDX-License-Identifier: ISC */
#include "purge/monthpage.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "base/text.h"
#include "register/register.h"

#define LABEL 18  /* columns of what stands before a fact */
#define NARROW 10 /* bytes of a date */

typedef unsigned long long number;

/* Adds "label  text", the label as wide as all are, the text below itself where it is long. */
static void
fact(struct page *page, const char *label, const char *text)
{
	int blanks = LABEL - text_width(label, strlen(label));
	size_t n = strlen(text), skip, fit = text_line(text, n, PAGE_COLUMNS - LABEL, &skip);

	page_add(page, PAGE_PLAIN, "%s%*s%.*s", label, blanks < 1 ? 1 : blanks, "", (int)fit, text);
	if (skip < n)
		page_wrap(page, PAGE_PLAIN, LABEL, text + skip);
}

static void
heading(struct page *page, const char *text)
{
	page_add(page, PAGE_PLAIN, "%s", "");
	page_add(page, PAGE_STRONG, "%s", text);
}

/* From one time to another, in local time and below it in UTC. */
static void
span(struct page *page, const char *label, int64_t from, int64_t to)
{
	char a[MOMENT_TEXT], b[MOMENT_TEXT], text[PAGE_LINE];

	moment_print_local(from, a);
	moment_print_local(to, b);
	snprintf(text, sizeof text, _("%1$s to %2$s, local time"), a, b);
	fact(page, label, text);
	moment_print_utc(from, a);
	moment_print_utc(to, b);
	snprintf(text, sizeof text, _("%1$s to %2$s, UTC"), a, b);
	fact(page, "", text);
}

static void
add_broken(struct page *page, const struct monthpage *m)
{
	char text[FAIL_TEXT + 128];

	snprintf(text, sizeof text, _("THE LEDGER IS BROKEN: %s."), m->broken);
	page_wrap(page, PAGE_STRONG, 0, text);
	snprintf(text, sizeof text,
		_("What follows was read from its lines up to line %llu only, and proves nothing about "
		  "what came after. Copy the ledger, change nothing, and tell the privacy officer."),
		(number)m->head->n);
	page_wrap(page, PAGE_STRONG, 0, text);
	page_add(page, PAGE_PLAIN, "%s", "");
}

static void
add_facts(struct page *page, const struct monthpage *m)
{
	const char *name = m->conf->organisation;
	char now[MOMENT_TEXT], text[PAGE_LINE], path[3 * REGISTER_PATH + 4];

	if (text_neutralise(m->path, strlen(m->path), path, sizeof path) < 0)
		strcpy(path, "?");
	fact(page, _("Organisation"), *name == '\0' ? _("not set: a trial") : name);
	if (m->conf->officer[0] != '\0')
		fact(page, _("Privacy officer"), m->conf->officer);
	fact(page, _("Register"), path);
	span(page, _("Month"), m->month->begin, m->month->end);
	moment_print_utc(m->now, now);
	snprintf(text, sizeof text, "%s%s", now, m->doubt ? _(" (the clock is in doubt)") : "");
	fact(page, _("Printed"), text);
}

static void
add_sums(struct page *page, const struct month *month)
{
	const struct month_recount *r = &month->recount;
	const struct tally *s = &month->sum;
	char text[PAGE_LINE], when[MOMENT_TEXT];

	snprintf(text, sizeof text, _("hour keys: %1$llu, entries: %2$llu"), (number)s->keys,
		(number)s->entries);
	fact(page, _("Destroyed"), text);
	snprintf(text, sizeof text, _("asked for by code: %1$llu, of which found an entry: %2$llu"),
		(number)s->erasures, (number)s->matched);
	fact(page, _("Erased"), text);
	snprintf(text, sizeof text, "%llu", (number)s->openings);
	fact(page, _("Openings"), text);
	if (r->when == 0) {
		fact(page, _("Recounted"), _("never up to the end of this month"));
		return;
	}
	moment_print_local(r->when, when);
	snprintf(text, sizeof text,
		_("%1$s, hour keys there: %2$s, of which due and not destroyed: %3$s"), when, r->left,
		r->due);
	fact(page, _("Recounted"), text);
	snprintf(text, sizeof text, _("oldest hour: %1$s, next due: %2$s"), r->oldest, r->next);
	fact(page, "", text);
}

/* How late the latest was, and why. */
static void
print_late(const struct tally *t, char *out, size_t cap)
{
	static const char *const causes[][2] = {{"off", N_("machine off")},
		{"clock", N_("clock in doubt")}, {"failure", N_("a step failed")}};
	const char *cause = "";
	number minutes = ((number)t->late + 59) / 60;

	for (size_t i = 0; i < sizeof causes / sizeof causes[0]; i++)
		if (strcmp(t->cause, causes[i][0]) == 0)
			cause = _(causes[i][1]);
	if (t->late == 0)
		snprintf(out, cap, "-");
	else
		snprintf(out, cap, _("%1$llu h %2$02llu min%3$s%4$s"), minutes / 60, minutes % 60,
			*cause == '\0' ? "" : ", ", cause);
}

/* Which certificate covers the day. */
static void
print_covered(const struct month_day *day, int64_t now, char *out, size_t cap)
{
	char when[MOMENT_TEXT];

	if (day->own) {
		snprintf(out, cap, "%s", _("yes"));
	} else if (day->covered != 0) {
		moment_print_local(day->covered, when);
		snprintf(out, cap, _("on %.*s"), NARROW, when);
	} else {
		snprintf(out, cap, "%s", day->end > now ? _("not yet") : _("MISSING"));
	}
}

static void
add_days(struct page *page, const struct monthpage *m)
{
	struct page_table table = {.columns = 7, .right = 1 << 1 | 1 << 2 | 1 << 3 | 1 << 4};
	char late[PAGE_CELL], covered[PAGE_CELL], date[MOMENT_TEXT];
	const struct month_day *day;

	heading(page, _("Day by day, local dates"));
	page_cell(&table, "%s", _("Day"));
	page_cell(&table, "%s", _("Keys"));
	page_cell(&table, "%s", _("Entries"));
	page_cell(&table, "%s", _("Erasures"));
	page_cell(&table, "%s", _("Openings"));
	page_cell(&table, "%s", _("Destroyed late by"));
	page_cell(&table, "%s", _("Certificate"));
	for (int i = 0; i < m->month->days; i++) {
		day = &m->month->day[i];
		if (day->end <= m->month->made || day->begin >= m->now)
			continue;
		moment_print_local(day->begin, date);
		print_late(&day->tally, late, sizeof late);
		print_covered(day, m->now, covered, sizeof covered);
		page_cell(&table, "%.*s", NARROW, date);
		page_cell(&table, "%llu", (number)day->tally.keys);
		page_cell(&table, "%llu", (number)day->tally.entries);
		page_cell(&table, "%llu", (number)day->tally.erasures);
		page_cell(&table, "%llu", (number)day->tally.openings);
		page_cell(&table, "%s", late);
		page_cell(&table, "%s", covered);
	}
	page_add_table(page, &table);
}

static void
print_time(int64_t t, char out[static MOMENT_TEXT])
{
	if (t == 0)
		strcpy(out, "-");
	else
		moment_print_local(t, out);
}

/* The window of an opening, the date of its end only as how many days later it is. */
static void
print_window(const struct month_opening *o, char *out, size_t cap)
{
	char from[MOMENT_TEXT], to[MOMENT_TEXT];

	print_time(o->from, from);
	print_time(o->to, to);
	if (o->from == 0 || o->to == 0)
		snprintf(out, cap, "%s - %s", from, to);
	else
		snprintf(out, cap, "%s-%s%s", from, to + NARROW + 1,
			strncmp(from, to, NARROW) == 0 ? "" : " (+1)");
}

static void
add_openings(struct page *page, const struct month *month)
{
	struct page_table table = {.columns = 6, .right = 1 << 5};
	char when[MOMENT_TEXT], window[PAGE_CELL];
	const struct month_opening *o;

	heading(page, _("Openings at the desk, local time"));
	if (month->openings == 0) {
		page_add(page, PAGE_PLAIN, "%s", _("none"));
		return;
	}
	page_cell(&table, "%s", _("When"));
	page_cell(&table, "%s", _("Reason"));
	page_cell(&table, "%s", _("Reference"));
	page_cell(&table, "%s", _("Key"));
	page_cell(&table, "%s", _("Window"));
	page_cell(&table, "%s", _("Visits"));
	for (size_t i = 0; i < month->openings; i++) {
		o = &month->opening[i];
		print_time(o->when, when);
		print_window(o, window, sizeof window);
		page_cell(&table, "%s", when);
		page_cell(&table, "%s", o->reason);
		page_cell(&table, "%s", o->reference);
		page_cell(&table, "%s", o->key);
		page_cell(&table, "%s", window);
		page_cell(&table, "%s", o->opened);
	}
	page_add_table(page, &table);
}

static void
add_events(struct page *page, const struct month *month)
{
	char when[MOMENT_TEXT], text[MONTH_EVENT + MOMENT_TEXT + 2];

	heading(page, _("Alarms and other events, local time"));
	if (month->events == 0)
		page_add(page, PAGE_PLAIN, "%s", _("none"));
	for (size_t i = 0; i < month->events; i++) {
		moment_print_local(month->event[i].when, when);
		snprintf(text, sizeof text, "%s  %s", when, month->event[i].text);
		page_wrap(page, PAGE_PLAIN, 0, text);
	}
}

static void
add_proof(struct page *page, const struct monthpage *m)
{
	char hex[2 * LEDGER_HASH + 1];

	sodium_bin2hex(hex, sizeof hex, m->head->h, LEDGER_HASH);
	heading(page, _("File this page: who checks the ledger later needs these two values"));
	page_add(page, PAGE_PLAIN, "welkom-desk ledger verify --count %llu \\", (number)m->head->n);
	page_add(page, PAGE_PLAIN, "    --head %s", hex);
	heading(page, _("What this page does not prove"));
	page_wrap(page, PAGE_PLAIN, 0,
		_("It says what the keeper wrote down and recounted on disk. It does not show what somebody "
		  "with the rights of root has hidden from the keeper, such as copies made before the "
		  "destruction, or a ledger written anew before this page was printed."));
	page_wrap(page, PAGE_PLAIN, 0,
		_("Keys were overwritten where they stood. Solid-state disks, memory cards and sticks may "
		  "keep the old bytes in cells that no program reaches, until those are used again."));
	page_wrap(page, PAGE_PLAIN, 0,
		_("Snapshots, backups and other copies of the folders of keys are not reached at all. Make "
		  "none; where one exists, destroy it, and count what is in it as not destroyed."));
}

void
monthpage_make(struct page *page, const struct monthpage *m)
{
	page_add(page, PAGE_STRONG, _("welkom: certificate of destruction, %s"), m->month->name);
	page_add(page, PAGE_PLAIN, "%s", "");
	if (m->broken != NULL)
		add_broken(page, m);
	add_facts(page, m);
	add_sums(page, m->month);
	add_days(page, m);
	add_openings(page, m->month);
	add_events(page, m->month);
	add_proof(page, m);
}

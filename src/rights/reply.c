/* SPDX-License-Identifier: ISC */
#include "rights/reply.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/moment.h"
#include "base/nls.h"
#include "base/wipe.h"
#include "visit/notice.h"
#include "visit/phone.h"

#define INDENT 4

static void
print_day(const struct tm *tm, char out[static REPLY_DAY])
{
	if (strftime(out, REPLY_DAY, "%Y-%m-%d", tm) == 0)
		out[0] = '\0';
}

void
reply_last_day(int64_t received, char out[static REPLY_DAY])
{
	time_t t = received;
	struct tm tm = {0};
	int day;

	localtime_r(&t, &tm);
	day = tm.tm_mday;
	tm = (struct tm){.tm_year = tm.tm_year, .tm_mon = tm.tm_mon + 1, .tm_mday = day, .tm_hour = 12};
	tm.tm_isdst = -1;
	if (mktime(&tm) != -1 && tm.tm_mday != day) {
		tm.tm_mday = 0; /* there is no such day in that month: its last */
		tm.tm_isdst = -1;
		mktime(&tm);
	}
	print_day(&tm, out);
}

static void
put_head(struct wrapped *w, const struct reply *r)
{
	const struct conf *conf = &r->d->conf;
	char made[MOMENT_TEXT], received[MOMENT_TEXT], last[REPLY_DAY];

	if (conf->organisation[0] != '\0')
		wrapped_text(w, conf->organisation);
	else
		wrapped_text(w, _("Visitor register"));
	wrapped_end(w, 0);
	if (conf->contact[0] != '\0') {
		wrapped_text(w, conf->contact);
		wrapped_end(w, 0);
	}
	wrapped_end(w, 0);
	moment_print_local(r->d->clock.trusted, made);
	moment_print_local(r->received, received);
	reply_last_day(r->received, last);
	made[REPLY_DAY - 1] = received[REPLY_DAY - 1] = '\0';
	wrapped_print(w, _("Date: %s"), made);
	wrapped_end(w, 0);
	wrapped_print(w, _("Our reference: %s"), r->reference);
	wrapped_end(w, 0);
	if (r->n > 0) {
		wrapped_text(w, _("To: "));
		wrapped_person(w, r->matches[0]->visit.visitor.name, r->matches[0]->visit.visitor.name_len);
		wrapped_end(w, INDENT);
	}
	wrapped_end(w, 0);
	wrapped_print(w,
		_("We received your request on %1$s. We have to answer within one month (GDPR article "
		  "12(3)): by %2$s at the latest. This is our answer."),
		received, last);
	wrapped_end(w, 0);
	wrapped_end(w, 0);
}

static void
put_what(struct wrapped *w, const struct reply *r)
{
	char oldest[MOMENT_TEXT];

	moment_print_local(r->d->shown - (int64_t)r->d->conf.retention_days * 24 * MOMENT_HOUR, oldest);
	switch (r->kind) {
	case REPLY_ACCESS:
		wrapped_paragraph(w,
			_("You asked what our visitor register holds about you. Under the name, number or code "
			  "that you gave, this is all:"));
		break;
	case REPLY_ERASED:
		wrapped_paragraph(w,
			_("You asked us to erase what our visitor register held about you. It is erased, from "
			  "this moment on: nobody can look it up any more, and it cannot be brought back."));
		break;
	case REPLY_OBJECTED:
		wrapped_paragraph(w,
			_("You objected to being in our visitor register. We do what you ask, and no longer use "
			  "what it held about you: it is erased, and it cannot be brought back."));
		break;
	case REPLY_RECTIFIED:
		wrapped_paragraph(w,
			_("You asked us to correct what our visitor register holds about you. It is corrected; "
			  "what stood there before is gone. It now reads:"));
		break;
	case REPLY_NOTHING:
		wrapped_print(w,
			_("We hold nothing about you in our visitor register under the name, number or code "
			  "that you gave. What is older than %s is destroyed, and nobody can read it any more. "
			  "An entry with another spelling or another number is not found this way: then tell us."),
			oldest);
		wrapped_end(w, 0);
		wrapped_end(w, 0);
		break;
	}
}

static void
put_match(struct wrapped *w, const struct find_match *match)
{
	const struct visitor *v = &match->visit.visitor;
	char arrived[MOMENT_TEXT], gone[MOMENT_TEXT], *number = w->line.cell;

	moment_print_local(match->visit.arrival, arrived);
	moment_print_local(((int64_t)match->due + 1) * MOMENT_HOUR, gone);
	wrapped_text(w, _("Name: "));
	wrapped_person(w, v->name, v->name_len);
	wrapped_end(w, INDENT);
	wrapped_text(w, _("Phone number: "));
	if (phone_group(v->phone, v->phone_len, number, sizeof w->line.cell) == 0)
		wrapped_text(w, number);
	else
		wrapped_person(w, v->phone, v->phone_len);
	wipe_bytes(w->line.cell, sizeof w->line.cell);
	wrapped_end(w, INDENT);
	wrapped_print(w, _("Arrived: %s"), arrived);
	wrapped_end(w, INDENT);
	wrapped_print(w, _("Destroyed: before %s"), gone);
	wrapped_end(w, INDENT);
	wrapped_end(w, 0);
}

/* Who received it, and what that means. */
static void
put_handed(struct wrapped *w, const struct reply *r)
{
	char when[MOMENT_TEXT], by[MOMENT_TEXT];
	const struct exports_one *one;
	size_t i;

	if (r->handed->n == 0) {
		wrapped_paragraph(w, _("No list with it was handed out to anybody."));
		return;
	}
	if (r->kind == REPLY_ACCESS)
		wrapped_text(w, _("Lists with it were handed out, to the health authority:"));
	else
		wrapped_text(w,
			_("Lists with it were handed out before, to the health authority. We tell the receivers "
			  "(GDPR article 19):"));
	wrapped_end(w, 0);
	for (i = 0; i < r->handed->n; i++) {
		one = &r->handed->list[i];
		moment_print_local(one->when, when);
		moment_print_local(one->destroyed != 0 ? one->destroyed : one->destroy_by, by);
		wrapped_print(w,
			one->destroyed != 0
				? _("- reference %1$s, on %2$s; destroyed, the receiver said on %3$s")
				: _("- reference %1$s, on %2$s; to be destroyed by %3$s"),
			one->reference, when, by);
		wrapped_end(w, 2);
	}
	wrapped_end(w, 0);
}

/* What every visitor is told, which is what article 15 asks for too. */
static void
put_notice(struct wrapped *w, const struct reply *r)
{
	uint32_t due = 0;
	struct notice notice;
	size_t i;

	for (i = 0; i < r->n; i++)
		due = r->matches[i]->due > due ? r->matches[i]->due : due;
	wrapped_paragraph(w, _("You told us this yourself at the entrance. For it holds:"));
	notice_full(&r->d->conf, due, &notice);
	for (i = 0; i < notice.n; i++) {
		wrapped_text(w, "- ");
		wrapped_text(w, notice.lines[i]);
		wrapped_end(w, 2);
	}
	wrapped_end(w, 0);
}

static void
put_end(struct wrapped *w, const struct reply *r)
{
	const struct conf *conf = &r->d->conf;

	wrapped_paragraph(w,
		_("If you do not agree, tell us. You may also complain to the data protection authority, or "
		  "go to court."));
	if (conf->officer[0] != '\0') {
		wrapped_print(w, _("Privacy officer: %s."), conf->officer);
		wrapped_end(w, 0);
	}
	if (conf->url[0] != '\0') {
		wrapped_print(w, _("This text and more: %s"), conf->url);
		wrapped_end(w, 0);
	}
	if (conf_is_trial(conf)) {
		wrapped_text(w, _("Trial: no real data"));
		wrapped_end(w, 0);
	}
}

static void
compose(struct wrapped *w, const struct reply *r)
{
	size_t i;

	put_head(w, r);
	put_what(w, r);
	if (r->kind == REPLY_ACCESS || r->kind == REPLY_RECTIFIED)
		for (i = 0; i < r->n; i++)
			put_match(w, r->matches[i]);
	if (r->part && r->kind == REPLY_ACCESS)
		wrapped_paragraph(w,
			_("A part of the register could not be read when we looked. We will write to you again "
			  "when we know whether something in it is yours."));
	if (r->kind != REPLY_NOTHING)
		put_handed(w, r);
	if (r->kind == REPLY_ACCESS)
		put_notice(w, r);
	put_end(w, r);
}

void
reply_write(const struct reply *r, struct wrapped *w)
{
	char desk[8];

	snprintf(desk, sizeof desk, "%s", nls_current());
	if (r->language != NULL)
		nls_choose(r->language);
	compose(w, r);
	nls_choose(desk);
	wipe_stack();
}

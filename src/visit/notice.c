/* SPDX-License-Identifier: ISC */
#include "visit/notice.h"

#include <stdio.h>

#include "base/moment.h"
#include "base/nls.h"

void
notice_moment(uint32_t due, char out[static NOTICE_MOMENT])
{
	int64_t moment = ((int64_t)due + 1) * MOMENT_HOUR;
	char date[64], clock[8];

	nls_date(moment, date, sizeof date);
	nls_clock(moment, clock, sizeof clock);
	/* the moment of destruction: a date, then a time of day */
	snprintf(out, NOTICE_MOMENT, _("%1$s, before %2$s"), date, clock);
}

/* Returns room for the next paragraph. */
static char *
next(struct notice *notice)
{
	return notice->lines[notice->n++];
}

static const char *
organisation(const struct conf *conf)
{
	return conf->organisation[0] != '\0' ? conf->organisation : _("this organisation");
}

void
notice_first(const struct conf *conf, uint32_t due, struct notice *notice)
{
	char moment[NOTICE_MOMENT];

	notice_moment(due, moment);
	notice->n = 0;
	snprintf(
		next(notice), NOTICE_TEXT, "%s", _("Why: to warn you if somebody here was infectious."));
	snprintf(next(notice), NOTICE_TEXT, "%s",
		_("What: only your name, phone number and time of arrival."));
	snprintf(next(notice), NOTICE_TEXT, _("Until when: destroyed on %s."), moment);
	snprintf(next(notice), NOTICE_TEXT,
		_("Who can read it: only reception (%s), when you or the health authority ask."),
		organisation(conf));
	snprintf(next(notice), NOTICE_TEXT, "%s", _("You may say no and still come in."));
}

/* The legal ground and the right that comes with it. */
static void
add_basis(const struct conf *conf, struct notice *notice)
{
	switch (conf->basis) {
	case CONF_CONSENT:
		snprintf(next(notice), NOTICE_TEXT, "%s",
			_("Legal basis: your consent (GDPR article "
			  "6(1)(a)). You can withdraw it at any time: erase your entry with its code, "
			  "or ask reception."));
		break;
	case CONF_LEGITIMATE_INTEREST:
		snprintf(next(notice), NOTICE_TEXT, "%s",
			_("Legal basis: legitimate interest, to "
			  "protect the people in this building (GDPR article 6(1)(f)). You can object "
			  "at any time: erase your entry with its code, or ask reception."));
		break;
	case CONF_PUBLIC_TASK:
		snprintf(next(notice), NOTICE_TEXT, "%s",
			_("Legal basis: a task in the public "
			  "interest, to protect public health (GDPR article 6(1)(e)). You can object "
			  "at any time: erase your entry with its code, or ask reception."));
		break;
	case CONF_BASIS_UNSET:
		snprintf(next(notice), NOTICE_TEXT, "%s",
			_("Legal basis: not settled yet. This is a "
			  "trial: please do not give real data."));
		break;
	}
}

void
notice_full(const struct conf *conf, uint32_t due, struct notice *notice)
{
	char moment[NOTICE_MOMENT];

	notice_moment(due, moment);
	notice->n = 0;
	snprintf(next(notice), NOTICE_TEXT, _("Responsible: %s%s%s."), organisation(conf),
		conf->contact[0] != '\0' ? ", " : "", conf->contact);
	if (conf->officer[0] != '\0')
		snprintf(next(notice), NOTICE_TEXT, _("Privacy officer: %s."), conf->officer);
	snprintf(next(notice), NOTICE_TEXT, "%s",
		_("Purpose: if somebody who was here turns out to "
		  "be infectious, the health authority can warn you. For nothing else, never for "
		  "advertising."));
	add_basis(conf, notice);
	snprintf(next(notice), NOTICE_TEXT, "%s",
		_("What is kept: your name, your phone number and "
		  "the time you arrived. Nothing about your health, ever."));
	snprintf(next(notice), NOTICE_TEXT, "%s",
		_("Who gets it: the health authority when it asks; "
		  "nobody else. It is locked with a key that is not in this computer."));
	snprintf(next(notice), NOTICE_TEXT,
		_("How long: it is destroyed on %s. If this computer is "
		  "off at that moment: when it is next on."),
		moment);
	snprintf(next(notice), NOTICE_TEXT, "%s",
		_("Your rights: you may see, correct and erase what "
		  "is kept about you, and object to it. Ask reception, or erase it here yourself with "
		  "the code you get at the end."));
	snprintf(next(notice), NOTICE_TEXT, "%s",
		_("You may complain to the data protection "
		  "authority. You do not have to take part, and no decision is made by a computer."));
	snprintf(next(notice), NOTICE_TEXT, "%s", _("Under 16: let a parent or guardian decide."));
	if (conf->house_rules[0] != '\0')
		snprintf(next(notice), NOTICE_TEXT, _("House rules: %s"), conf->house_rules);
	if (conf->url[0] != '\0')
		snprintf(next(notice), NOTICE_TEXT, _("This text and more: %s"), conf->url);
}

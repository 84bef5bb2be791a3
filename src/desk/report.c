/* SPDX-License-Identifier: ISC */
#include "desk/report.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/moment.h"
#include "base/nls.h"

#define SENTENCE 512 /* bytes */

/* How many of a kind, in words. */
static void
tell_kind(enum report_kind kind, size_t n, char out[static SENTENCE])
{
	switch (kind) {
	case REPORT_EXPIRED:
		snprintf(out, SENTENCE,
			ngettext(
				"%zu hour is due and was not opened", "%zu hours are due and were not opened", n),
			n);
		break;
	case REPORT_FOREIGN:
		snprintf(out, SENTENCE,
			ngettext(
				"%zu hour is not sealed to this key. Somebody else of reception may be able to open it.",
				"%zu hours are not sealed to this key. Somebody else of reception may be able to open "
				"them.",
				n),
			n);
		break;
	case REPORT_LOST:
		snprintf(out, SENTENCE,
			ngettext(
				"ALARM: the key of %zu hour is gone before its time. Nobody can read that hour any more.",
				"ALARM: the keys of %zu hours are gone before their time. Nobody can read those hours "
				"any more.",
				n),
			n);
		break;
	case REPORT_BROKEN:
		snprintf(out, SENTENCE,
			ngettext(
				"ALARM: the key of %zu hour is unreadable. Its entries are not shown. Look at the disk, "
				"then open again.",
				"ALARM: the keys of %zu hours are unreadable. Their entries are not shown. Look at the "
				"disk, then open again.",
				n),
			n);
		break;
	case REPORT_FORGED:
		snprintf(out, SENTENCE,
			ngettext(
				"ALARM: the key of %zu hour is forged or damaged: it is not what its file says. Its "
				"entries are not shown.",
				"ALARM: the keys of %zu hours are forged or damaged: they are not what their files say. "
				"Their entries are not shown.",
				n),
			n);
		break;
	case REPORT_DISAGREES:
		snprintf(out, SENTENCE,
			ngettext(
				"ALARM: the database says another hour for %zu key than the key itself, or has forgotten "
				"it. The key was believed.",
				"ALARM: the database says another hour for %zu keys than the keys themselves, or has "
				"forgotten them. The keys were believed.",
				n),
			n);
		break;
	case REPORT_DAMAGED:
		snprintf(out, SENTENCE,
			ngettext(
				"ALARM: %zu entry is damaged: it was changed, or sealed to another key. It cannot be "
				"shown.",
				"ALARM: %zu entries are damaged: they were changed, or sealed to another key. They cannot "
				"be shown.",
				n),
			n);
		break;
	case REPORT_MOVED:
		snprintf(out, SENTENCE,
			ngettext(
				"ALARM: %zu entry was moved or copied: it is not where the kiosk put it. It is not shown.",
				"ALARM: %zu entries were moved or copied: they are not where the kiosk put them. They are "
				"not shown.",
				n),
			n);
		break;
	case REPORT_NO_VISIT:
		snprintf(out, SENTENCE,
			ngettext("ALARM: %zu entry opens, but no kiosk writes such a thing. It is not shown.",
				"ALARM: %zu entries open, but no kiosk writes such things. They are not shown.", n),
			n);
		break;
	case REPORT_REPEATED:
		snprintf(out, SENTENCE,
			ngettext(
				"ALARM: %zu visit has the serial number of another one: one of the two may be forged. Both are "
				"shown; ask both visitors.",
				"ALARM: %zu visits have the serial number of another one: some may be forged. All are shown; "
				"ask all these visitors.",
				n),
			n);
		break;
	case REPORT_KINDS:
		break;
	}
}

uint64_t
report_gaps(const struct report *report)
{
	uint64_t sum = 0;
	size_t i;

	for (i = 0; i < REPORT_HOURS; i++)
		sum += report->gaps[i];
	return sum;
}

static bool
is_alarming(const struct report *report)
{
	size_t i;

	for (i = 0; i < REPORT_KINDS; i++)
		if (i != REPORT_EXPIRED && i != REPORT_FOREIGN && report->kinds[i] > 0)
			return true;
	return report_gaps(report) > 0;
}

bool
report_is_incomplete(const struct report *report)
{
	return report->cancelled || is_alarming(report);
}

static void
tell_gaps(const struct report *report, void (*say)(void *arg, const char *sentence), void *arg)
{
	char sentence[SENTENCE], hour[MOMENT_TEXT];
	size_t i;

	for (i = 0; i < REPORT_HOURS; i++) {
		if (report->gaps[i] == 0)
			continue;
		moment_print_local((int64_t)(report->first + i) * MOMENT_HOUR, hour);
		snprintf(sentence, sizeof sentence,
			ngettext(
				"ALARM: %zu entry of the hour from %s is missing and no erasure explains it; or "
				"an entry with a false serial number was added.",
				"ALARM: %zu entries of the hour from %s are missing and no erasure explains them; or "
				"an entry with a false serial number was added.",
				(unsigned long)report->gaps[i]),
			(size_t)report->gaps[i], hour);
		say(arg, sentence);
	}
	if (report_gaps(report) > 0 && report->unexplained)
		say(arg,
			_("The ledger cannot be read whole: an erasure in it may explain what is missing."));
}

void
report_tell(const struct report *report, void (*say)(void *arg, const char *sentence), void *arg)
{
	char sentence[SENTENCE];
	size_t i, n;

	for (i = 0; i < REPORT_KINDS; i++) {
		n = (size_t)report->kinds[i];
		if (n == 0)
			continue;
		tell_kind(i, n, sentence);
		say(arg, sentence);
	}
	tell_gaps(report, say, arg);
	if (is_alarming(report))
		say(arg,
			_("Change nothing in the register, and tell the privacy officer what stands here."));
	if (report->unlocked)
		say(arg,
			_("warning: the system does not lock as much memory as was opened: names could reach "
			  "the swap space. Raise the limit of locked memory (ulimit -l), or switch swap off."));
}

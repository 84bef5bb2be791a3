/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clocktext.h"
#include "base/moment.h"
#include "base/nls.h"
#include "doctor/checks.h"

/* The name of a process has 15 characters at most. */
static const char *const sources[] = {"systemd-timesyn", "chronyd", "ntpd", "ptp4l", "phc2sys"};

void
checkclock_source(const struct facts *facts, struct finding *f)
{
	const char *name = facts_running(facts, sources, sizeof sources / sizeof sources[0]);
	const char *who = name == sources[0] ? "systemd-timesyncd" : name;

	if (facts->now.synchronised && name == NULL) {
		finding_set(f, FINDING_FINE, _("synchronised"));
	} else if (facts->now.synchronised) {
		finding_set(f, FINDING_FINE, _("synchronised by %s"), who);
	} else if (name != NULL) {
		finding_set(f, facts->now.has_hardware ? FINDING_NOTE : FINDING_WARNING,
			_("%s runs, but the clock is not synchronised"), who);
		finding_remedy(f, _("Let it reach a time server: timedatectl timesync-status"));
	} else if (facts->now.has_hardware) {
		finding_set(f, FINDING_NOTE, _("nothing synchronises it; it goes by the hardware clock"));
		finding_remedy(
			f, _("Compare it with a watch each month, or: apt-get install systemd-timesyncd"));
	} else {
		finding_set(f, FINDING_WRONG,
			_("neither a hardware clock nor synchronisation: this machine cannot keep the promise "
			  "without a person who confirms the date after each start"));
		finding_remedy(f, _("Connect it to a time server, or add a hardware clock."));
	}
}

/* Says whether the hardware clock is kept in local time (hwclock(8), third line of adjtime). */
static bool
is_local(const struct facts *facts)
{
	char text[256];

	return facts_read(facts, "/etc/adjtime", text, sizeof text) > 0 &&
		strstr(text, "\nLOCAL") != NULL;
}

void
checkclock_hardware(const struct facts *facts, struct finding *f)
{
	int64_t off = facts->now.hardware - facts->now.realtime;

	if (facts_has(facts, "/etc/fake-hwclock.data") || facts_has(facts, "/sbin/fake-hwclock")) {
		finding_set(f, FINDING_NOTE,
			_("fake-hwclock: after a start it is as late as when the machine was stopped"));
		finding_remedy(
			f, _("A person confirms the date after each start, unless it synchronises."));
	} else if (!facts->now.has_hardware) {
		finding_set(f, FINDING_NOTE, _("there is none, or it cannot be read"));
	} else if (off > CLOCK_SLACK || off < -CLOCK_SLACK) {
		finding_set(f, FINDING_WARNING, _("it differs from the system's clock by %lld seconds"),
			(long long)llabs(off));
		finding_remedy(f, "%s",
			is_local(facts) ? "timedatectl set-local-rtc 0"
							: _("When the date is right: hwclock --systohc; else a new battery."));
	} else {
		finding_set(f, FINDING_FINE, _("agrees with the system's clock"));
	}
}

void
checkclock_trusted(const struct facts *facts, struct finding *f)
{
	char path[FACTS_PATH], text[CLOCKTEXT_MAX + 1];
	struct clock_verdict verdict;
	struct clock_state state;
	ssize_t n;

	snprintf(path, sizeof path, "%s/state/clock", facts->conf.state_dir);
	n = facts_read(facts, path, text, sizeof text);
	if (n < 0) {
		finding_unread(f, FINDING_WARNING, path, errno);
	} else if (clocktext_parse(text, (size_t)n, &state) != 0) {
		finding_set(f, FINDING_WARNING, _("%s is damaged"), path);
	} else {
		clock_follow(&state, &facts->now, &verdict);
		if (!state.doubt && strcmp(state.boot, facts->now.boot) != 0) {
			finding_set(f, FINDING_NOTE, _("not asked since the machine started"));
			return;
		}
		if (!verdict.doubt) {
			finding_set(f, FINDING_FINE, _("the keeper trusts it"));
			return;
		}
		finding_set(f, FINDING_WARNING, _("the keeper is in doubt: the kiosk is closed"));
	}
	if (f->result == FINDING_WARNING)
		finding_remedy(f,
			_("Check the date, then: %swelkom-purge --confirm-clock YYYY-MM-DDTHH:MM"),
			facts_as_keeper(facts));
}

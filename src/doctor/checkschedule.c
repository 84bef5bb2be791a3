/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/nls.h"
#include "register/watch.h"
#include "doctor/checks.h"
#include "doctor/crontabs.h"

#define TIMER "/etc/systemd/system/timers.target.wants/welkom-purge.timer"

void
checkschedule_start(const struct facts *facts, struct finding *f)
{
	bool timer = facts_has(facts, TIMER);
	struct crontabs cron;

	crontabs_find(facts, &cron);
	if (cron.n > 0 && cron.wrong.result != FINDING_FINE) {
		*f = cron.wrong;
		if (timer) /* that starts it; the crontab is only in the way */
			f->result = FINDING_NOTE;
	} else if (cron.n > 0 && timer) {
		finding_set(f, FINDING_NOTE, _("by a timer and by %s: one is enough"), cron.path);
		finding_remedy(f, _("Remove %s, or: systemctl disable welkom-purge.timer"), cron.path);
	} else if (cron.n > 1) {
		finding_set(f, FINDING_NOTE, _("by %u crontabs: one is enough; the first is %s"), cron.n,
			cron.path);
	} else if (cron.n > 0) {
		finding_set(f, FINDING_FINE, "%s", cron.path);
	} else if (timer) {
		finding_set(f, FINDING_FINE, "welkom-purge.timer");
	} else if (facts->conf.demo) {
		finding_set(f, FINDING_NONE, _("a demo is thrown away as a whole"));
	} else if (cron.unseen) {
		finding_set(f, FINDING_UNSEEN, _("by no timer; this account may not see all crontabs"));
		finding_remedy(f, _("Run as root to see this."));
	} else {
		finding_set(f, FINDING_WRONG, _("nothing starts welkom-purge: nothing will be forgotten"));
		finding_remedy(f,
			_("systemctl enable --now welkom-purge.timer; or copy welkom.cron to "
			  "/etc/cron.d/welkom."));
	}
}

void
checkschedule_cron(const struct facts *facts, struct finding *f)
{
	static const char *const names[] = {"cron", "crond", "fcron", "cronie"};
	bool timer = facts_has(facts, TIMER);
	struct crontabs cron;
	const char *name;

	crontabs_find(facts, &cron);
	name = facts_running(facts, names, sizeof names / sizeof names[0]);
	if (timer && facts_has(facts, "/run/systemd/system")) {
		finding_set(f, FINDING_FINE, _("systemd runs"));
	} else if (cron.n > 0 && name != NULL) {
		finding_set(f, FINDING_FINE, _("%s runs"), name);
	} else if (cron.n == 0 && !timer) {
		finding_set(f, FINDING_NONE, _("no schedule is seen"));
	} else if (cron.n > 0 && facts->uid != 0 && !facts_has(facts, "/proc/1/comm")) {
		finding_set(f, FINDING_UNSEEN, _("this account may not see what runs"));
		finding_remedy(f, _("Run as root to see this."));
	} else {
		finding_set(f, FINDING_WRONG,
			cron.n > 0 ? _("there is a crontab, but no cron runs")
					   : _("there is a timer, but systemd does not run"));
		finding_remedy(f,
			cron.n > 0 ? _("systemctl enable --now cron; or install it (Debian: package cron).")
					   : _("Use cron: copy welkom.cron to /etc/cron.d/welkom."));
	}
}

/* Reads state/last-purge. Returns 0, or -1 after saying why. */
static int
load(const struct facts *facts, struct watch_record *last, struct finding *f)
{
	char path[FACTS_PATH], text[8];
	struct fail why = {{0}};
	struct visit_register r;
	int rc;

	snprintf(path, sizeof path, "%s/state/last-purge", facts->conf.state_dir);
	if (facts_read(facts, path, text, sizeof text) < 0) {
		finding_unread(f, FINDING_WRONG, path, errno);
		return -1;
	}
	register_start(&r);
	snprintf(r.path, sizeof r.path, "%s", facts->conf.state_dir);
	path[strlen(path) - strlen("/last-purge")] = '\0';
	r.state = facts_open(facts, path, O_RDONLY | O_DIRECTORY);
	rc = watch_load(&r, last, &why);
	register_close(&r);
	if (rc != 0)
		finding_set(f, FINDING_WRONG, "%s", why.text);
	return rc;
}

/* Writes what starts the purge to out, or "". */
static void
find_starter(const struct facts *facts, char out[static FACTS_PATH])
{
	struct crontabs cron;

	crontabs_find(facts, &cron);
	out[0] = '\0';
	if (cron.n > 0)
		strcpy(out, cron.path);
	else if (facts_has(facts, TIMER))
		strcpy(out, "welkom-purge.timer");
}

void
checkschedule_last(const struct facts *facts, struct finding *f)
{
	char good[MOMENT_TEXT], path[FACTS_PATH * 2], starter[FACTS_PATH];
	struct watch_record last;
	int64_t age;

	snprintf(
		path, sizeof path, "%swelkom-purge --config %s", facts_as_keeper(facts), facts->conf.file);
	if (load(facts, &last, f) != 0) {
		if (f->result == FINDING_WRONG)
			finding_remedy(f, "%s", path);
		return;
	}
	find_starter(facts, starter);
	age = facts->now.realtime - last.good;
	moment_print_local(last.good, good);
	if (watch_is_overdue(&last, facts->now.realtime)) {
		finding_set(f, FINDING_WRONG, _("something should have been destroyed by now"));
	} else if (age > WATCH_SILENCE && starter[0] != '\0') {
		finding_set(f, FINDING_WRONG,
			_("%s is there, but the last good run is %lld hours old (%s)"), starter,
			(long long)(age / MOMENT_HOUR), good);
	} else if (age > WATCH_SILENCE) {
		finding_set(f, FINDING_WRONG, _("the last good run is %lld hours old (%s)"),
			(long long)(age / MOMENT_HOUR), good);
	} else if (age < -CLOCK_SLACK) {
		finding_set(f, FINDING_WARNING, _("the last good run is in the future (%s)"), good);
		finding_remedy(f, _("Check the date of this machine."));
		return;
	} else if (strcmp(last.boot, facts->now.boot) != 0) {
		finding_set(f, FINDING_WARNING, _("none since the machine started; the kiosk is closed"));
	} else if (last.time > last.good) {
		finding_set(f, FINDING_WARNING, _("the last run failed; the last good one was %s"), good);
	} else {
		finding_set(f, FINDING_FINE, "%s", good);
		return;
	}
	finding_remedy(f, _("See what it says: %s"), path);
}

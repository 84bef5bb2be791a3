/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/nls.h"
#include "register/watch.h"
#include "base/recipients.h"
#include "doctor/checks.h"

#define DAY (24 * MOMENT_HOUR)

/* Says that nothing is known without a configuration. */
static bool
is_unknown(const struct facts *facts, struct finding *f)
{
	if (facts->unread.text[0] == '\0')
		return false;
	finding_set(f, FINDING_NONE, _("the configuration cannot be read"));
	return true;
}

void
checkrules_configuration(const struct facts *facts, struct finding *f)
{
	int fd;

	if (facts->unread.text[0] == '\0') {
		finding_set(f, FINDING_FINE, "%s", facts->conf.file);
		return;
	}
	fd = facts_open(facts, facts->conf.file, O_RDONLY);
	if (fd >= 0)
		close(fd);
	else if (errno == EACCES) {
		finding_unread(f, FINDING_WRONG, facts->conf.file, EACCES);
		return;
	}
	finding_set(f, FINDING_WRONG, "%s", facts->unread.text);
	finding_remedy(f,
		fd < 0 ? _("Make one with welkom-setup init, or name it with --config.")
			   : _("Mend this line; welkom.conf(5) has all keys."));
}

void
checkrules_controller(const struct facts *facts, struct finding *f)
{
	const struct conf *conf = &facts->conf;
	char missing[64] = "";

	if (is_unknown(facts, f))
		return;
	if (conf->organisation[0] == '\0')
		strcat(missing, ", organisation");
	if (conf->contact[0] == '\0')
		strcat(missing, ", contact");
	if (conf->basis == CONF_BASIS_UNSET)
		strcat(missing, ", basis");
	if (conf->review_time == 0)
		strcat(missing, ", review_by");
	if (*missing != '\0') {
		finding_set(f, FINDING_WARNING, _("not set: %s; the screens say “Trial”"), missing + 2);
		finding_remedy(f, _("Set them in %s."), conf->file);
	} else if (conf->demo) {
		finding_set(f, FINDING_NOTE, _("this is a demo: the screens say so"));
	} else {
		finding_set(f, FINDING_FINE, "%s, %s", conf->organisation, conf_basis_name(conf->basis));
	}
}

void
checkrules_review(const struct facts *facts, struct finding *f)
{
	const struct conf *conf = &facts->conf;
	int64_t left = conf->review_time - facts->now.realtime;

	if (is_unknown(facts, f))
		return;
	if (conf->review_time == 0) {
		finding_set(f, FINDING_NONE, _("no review_by is set"));
		return;
	}
	if (left <= 0) {
		finding_set(
			f, FINDING_WRONG, _("review_by (%s) is past: the kiosk is closed"), conf->review_by);
	} else if (left > WATCH_REVIEW_MOST) {
		finding_set(f, FINDING_WRONG,
			_("review_by (%s) is more than 12 months ahead: the kiosk is closed"), conf->review_by);
	} else if (left <= WATCH_AMBER) {
		finding_set(f, FINDING_WARNING, _("review_by (%s) is near: then the kiosk closes"),
			conf->review_by);
	} else {
		finding_set(f, FINDING_FINE,
			ngettext("%s, in %lld day", "%s, in %lld days", (unsigned long)(left / DAY)),
			conf->review_by, (long long)(left / DAY));
		return;
	}
	finding_remedy(f,
		_("Think again whether visitors must be registered, then set a new date in %s."),
		conf->file);
}

/* Says whether others than root and the register's one account can write path. */
static bool
is_open(const struct facts *facts, const char *path)
{
	struct stat st;

	if (facts->stat(facts, path, &st) != 0)
		return false;
	return (st.st_mode & 022) != 0 ||
		(st.st_uid != 0 && (facts->shared || st.st_uid != facts->owner));
}

void
checkrules_recipients(const struct facts *facts, struct finding *f)
{
	struct recipients list;
	char path[FACTS_PATH], text[RECIPIENTS_TEXT + 1];
	struct fail why = {{0}};
	ssize_t n;

	snprintf(path, sizeof path, "%s/recipients", facts->conf.folder);
	n = facts_read(facts, path, text, sizeof text);
	if (n < 0 && is_unknown(facts, f))
		return;
	if (n < 0) {
		finding_unread(f, FINDING_WRONG, path, errno);
		if (f->result == FINDING_WRONG)
			finding_remedy(f, _("Without it no visit can be sealed: put it back."));
		return;
	}
	if (recipients_parse(text, (size_t)n, &list, &why) != 0) {
		finding_set(f, FINDING_WRONG, "%s", why.text);
		finding_remedy(f, _("The kiosk takes nobody until %s is mended."), path);
	} else if (is_open(facts, path) || is_open(facts, facts->conf.folder)) {
		finding_set(f, FINDING_WRONG, _("others could change %s, and read all later visits"), path);
		finding_remedy(f, "chown root %s; chmod go-w %s", path, facts->conf.folder);
	} else if (list.n == 1) {
		finding_set(f, FINDING_NOTE, _("one person can read the register, and nobody else"));
		finding_remedy(f, _("Add a second key, or a printed one, for when the first is lost."));
	} else {
		finding_set(f, FINDING_FINE, ngettext("%zu person", "%zu persons", list.n), list.n);
	}
}

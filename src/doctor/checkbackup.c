/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/nls.h"
#include "doctor/checks.h"

/* bford.info/cachedir */
#define SIGNATURE "Signature: 8a477f597d28d172789f06886806bc55"

void
checkbackup_marks(const struct facts *facts, struct finding *f)
{
	static const char *const sides[] = {"inbox", "store"};
	char path[FACTS_PATH], head[sizeof SIGNATURE];
	size_t i;

	for (i = 0; i < sizeof sides / sizeof sides[0]; i++) {
		snprintf(path, sizeof path, "%s/%s/CACHEDIR.TAG", facts->conf.state_dir, sides[i]);
		if (facts_read(facts, path, head, sizeof head) >= 0 && strcmp(head, SIGNATURE) == 0)
			continue;
		if (errno == EACCES) {
			finding_unread(f, FINDING_WARNING, path, EACCES);
			return;
		}
		finding_set(
			f, FINDING_WARNING, _("%s is missing: backup programs would copy the register"), path);
		finding_remedy(f, "echo '%s' > %s", SIGNATURE, path);
		return;
	}
	finding_set(f, FINDING_FINE, _("inbox and store say that they are not to be copied"));
}

/* A program that copies a machine, and a file by which it is known. Those that leave out folders
 * with CACHEDIR.TAG by themselves are not here. */
struct program {
	const char *path, *name;
};

static const struct program programs[] = {
	{"/usr/bin/borg", "borg"},
	{"/usr/bin/borgmatic", "borgmatic"},
	{"/usr/bin/restic", "restic"},
	{"/usr/bin/duplicity", "duplicity"},
	{"/usr/bin/rdiff-backup", "rdiff-backup"},
	{"/etc/rsnapshot.conf", "rsnapshot"},
	{"/usr/bin/timeshift", "timeshift"},
	{"/usr/bin/snapper", "snapper"},
	{"/usr/bin/backintime", "backintime"},
	{"/usr/sbin/bacula-fd", "bacula"},
	{"/usr/sbin/bareos-fd", "bareos"},
	{"/usr/sbin/urbackupclientbackend", "urbackup"},
};

void
checkbackup_programs(const struct facts *facts, struct finding *f)
{
	char names[FINDING_TEXT / 2] = "";
	unsigned n = 0;
	size_t i;

	for (i = 0; i < sizeof programs / sizeof programs[0]; i++) {
		if (!facts_has(facts, programs[i].path))
			continue;
		snprintf(names + strlen(names), sizeof names - strlen(names), "%s%s", n > 0 ? ", " : "",
			programs[i].name);
		n++;
	}
	if (n == 0) {
		finding_set(f, FINDING_FINE, _("none of the usual programs is here"));
		return;
	}
	finding_set(f, FINDING_NOTE, _("here: %s; it may copy what is to be forgotten"), names);
	finding_remedy(f, _("Leave out %s/inbox and %s/store (borg, restic: --exclude-caches)."),
		facts->conf.state_dir, facts->conf.state_dir);
}

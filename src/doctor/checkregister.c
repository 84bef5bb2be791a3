/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <linux/fs.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/moment.h"
#include "base/hourfile.h"
#include "base/nls.h"
#include "register/ledger.h"
#include "register/register.h"
#include "doctor/annals.h"
#include "doctor/checks.h"

#define MIB (1024 * 1024)
#define LEAST (16 * MIB)         /* bytes for databases and their logs, however quiet it is */
#define KEYS (2 * HOURFILE_KEEP) /* files: two kiosks, or one that is started again */
#define ENTRY 500                /* bytes of an entry in the store */
#define INODES (KEYS + 100)

/* Writes the path of name in the folder of the register. */
static void
path_of(const struct facts *facts, const char *name, char out[static FACTS_PATH])
{
	snprintf(out, FACTS_PATH, "%s/%s", facts->conf.state_dir, name);
}

/* Says whether this account may not look into the store; then f says so. */
static bool
is_closed(const struct facts *facts, struct finding *f)
{
	char path[FACTS_PATH];

	path_of(facts, "store/db", path);
	if (facts_each(facts, path, NULL, NULL) == 0 || errno != EACCES)
		return false;
	finding_unread(f, FINDING_WRONG, path, EACCES);
	return true;
}

void
checkregister_databases(const struct facts *facts, struct finding *f)
{
	struct fail why = {{0}};
	char full[FACTS_PATH];
	struct visit_register r;

	register_start(&r);
	if (facts->absent) {
		finding_set(f, FINDING_WRONG, _("there is no register %s"), facts->conf.state_dir);
		finding_remedy(
			f, _("Make one with welkom-setup init; or mend state_dir in %s."), facts->conf.file);
		return;
	}
	if (is_closed(facts, f))
		return;
	if (facts_path(facts, facts->conf.state_dir, full) == 0 &&
		register_open(&r, full, REGISTER_LOOK, &why) == 0) {
		if (register_check_side(&r.inbox, &why) == 0 && register_check_side(&r.store, &why) == 0)
			finding_set(f, FINDING_FINE, "%s", facts->conf.state_dir);
	}
	register_close(&r);
	if (why.text[0] == '\0')
		return;
	finding_set(f, FINDING_WRONG, "%s", why.text);
	finding_remedy(f, _("The kiosk takes nobody (code S1). Look for what happened to the disk."));
}

/* Says in f whether the ledger can only be added to. */
static void
judge_attribute(const struct facts *facts, const char *path, uint64_t lines, struct finding *f)
{
	int flags;

	if (facts->shared && facts->flags(facts, path, &flags) == 0 && (flags & FS_APPEND_FL) == 0) {
		finding_set(f, FINDING_NOTE,
			ngettext("whole, %" PRIu64 " line; but the keeper could write a new one",
				"whole, %" PRIu64 " lines; but the keeper could write a new one", lines),
			lines);
		finding_remedy(f, "chattr +a %s", path);
		return;
	}
	finding_set(f, FINDING_FINE,
		ngettext("whole, %" PRIu64 " line", "whole, %" PRIu64 " lines", lines), lines);
}

void
checkregister_ledger(const struct facts *facts, struct finding *f)
{
	const struct ledger_head none = {.n = 0};
	struct ledger_head head;
	struct fail why = {{0}};
	char path[FACTS_PATH];
	int state, fd;

	path_of(facts, "state/ledger", path);
	fd = facts_open(facts, path, O_RDONLY | O_NOFOLLOW);
	if (fd < 0) {
		finding_unread(f, FINDING_WRONG, path, errno);
		return;
	}
	close(fd);
	path_of(facts, "state", path);
	state = facts_open(facts, path, O_RDONLY | O_DIRECTORY);
	path_of(facts, "state/ledger", path);
	if (state < 0) {
		finding_unread(f, FINDING_WRONG, path, errno);
	} else if (ledger_verify(state, &none, &head, &why) != 0) {
		finding_set(f, FINDING_WRONG, "%s", why.text);
		finding_remedy(
			f, _("Somebody or something changed it: compare it with a copy and with ledger.head."));
	} else {
		judge_attribute(facts, path, head.n, f);
	}
	if (state >= 0)
		close(state);
}

void
checkregister_off(const struct facts *facts, struct finding *f)
{
	struct annals annals;
	char path[FACTS_PATH];
	int64_t minutes;

	path_of(facts, "state/ledger", path);
	if (annals_read(facts, &annals) != 0) {
		finding_unread(f, FINDING_NONE, path, errno);
		return;
	}
	if (annals.off == 0) {
		finding_set(f, FINDING_FINE, _("at no due moment in %d days"), ANNALS_DAYS);
		return;
	}
	minutes = (annals.longest + 59) / 60;
	if (minutes < 120)
		finding_set(f, FINDING_NOTE,
			ngettext("at %u due moment in %d days, for %lld minutes",
				"at %u due moments in %d days, the longest for %lld minutes", annals.off),
			annals.off, ANNALS_DAYS, (long long)minutes);
	else
		finding_set(f, FINDING_NOTE,
			ngettext("at %u due moment in %d days, for %lld hours",
				"at %u due moments in %d days, the longest for %lld hours", annals.off),
			annals.off, ANNALS_DAYS, (long long)(minutes / 60));
	finding_remedy(f,
		_("Leave the machine on, or let its firmware start it before the first entries are due."));
}

void
checkregister_space(const struct facts *facts, struct finding *f)
{
	uint64_t needed, free_bytes;
	struct annals annals = {0};
	char path[FACTS_PATH];
	struct statvfs fs;

	path_of(facts, "store", path);
	if (facts->space(facts, path, &fs) != 0) {
		finding_unread(f, FINDING_WRONG, path, errno);
		return;
	}
	if (annals_read(facts, &annals) != 0)
		annals.peak = 0; /* then nothing was destroyed yet, or it cannot be seen */
	/* what is in the log and being deleted takes as much again */
	needed = LEAST + (uint64_t)KEYS * HOURFILE_SIZE + 2 * annals.peak * HOURFILE_KEEP / 24 * ENTRY;
	free_bytes = (uint64_t)fs.f_bavail * fs.f_frsize;
	if (free_bytes < needed) {
		finding_set(f, FINDING_WARNING,
			_("%" PRIu64 " MiB are free; 14 days may take %" PRIu64 " MiB"), free_bytes / MIB,
			needed / MIB);
		finding_remedy(f, _("Make room on the file system of %s."), path);
	} else if (fs.f_files != 0 && fs.f_favail < INODES) {
		finding_set(f, FINDING_WARNING,
			_("room for %" PRIu64 " files is left; 14 days may take %d"), (uint64_t)fs.f_favail,
			INODES);
		finding_remedy(f, _("Remove small files from the file system of %s."), path);
	} else {
		finding_set(f, FINDING_FINE,
			_("%" PRIu64 " MiB are free; 14 days may take %" PRIu64 " MiB"), free_bytes / MIB,
			needed / MIB);
	}
}

/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nls.h"
#include "doctor/checks.h"
#include "doctor/device.h"
#include "doctor/mounts.h"

#define ENOUGH (1024 * 1024) /* bytes that may be locked: a desk that reads 2,000 visits */

/* Says whether the swap device called name in /dev keeps what it holds to itself. */
static bool
device_is_safe(const struct facts *facts, const char *name)
{
	char path[FACTS_NAME + 48], backing[FACTS_PATH];
	struct device device;

	if (strncmp(name, "zram", 4) == 0) {
		/* memory, unless it has been given a disk to write what is old to */
		snprintf(path, sizeof path, "/sys/class/block/%s/backing_dev", name);
		return facts_line(facts, path, backing, sizeof backing) != 0 ||
			strcmp(backing, "none") == 0;
	}
	return device_named(facts, name, &device) == 0 && device.crypt;
}

static bool
file_is_safe(const struct facts *facts, const char *path)
{
	struct mounts_mount mount;
	struct device device;

	return mounts_find(facts, path, &mount) == 0 && device_of(facts, &mount, &device) == 0 &&
		device.crypt;
}

void
checkmemory_swap(const struct facts *facts, struct finding *f)
{
	char *text = facts_text(facts, "/proc/swaps"), *rest = text, *line, *name, *kind;
	unsigned n = 0;

	if (text == NULL) {
		finding_unread(f, FINDING_NOTE, "/proc/swaps", errno);
		return;
	}
	strsep(&rest, "\n"); /* what the columns are */
	while (rest != NULL && (line = strsep(&rest, "\n")) != NULL) {
		name = strsep(&line, " \t");
		kind = line == NULL ? NULL : line + strspn(line, " \t");
		if (*name == '\0' || kind == NULL)
			continue;
		n++;
		mounts_unescape(name);
		if (strncmp(kind, "file", 4) == 0
				? file_is_safe(facts, name)
				: strncmp(name, "/dev/", 5) == 0 && device_is_safe(facts, name + 5))
			continue;
		finding_set(
			f, FINDING_WARNING, _("%s is not encrypted: memory could stay on the disk"), name);
		finding_remedy(
			f, _("swapoff %s, and take its line out of /etc/fstab; or encrypt it."), name);
		break;
	}
	free(text);
	if (f->result == FINDING_FINE)
		finding_set(f, FINDING_FINE, n == 0 ? _("none") : _("encrypted, or in memory"));
}

void
checkmemory_core(const struct facts *facts, struct finding *f)
{
	char pattern[256];

	if (facts_line(facts, "/proc/sys/kernel/core_pattern", pattern, sizeof pattern) != 0)
		finding_unread(f, FINDING_NOTE, "/proc/sys/kernel/core_pattern", errno);
	else if (*pattern == '|')
		finding_set(f, FINDING_NOTE,
			_("a program collects them; those of this register leave none, whatever it does"));
	else
		finding_set(f, FINDING_FINE, _("no program collects them"));
}

/* Reads "64K", "8M", "infinity". Returns bytes. */
static uint64_t
parse_size(const char *text)
{
	char *end;
	uint64_t n = strtoull(text, &end, 10);

	if (strncmp(text, "infinity", 8) == 0)
		return UINT64_MAX;
	if (*end == 'K')
		return n * 1024;
	if (*end == 'M')
		return n * 1024 * 1024;
	return *end == 'G' ? n * 1024 * 1024 * 1024 : n;
}

/* Finds what the unit of the kiosk allows. Returns 0, or -1 when there is none that says so. */
static int
unit_limit(const struct facts *facts, uint64_t *bytes)
{
	static const char *const folders[] = {"/etc/systemd/system", "/usr/local/lib/systemd/system",
		"/usr/lib/systemd/system", "/lib/systemd/system"};
	char path[96], *text, *line;
	size_t i;

	for (i = 0; i < sizeof folders / sizeof folders[0]; i++) {
		snprintf(path, sizeof path, "%s/welkom-kiosk@.service", folders[i]);
		text = facts_text(facts, path);
		line = text == NULL ? NULL : strstr(text, "\nLimitMEMLOCK=");
		if (line != NULL)
			*bytes = parse_size(line + strlen("\nLimitMEMLOCK="));
		free(text);
		if (line != NULL)
			return 0;
	}
	return -1;
}

void
checkmemory_lock(const struct facts *facts, struct finding *f)
{
	uint64_t bytes;

	/* root may lock all, which says nothing about the accounts of the programs */
	if (facts->uid == 0 ? unit_limit(facts, &bytes) != 0 : facts->memlock(facts, &bytes) != 0) {
		finding_set(f, FINDING_NONE, _("root may lock all; other accounts see their own limit"));
		return;
	}
	if (bytes >= ENOUGH) {
		finding_set(f, FINDING_FINE,
			facts->uid == 0 ? _("the service of the kiosk may lock what is typed")
							: _("this account may lock what is typed"));
		return;
	}
	finding_set(f, FINDING_WARNING,
		_("only %llu KiB may be locked: names could be swapped to disk"),
		(unsigned long long)(bytes / 1024));
	finding_remedy(f,
		facts->uid == 0 ? _("Set LimitMEMLOCK=8M in welkom-kiosk@.service.")
						: _("Set memlock to 8192 for this account in /etc/security/limits.conf."));
}

/* SPDX-License-Identifier: ISC */
#include "setup/system_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/nls.h"
#include "setup/system.h"
#include "setup/system_run.h"

#define UNITS "/etc/systemd/system/"
#define MOST 16384 /* bytes of a file that is copied */

/* One file, copied from among the installed ones, or a link. */
struct item {
	const char *path;
	const char *from; /* a link: what it points to */
	bool link;
	unsigned choice;  /* made with this choice only; SYSTEM_ALWAYS: always */
	const char *says; /* what it does, for people */
};

static const struct item items[] = {
	{"/etc/cron.d/welkom", WELKOM_DATA "/system/welkom.cron", false, SYSTEM_CRON,
		N_("cron starts the job that forgets")},
	{UNITS "timers.target.wants/welkom-purge.timer", WELKOM_UNITS "/welkom-purge.timer", true,
		SYSTEM_TIMER, N_("the timer starts the job that forgets, from the next start on")},
	{"/etc/ssh/sshd_config.d/welkom.conf", WELKOM_DATA "/system/sshd.conf", false, SYSTEM_SSH,
		N_("who logs in as welkom-desk over SSH gets the desk and nothing else")},
	{UNITS "welkom-kiosk@.service.d/desk.conf", WELKOM_DATA "/system/staff-key.conf", false,
		SYSTEM_STAFF_KEY, N_("the staff key brings up the desk")},
	{"/etc/sysctl.d/50-welkom.conf", WELKOM_DATA "/console/50-welkom.conf", false, SYSTEM_ALWAYS,
		N_("the SysRq key does nothing")},
	{"/etc/systemd/logind.conf.d/50-welkom.conf", WELKOM_DATA "/console/logind.conf", false,
		SYSTEM_ALWAYS, N_("no login on other consoles")},
	{"/etc/systemd/system.conf.d/50-welkom.conf", WELKOM_DATA "/console/system.conf", false,
		SYSTEM_ALWAYS, N_("Ctrl-Alt-Del seven times does nothing")},
	{UNITS "ctrl-alt-del.target", "/dev/null", true, SYSTEM_ALWAYS,
		N_("Ctrl-Alt-Del does nothing")},
	{UNITS "kbrequest.target", "/dev/null", true, SYSTEM_ALWAYS,
		N_("Alt with the up arrow does nothing")},
};

#define ITEMS (sizeof items / sizeof items[0])

/* Says whether the link is there already, as it is wanted: somebody did the same by hand. */
static bool
is_there(const struct item *item)
{
	char target[PLACE_PATH];
	ssize_t n = item->link ? readlink(item->path, target, sizeof target - 1) : -1;

	if (n < 0 || item->choice != SYSTEM_ALWAYS)
		return false;
	target[n] = '\0';
	return strcmp(target, item->from) == 0;
}

bool
system_file_can(unsigned choice)
{
	char found[64];

	switch (choice) {
	case SYSTEM_CRON:
		return access("/etc/cron.d", F_OK) == 0 &&
			(system_run_find("cron", found) != NULL || system_run_find("crond", found) != NULL);
	case SYSTEM_TIMER:
		return access(WELKOM_UNITS "/welkom-purge.timer", R_OK) == 0 &&
			system_run_find("systemctl", found) != NULL;
	case SYSTEM_SSH:
		return access("/etc/ssh/sshd_config.d", F_OK) == 0 &&
			system_run_find("sshd", found) != NULL;
	default:
		return access(WELKOM_UNITS "/welkom-desk@.service", R_OK) == 0 &&
			system_run_find("systemctl", found) != NULL;
	}
}

/* Checks that this machine can do each of choice. Returns 0, or -1 with why. */
static int
check_choice(unsigned choice, struct fail *why)
{
	if ((choice & SYSTEM_CRON) != 0 && !system_file_can(SYSTEM_CRON))
		return fail_set(
			why, _("nothing was made: there is no cron on this machine; choose the timer"));
	if ((choice & SYSTEM_TIMER) != 0 && !system_file_can(SYSTEM_TIMER))
		return fail_set(why,
			_("nothing was made: there is no systemd on this machine, or %s is not there; choose "
			  "cron"),
			WELKOM_UNITS "/welkom-purge.timer");
	if ((choice & SYSTEM_SSH) != 0 && !system_file_can(SYSTEM_SSH))
		return fail_set(why,
			_("nothing was made: there is no SSH server on this machine; install one "
			  "(openssh-server), or choose the staff key"));
	if ((choice & SYSTEM_STAFF_KEY) != 0 && !system_file_can(SYSTEM_STAFF_KEY))
		return fail_set(why,
			_("nothing was made: there is no systemd on this machine, or %s is not there; choose "
			  "SSH"),
			WELKOM_UNITS "/welkom-desk@.service");
	return 0;
}

int
system_file_check(unsigned choice, struct fail *why)
{
	struct stat st;
	size_t i;

	for (i = 0; i < ITEMS; i++) {
		if (is_there(&items[i]))
			continue;
		if (lstat(items[i].path, &st) == 0)
			return fail_set(why,
				_("%s exists already. Nothing was made or changed. Move it away first."),
				items[i].path);
		if (items[i].link || (items[i].choice & ~choice) != 0)
			continue;
		if (access(items[i].from, R_OK) != 0)
			return fail_errno(why, errno, _("nothing was made: %s is missing"), items[i].from);
	}
	return check_choice(choice, why);
}

/* Makes the folders above path that are missing. Returns 0, or -1 with why. */
static int
make_folders(struct install_list *list, const char *path, struct fail *why)
{
	const char *slash = path, *name;
	char folder[PLACE_PATH];
	int rc, above;

	while ((slash = strchr(slash + 1, '/')) != NULL) {
		snprintf(folder, sizeof folder, "%.*s", (int)(slash - path), path);
		if (access(folder, F_OK) == 0)
			continue;
		if (install_list_note(list, INSTALL_FOLDER, folder, why) != 0)
			return -1;
		above = folder_open_parent(folder, &name);
		rc = above < 0 ? -1 : folder_make(above, name, 0755);
		if (rc != 0)
			fail_errno(why, errno, _("cannot make the folder %s"), folder);
		if (above >= 0)
			close(above);
		if (rc != 0)
			return -1;
	}
	return 0;
}

/* Makes one file or link. Returns 0, or -1 with why. */
static int
make(const struct item *item, struct fail *why)
{
	const char *name;
	char text[MOST];
	ssize_t n = item->link ? 0 : file_read(AT_FDCWD, item->from, text, sizeof text);
	int rc = -1, at = folder_open_parent(item->path, &name);

	if (at >= 0 && item->link)
		rc = symlinkat(item->from, at, name) == 0 ? fsync(at) : -1;
	else if (at >= 0 && n >= 0)
		rc = file_create(at, name, 0644, text, (size_t)n);
	if (rc != 0)
		fail_errno(why, errno, _("cannot make the file %s"), item->path);
	if (at >= 0)
		close(at);
	return rc;
}

int
system_file_make(struct install_list *list, unsigned choice, struct fail *why)
{
	size_t i;

	for (i = 0; i < ITEMS; i++) {
		if ((items[i].choice & ~choice) != 0 || is_there(&items[i]))
			continue;
		if (make_folders(list, items[i].path, why) != 0 ||
			install_list_note(list, INSTALL_FILE, items[i].path, why) != 0 ||
			make(&items[i], why) != 0)
			return -1;
		printf("  %s\n    %s\n", items[i].path, _(items[i].says));
	}
	return 0;
}

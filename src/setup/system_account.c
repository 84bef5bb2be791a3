/* SPDX-License-Identifier: ISC */
#include "setup/system_account.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/nls.h"
#include "setup/system_run.h"

#define KIOSK "welkom-kiosk"
#define KEEPER "welkom-keeper"
#define DESK "welkom-desk"

/* An account, its own group, and the groups it is in besides. */
struct account {
	const char *name, *shell, *own, *groups;
};

static const struct account accounts[] = {
	{KIOSK, "/usr/sbin/nologin", KIOSK, "winbox"},
	/* what the keeper makes in state/ has its own group */
	{KEEPER, "/usr/sbin/nologin", "wstore", "winbox"},
	/* sshd starts the desk with the shell of its account */
	{DESK, "/bin/sh", DESK, "winbox,wstore"},
};

static const char *const groups[] = {"winbox", "wstore"};

#define ACCOUNTS (sizeof accounts / sizeof accounts[0])
#define GROUPS (sizeof groups / sizeof groups[0])

/* Notes what is going to be made. Groups first: they go last. */
static int
note(struct install_list *list, struct fail *why)
{
	size_t i;

	for (i = 0; i < GROUPS; i++)
		if (getgrnam(groups[i]) == NULL &&
			install_list_note(list, INSTALL_GROUP, groups[i], why) != 0)
			return -1;
	for (i = 0; i < ACCOUNTS; i++)
		if (strcmp(accounts[i].own, accounts[i].name) == 0 && getgrnam(accounts[i].name) == NULL &&
			install_list_note(list, INSTALL_GROUP, accounts[i].name, why) != 0)
			return -1;
	for (i = 0; i < ACCOUNTS; i++)
		if (getpwnam(accounts[i].name) == NULL &&
			install_list_note(list, INSTALL_ACCOUNT, accounts[i].name, why) != 0)
			return -1;
	return 0;
}

/* Makes the group name unless there is one. Returns 0, or -1 with why. */
static int
make_group(const char *name, struct fail *why)
{
	const char *const words[SYSTEM_RUN_WORDS] = {"groupadd", "-r", name};

	return getgrnam(name) != NULL ? 0 : system_run(words, why);
}

static int
make_by_hand(struct fail *why)
{
	size_t i;

	for (i = 0; i < GROUPS; i++)
		if (make_group(groups[i], why) != 0)
			return -1;
	for (i = 0; i < ACCOUNTS; i++) {
		const struct account *a = &accounts[i];
		const char *const one[SYSTEM_RUN_WORDS] = {
			"useradd", "-rd/", "-s", a->shell, "-g", a->own, "-G", a->groups, a->name};
		const char *const more[SYSTEM_RUN_WORDS] = {"usermod", "-a", "-G", a->groups, a->name};

		if (make_group(a->own, why) != 0 ||
			system_run(getpwnam(a->name) != NULL ? more : one, why) != 0)
			return -1;
	}
	return 0;
}

/* Looks the accounts up. Returns 0, or -1 with why. */
static int
look_up(struct create_owners *owners, uid_t *desk, struct fail *why)
{
	const struct passwd *keeper = getpwnam(KEEPER), *user;
	const struct group *group;

	if (keeper == NULL || keeper->pw_uid == 0)
		return fail_set(why, _("the account %s was not made"), KEEPER);
	owners->keeper = keeper->pw_uid;
	user = getpwnam(DESK);
	if (user == NULL || user->pw_uid == 0)
		return fail_set(why, _("the account %s was not made"), DESK);
	*desk = user->pw_uid;
	user = getpwnam(KIOSK);
	if (user == NULL || user->pw_uid == 0 || user->pw_uid == *desk ||
		user->pw_uid == owners->keeper || *desk == owners->keeper)
		return fail_set(why, _("the account %s was not made"), KIOSK);
	group = getgrnam(groups[0]);
	if (group == NULL)
		return fail_set(why, _("the group %s was not made"), groups[0]);
	owners->winbox = group->gr_gid;
	group = getgrnam(groups[1]);
	if (group == NULL)
		return fail_set(why, _("the group %s was not made"), groups[1]);
	owners->wstore = group->gr_gid;
	return 0;
}

int
system_account_make(
	struct install_list *list, struct create_owners *owners, uid_t *desk, struct fail *why)
{
	const char *const words[SYSTEM_RUN_WORDS] = {"systemd-sysusers", WELKOM_SYSUSERS};
	char found[64];
	bool can = system_run_find(words[0], found) != NULL && access(WELKOM_SYSUSERS, R_OK) == 0;

	if (note(list, why) != 0 || (can ? system_run(words, why) : make_by_hand(why)) != 0)
		return -1;
	return look_up(owners, desk, why);
}

/* Returns the owner of process pid, a name in /proc, or -1. */
static uid_t
owner_of(int proc, const char *pid)
{
	struct stat st;

	return isdigit((unsigned char)*pid) && fstatat(proc, pid, &st, 0) == 0 ? st.st_uid : (uid_t)-1;
}

/* A process that is not dumpable, as ours are, seems to belong to root there: its status tells. */
static uid_t
real_owner_of(int proc, const char *pid)
{
	char path[64], line[256];
	unsigned uid = (unsigned)-1;
	FILE *stream;
	int fd;

	if (!isdigit((unsigned char)*pid))
		return (uid_t)-1;
	snprintf(path, sizeof path, "%.20s/status", pid);
	fd = openat(proc, path, O_RDONLY | O_CLOEXEC);
	stream = fd < 0 ? NULL : fdopen(fd, "r");
	if (stream == NULL) {
		if (fd >= 0)
			close(fd);
		return owner_of(proc, pid);
	}
	while (fgets(line, sizeof line, stream) != NULL)
		if (sscanf(line, "Uid: %u", &uid) == 1)
			break;
	fclose(stream);
	return uid;
}

bool
system_account_busy(const char **name)
{
	uid_t uids[ACCOUNTS], owner;
	const struct passwd *user;
	struct dirent *entry;
	bool busy = false;
	DIR *proc;
	size_t i;

	for (i = 0; i < ACCOUNTS; i++) {
		user = getpwnam(accounts[i].name);
		uids[i] = user == NULL ? (uid_t)-1 : user->pw_uid;
	}
	proc = opendir("/proc");
	if (proc == NULL)
		return false;
	while (!busy && (entry = readdir(proc)) != NULL) {
		owner = real_owner_of(dirfd(proc), entry->d_name);
		for (i = 0; i < ACCOUNTS && owner != (uid_t)-1; i++) {
			if (owner == uids[i]) {
				*name = accounts[i].name;
				busy = true;
			}
		}
	}
	closedir(proc);
	return busy;
}

/* An account or a group in the order of struct system_account_files: (uid_t)-1 and (gid_t)-1 are
 * none. */
struct owner {
	uid_t uid;
	gid_t gid;
};

/* Returns the place of name in struct system_account_files. */
static size_t
index_of(const char *name, bool group)
{
	size_t i;

	for (i = 0; i < ACCOUNTS; i++)
		if (strcmp(accounts[i].name, name) == 0)
			return group ? ACCOUNTS + i : i;
	for (i = 0; i < GROUPS; i++)
		if (strcmp(groups[i], name) == 0)
			return 2 * ACCOUNTS + i;
	return SYSTEM_ACCOUNT_NAMES;
}

static void
look_up_owners(struct owner owners[static SYSTEM_ACCOUNT_NAMES])
{
	const struct passwd *user;
	const struct group *group;
	size_t i;

	for (i = 0; i < SYSTEM_ACCOUNT_NAMES; i++)
		owners[i] = (struct owner){(uid_t)-1, (gid_t)-1};
	for (i = 0; i < ACCOUNTS; i++) {
		user = getpwnam(accounts[i].name);
		group = getgrnam(accounts[i].name);
		if (user != NULL)
			owners[i].uid = user->pw_uid;
		if (group != NULL)
			owners[ACCOUNTS + i].gid = group->gr_gid;
	}
	for (i = 0; i < GROUPS; i++) {
		group = getgrnam(groups[i]);
		if (group != NULL)
			owners[2 * ACCOUNTS + i].gid = group->gr_gid;
	}
}

/* Notes whom one file belongs to. */
static void
look_at(const FTSENT *entry, const struct owner owners[static SYSTEM_ACCOUNT_NAMES],
	struct system_account_files *files)
{
	const struct stat *st = entry->fts_statp;
	size_t i;

	for (i = 0; i < SYSTEM_ACCOUNT_NAMES; i++)
		if (files->path[i][0] == '\0' &&
			(st->st_uid == owners[i].uid || st->st_gid == owners[i].gid))
			snprintf(files->path[i], PLACE_PATH, "%s", entry->fts_path);
}

void
system_account_find(struct system_account_files *files)
{
	char root[] = "/", var[] = "/var", home[] = "/home", tmp[] = "/tmp", srv[] = "/srv";
	char *const others[] = {var, home, tmp, srv};
	char *roots[6] = {root, NULL};
	struct owner owners[SYSTEM_ACCOUNT_NAMES];
	struct stat top, st;
	size_t i, n = 1;
	FTSENT *entry;
	FTS *fts;

	memset(files, 0, sizeof *files);
	look_up_owners(owners);
	/* those that are file systems of their own */
	for (i = 0; stat(root, &top) == 0 && i < sizeof others / sizeof others[0]; i++)
		if (lstat(others[i], &st) == 0 && S_ISDIR(st.st_mode) && st.st_dev != top.st_dev)
			roots[n++] = others[i];
	fts = fts_open(roots, FTS_PHYSICAL | FTS_XDEV | FTS_NOCHDIR, NULL);
	while (fts != NULL && (entry = fts_read(fts)) != NULL)
		if (entry->fts_info != FTS_NS && entry->fts_info != FTS_DP && entry->fts_info != FTS_ERR)
			look_at(entry, owners, files);
	if (fts != NULL)
		fts_close(fts);
}

/* Returns one of our accounts, still there, whose own group is gid, or NULL. */
static const char *
member_of(gid_t gid)
{
	const struct passwd *user;
	size_t i;

	for (i = 0; i < ACCOUNTS; i++) {
		user = getpwnam(accounts[i].name);
		if (user != NULL && user->pw_gid == gid)
			return accounts[i].name;
	}
	return NULL;
}

int
system_account_remove(const char *name, bool group, const struct system_account_files *files,
	const char **owned, struct fail *why)
{
	const char *const words[SYSTEM_RUN_WORDS] = {group ? "groupdel" : "userdel", name};
	size_t i = index_of(name, group);

	*owned = NULL;
	if (i == SYSTEM_ACCOUNT_NAMES)
		return fail_set(why, _("%s is no account or group of this program"), name);
	if (group ? getgrnam(name) == NULL : getpwnam(name) == NULL)
		return 0;
	if (files->path[i][0] != '\0')
		*owned = files->path[i];
	else if (group)
		*owned = member_of(getgrnam(name)->gr_gid);
	return *owned != NULL ? 0 : system_run(words, why);
}

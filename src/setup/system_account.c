/* SPDX-License-Identifier: ISC */
#include "setup/system_account.h"

#include <grp.h>
#include <pwd.h>
#include <string.h>
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

const char *
system_account_name(size_t i)
{
	return i < ACCOUNTS ? accounts[i].name : NULL;
}

const char *
system_account_group(size_t i)
{
	return i < GROUPS ? groups[i] : NULL;
}

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

	return getgrnam(name) != NULL ? 0 : system_run_program(words, why);
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
			system_run_program(getpwnam(a->name) != NULL ? more : one, why) != 0)
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

	if (note(list, why) != 0 || (can ? system_run_program(words, why) : make_by_hand(why)) != 0)
		return -1;
	return look_up(owners, desk, why);
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
system_account_remove(const char *name, bool group, const struct system_use_files *files,
	const char **owned, struct fail *why)
{
	const char *const words[SYSTEM_RUN_WORDS] = {group ? "groupdel" : "userdel", name};

	*owned = NULL;
	if (group ? getgrnam(name) == NULL : getpwnam(name) == NULL)
		return 0;
	*owned = system_use_file(files, name, group);
	if (*owned == NULL && group)
		*owned = member_of(getgrnam(name)->gr_gid);
	return *owned != NULL ? 0 : system_run_program(words, why);
}

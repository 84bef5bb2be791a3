/* SPDX-License-Identifier: ISC */
/* init --undo: takes back what "init --system" has made, by its list, in the order of the steps
 * backwards. What it does not take is named. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/nls.h"
#include "base/program.h"
#include "setup/ask.h"
#include "setup/install_list.h"
#include "setup/install_remove.h"
#include "setup/setup.h"
#include "setup/system_account.h"
#include "setup/system_use.h"

/* One undoing. */
struct undo {
	struct install_list list;
	struct system_use_files files;
	const char *state; /* the register of the list; NULL: none was begun */
	int lock;
	char ledger[PLACE_PATH]; /* the copy that was kept, or "" */
	bool left;               /* something of the list stays, and was named */
};

static void
tell_item(const struct install_item *item)
{
	if (item->kind == INSTALL_ACCOUNT)
		printf(_("  the account %s\n"), item->name);
	else if (item->kind == INSTALL_GROUP)
		printf(_("  the group %s\n"), item->name);
	else if (item->kind == INSTALL_REGISTER || item->kind == INSTALL_CONTENTS)
		printf(_("  the register %s\n"), item->name);
	else if (item->kind != INSTALL_KEEP)
		printf("  %s\n", item->name);
}

/* Says what is going to go. */
static void
tell(const struct undo *u)
{
	size_t i;

	puts(_("This goes:"));
	for (i = u->list.n; i > 0; i--)
		tell_item(&u->list.items[i - 1]);
	if (u->state != NULL)
		puts(_("With the register all its visits are destroyed for good. Its ledger is kept as a\n"
			   "copy, if anything but its beginning is in it."));
	fflush(stdout);
}

static int
confirm(const struct setup_options *o, struct fail *why)
{
	if (o->yes)
		return 0;
	if (!ask_can())
		return fail_set(why, _("there is no terminal to ask on; use --yes. Nothing was removed"));
	return ask_word(_("To go on, type the word “remove”: "), N_("remove"), why);
}

/* Names something that stays. */
static void
leave(struct undo *u, const char *name, const char *reason)
{
	u->left = true;
	printf(_("Left: %s (%s)\n"), name, reason);
}

static int
remove_folder(struct undo *u, const char *name, struct fail *why)
{
	/* the list lies in the first one, and goes just before it */
	if (strcmp(name, u->list.folder) == 0 && install_list_remove(&u->list, why) != 0)
		return -1;
	if (rmdir(name) == 0 || errno == ENOENT)
		return 0;
	if (errno != ENOTEMPTY && errno != EEXIST)
		return fail_errno(why, errno, _("cannot remove the folder %s"), name);
	leave(u, name, _("there is something else in it"));
	return 0;
}

static int
remove_account(struct undo *u, const struct install_item *item, struct fail *why)
{
	bool group = item->kind == INSTALL_GROUP;
	char reason[PLACE_PATH + 64];
	const char *owned;

	if (system_account_remove(item->name, group, &u->files, &owned, why) != 0)
		return -1;
	if (owned == NULL)
		return 0;
	snprintf(reason, sizeof reason,
		group ? _("a group; %s and maybe more belongs to it")
			  : _("an account; %s and maybe more belongs to it"),
		owned);
	leave(u, item->name, reason);
	return 0;
}

static int
remove_register(struct undo *u, const struct install_item *item, struct fail *why)
{
	if (install_remove_keep_ledger(item->name, u->ledger, why) != 0)
		return -1;
	if (install_remove_register(item->name, item->kind == INSTALL_REGISTER, why) != 0)
		return -1;
	if (u->ledger[0] != '\0')
		leave(u, u->ledger, _("a copy of the ledger"));
	return 0;
}

/* Takes one thing back; when it is gone already that is right too. Returns 0, or -1 with why. */
static int
take_back(struct undo *u, const struct install_item *item, struct fail *why)
{
	switch (item->kind) {
	case INSTALL_FOLDER:
		return remove_folder(u, item->name, why);
	case INSTALL_FILE:
		if (unlink(item->name) != 0 && errno != ENOENT)
			return fail_errno(why, errno, _("cannot remove %s"), item->name);
		return 0;
	case INSTALL_GROUP:
	case INSTALL_ACCOUNT:
		return remove_account(u, item, why);
	case INSTALL_REGISTER:
	case INSTALL_CONTENTS:
		return remove_register(u, item, why);
	case INSTALL_KEEP:
		/* root's again, so that it does not keep the desk's account here; FAT has no owners */
		if (lchown(item->name, 0, 0) == 0 || errno != ENOENT)
			leave(u, item->name, _("it belongs to a person; throw it away by hand"));
		return 0;
	}
	return 0;
}

/* Looks whether anything of it is in use. Returns 0, or -1 with why. */
static int
check(struct undo *u, struct fail *why)
{
	const char *busy;
	size_t i;

	for (i = 0; i < u->list.n; i++)
		if (u->list.items[i].kind == INSTALL_REGISTER || u->list.items[i].kind == INSTALL_CONTENTS)
			u->state = u->list.items[i].name;
	if (u->state != NULL && install_remove_begin(u->state, &u->lock, why) != 0)
		return -1;
	if (system_use_busy(&busy))
		return fail_set(why,
			_("a program runs as %s. End it first (systemctl stop welkom-kiosk@tty1). Nothing was "
			  "removed"),
			busy);
	return 0;
}

/* Takes everything back. Returns 0, or -1 with why. */
static int
take_all_back(struct undo *u, struct fail *why)
{
	bool found = false;
	size_t i;

	for (i = u->list.n; i > 0; i--) {
		/* late: until here the register belongs to them */
		if (!found &&
			(u->list.items[i - 1].kind == INSTALL_ACCOUNT ||
				u->list.items[i - 1].kind == INSTALL_GROUP)) {
			system_use_find(&u->files);
			found = true;
		}
		if (take_back(u, &u->list.items[i - 1], why) != 0)
			return -1;
	}
	return install_list_remove(&u->list, why);
}

/* Gives the register's lock back. */
static void
let_go(struct undo *u)
{
	if (u->lock >= 0)
		close(u->lock);
	u->lock = -1;
}

int
install_undo_run(const struct setup_options *o)
{
	struct undo u = {.lock = -1};
	char folder[PLACE_PATH];
	struct fail why = {{0}};
	int rc;

	if (geteuid() != 0) {
		program_warn(SETUP_NAME, _("only root can take an installation back"));
		return PROGRAM_FAILED;
	}
	snprintf(folder, sizeof folder, "%s", WELKOM_CONFIG);
	*strrchr(folder, '/') = '\0';
	rc = install_list_read(&u.list, folder, &why);
	if (rc == 0)
		rc = fail_set(&why, _("there is nothing to take back: %s/installed is not there"), folder);
	if (rc > 0)
		rc = check(&u, &why);
	if (rc == 0) {
		tell(&u);
		/* nobody else waits for the lock while a person thinks */
		let_go(&u);
		rc = confirm(o, &why);
	}
	if (rc == 0)
		rc = check(&u, &why);
	if (rc == 0) {
		rc = take_all_back(&u, &why);
		if (rc != 0)
			program_warn(SETUP_NAME, _("this was not finished; it can be run again"));
	}
	let_go(&u);
	if (rc != 0)
		return program_fail(SETUP_NAME, &why);
	puts(u.left ? _("All else is gone.") : _("All of it is gone."));
	puts(_("If the kiosk came up by itself, the console gets its login back with:\n"
		   "  systemctl disable welkom-kiosk@tty1\n"
		   "  systemctl enable getty@tty1\n"
		   "The other settings are as before when the machine has been started again."));
	return PROGRAM_DONE;
}

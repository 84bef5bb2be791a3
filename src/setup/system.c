/* SPDX-License-Identifier: ISC */
#include "setup/system.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/nls.h"
#include "setup/ask.h"
#include "setup/system_account.h"
#include "setup/system_file.h"

#define DESK_KEYS "desk-keys"
#define DESK_KEYS_TEXT \
	"# The public SSH keys of the people who may open the desk, a line each; sshd(8).\n"

/* Reads the choices of the command line. Returns 0, or -1 with why. */
static int
read_choice(struct system *system, const struct setup_options *o, struct fail *why)
{
	static const struct {
		const char *word;
		unsigned choice;
	} schedules[] = {{"cron", SYSTEM_CRON}, {"timer", SYSTEM_TIMER}},
	  desks[] = {{"ssh", SYSTEM_SSH}, {"staff-key", SYSTEM_STAFF_KEY},
		  {"both", SYSTEM_SSH | SYSTEM_STAFF_KEY}};
	unsigned schedule = 0, desk = 0;
	size_t i;

	for (i = 0; o->schedule != NULL && i < sizeof schedules / sizeof schedules[0]; i++)
		if (strcmp(o->schedule, schedules[i].word) == 0)
			schedule = schedules[i].choice;
	for (i = 0; o->desk != NULL && i < sizeof desks / sizeof desks[0]; i++)
		if (strcmp(o->desk, desks[i].word) == 0)
			desk = desks[i].choice;
	if (o->schedule != NULL && schedule == 0)
		return fail_set(why, _("--schedule is one of cron and timer"));
	if (o->desk != NULL && desk == 0)
		return fail_set(why, _("--desk is one of ssh, staff-key and both"));
	system->choice = schedule | desk;
	return 0;
}

int
system_check(struct system *system, const struct setup_options *o, const struct place *place,
	struct fail *why)
{
	int found;

	memset(system, 0, sizeof *system);
	if (read_choice(system, o, why) != 0)
		return -1;
	if (geteuid() != 0)
		return fail_set(why, _("only root can install it for the whole machine; nothing was made"));
	if (strcmp(place->config, WELKOM_CONFIG) != 0 || strcmp(place->state, WELKOM_STATE) != 0)
		return fail_set(why, _("--system always uses %s and %s; nothing was made"), WELKOM_CONFIG,
			WELKOM_STATE);
	found = install_list_read(&system->list, place->folder, why);
	if (found < 0)
		return -1;
	if (found > 0 && system->list.done)
		return fail_set(why,
			_("it is installed already. Nothing was changed. To take it back: welkom-setup init "
			  "--undo"));
	if (found > 0)
		return fail_set(why,
			_("an installation was begun and not finished. Nothing was changed. Take it back "
			  "first: welkom-setup init --undo"));
	return system_file_check(system->choice, why);
}

static int
ask_schedule(struct fail *why)
{
	int usual = system_file_can(SYSTEM_TIMER) ? 1 : 2;

	fputs(
		_("\nEvery quarter of an hour a job destroys the visits that are due. What should start it?\n"),
		stderr);
	fputs(_("  1  the systemd timer\n"), stderr);
	fputs(_("  2  cron\n"), stderr);
	return ask_number(
		usual == 1 ? _("1 or 2 (Enter: 1): ") : _("1 or 2 (Enter: 2): "), 2, usual, why);
}

static int
ask_desk(struct fail *why)
{
	fputs(_("\nWhere does reception open the register?\n"), stderr);
	fputs(_("  1  from a computer of its own, over the network (SSH)\n"), stderr);
	fprintf(stderr,
		_("  2  on this machine: the key F%d on the welcome screen leads to reception and back\n"),
		SYSTEM_KEY);
	fputs(_("  3  both\n"), stderr);
	return ask_number(_("1, 2 or 3 (Enter: 1): "), 3, 1, why);
}

int
system_ask(struct system *system, struct conf *conf, struct fail *why)
{
	static const unsigned desks[] = {
		0, SYSTEM_SSH, SYSTEM_STAFF_KEY, SYSTEM_SSH | SYSTEM_STAFF_KEY};
	int answer;

	if ((system->choice & (SYSTEM_CRON | SYSTEM_TIMER)) == 0) {
		if (!ask_can())
			return fail_set(why,
				_("say what starts the job that forgets: --schedule cron or --schedule timer"));
		answer = ask_schedule(why);
		if (answer < 0)
			return -1;
		system->choice |= answer == 1 ? SYSTEM_TIMER : SYSTEM_CRON;
	}
	if ((system->choice & (SYSTEM_SSH | SYSTEM_STAFF_KEY)) == 0) {
		if (!ask_can())
			return fail_set(why,
				_("say where reception opens the register: --desk ssh, --desk staff-key or "
				  "--desk both"));
		answer = ask_desk(why);
		if (answer < 0)
			return -1;
		system->choice |= desks[answer];
	}
	if ((system->choice & SYSTEM_STAFF_KEY) != 0)
		conf->staff_key = SYSTEM_KEY;
	return system_file_check(system->choice, why);
}

int
system_begin(struct system *system, const struct place *place, struct create_owners *owners,
	uid_t *desk, struct fail *why)
{
	struct install_list *list = &system->list;

	printf(_("\nInstalling. What is made is noted in %s/installed.\n"), place->folder);
	fflush(stdout);
	if (install_list_begin(list, place->folder, why) != 0 ||
		system_account_make(list, owners, desk, why) != 0)
		return -1;
	puts(_("Accounts: welkom-kiosk, welkom-desk and welkom-keeper. Nobody can log in to them with\n"
		   "a password."));
	fflush(stdout);
	if (install_list_note(list, INSTALL_KEEP, place->key, why) != 0 ||
		install_list_note(list, INSTALL_KEEP, place->head, why) != 0 ||
		install_list_note(
			list, place->had_state ? INSTALL_CONTENTS : INSTALL_REGISTER, place->state, why) != 0 ||
		install_list_note(list, INSTALL_FILE, place->recipients, why) != 0 ||
		install_list_note(list, INSTALL_FILE, place->config, why) != 0)
		return -1;
	return 0;
}

/* Gives path to the desk, where the file system knows owners; on a stick with FAT all of it is the
 * desk's already. */
static void
give_to_desk(const char *path, uid_t desk)
{
	const char *name;
	int rc, at = folder_open_parent(path, &name);

	if (at < 0)
		return;
	rc = fchownat(at, name, desk, (gid_t)-1, AT_SYMLINK_NOFOLLOW);
	(void)rc;
	close(at);
}

/* Makes the ledger one that can only grow, as far as the file system knows such a thing, and says
 * which it was. Returns 0, or -1 with why. */
static int
make_append_only(const struct place *place, struct fail *why)
{
	char path[PLACE_PATH];
	int flags = 0, rc, fd, at;

	if (place_join(place->state, "state", path, why) != 0)
		return -1;
	at = folder_open(AT_FDCWD, path);
	fd = at < 0 ? -1 : file_open(at, "ledger", O_RDONLY, 1);
	if (at >= 0)
		close(at);
	if (fd < 0)
		return fail_errno(why, errno, _("cannot open the ledger"));
	rc = ioctl(fd, FS_IOC_GETFLAGS, &flags);
	flags |= FS_APPEND_FL;
	if (rc == 0)
		rc = ioctl(fd, FS_IOC_SETFLAGS, &flags);
	puts(rc == 0
			? _("Ledger: it can only grow (chattr +a). Only root can change that.")
			: _("Ledger: this file system has no chattr +a, so it is not kept from being changed. A\n"
				"change is noticed all the same, by: welkom-desk ledger verify"));
	close(fd);
	return 0;
}

/* Makes the list of those who may open the desk over SSH, empty. */
static int
make_desk_keys(struct install_list *list, const struct place *place, struct fail *why)
{
	char path[PLACE_PATH];
	int rc, at;

	if (place_join(place->folder, DESK_KEYS, path, why) != 0 ||
		install_list_note(list, INSTALL_FILE, path, why) != 0)
		return -1;
	at = open(place->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	rc = at < 0 ? -1 : file_create(at, DESK_KEYS, 0644, DESK_KEYS_TEXT, strlen(DESK_KEYS_TEXT));
	if (rc != 0)
		fail_errno(why, errno, _("cannot make the file %s"), path);
	if (at >= 0)
		close(at);
	return rc;
}

int
system_finish(struct system *system, const struct place *place, const struct create_owners *owners,
	uid_t desk, struct fail *why)
{
	struct install_list *list = &system->list;

	if (create_give(place->state, owners, why) != 0)
		return -1;
	printf(_("Register: %s, each account may do its part only.\n"), place->state);
	if (make_append_only(place, why) != 0)
		return -1;
	give_to_desk(place->key, desk);
	give_to_desk(place->head, desk);
	if ((system->choice & SYSTEM_SSH) != 0 && make_desk_keys(list, place, why) != 0)
		return -1;
	puts(_("Settings of this machine:"));
	if (system_file_make(list, system->choice, why) != 0)
		return -1;
	return install_list_finish(list, why);
}

void
system_tell(const struct system *system, const struct place *place)
{
	puts(_("\nIt is installed. To take all of it back: welkom-setup init --undo"));
	puts(_("\nStill to do, as root:"));
	if ((system->choice & SYSTEM_SSH) != 0)
		printf(_("- Add the public SSH key of each person of reception as a line of\n"
				 "  %s/%s, and have the SSH server read its settings:\n"
				 "    systemctl reload ssh\n"),
			place->folder, DESK_KEYS);
	puts(_("- See that the machine can be reached in another way, over the network for\n"
		   "  example: its keyboard is for visitors from now on. Then let the kiosk come up\n"
		   "  by itself, and start the machine again:\n"
		   "    systemctl disable getty@tty1\n"
		   "    systemctl enable welkom-kiosk@tty1\n"
		   "    systemctl reboot"));
}

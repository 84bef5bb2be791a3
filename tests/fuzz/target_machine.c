/* SPDX-License-Identifier: ISC */
/* What the doctor reads of a machine and its accounts, and of a stick that somebody put in. The first
 * byte says which file the others are. */
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "doctor/crontabs.h"
#include "doctor/mounts.h"
#include "doctor/passwd.h"
#include "doctor/settings.h"
#include "doctor/superblock.h"
#include "fuzz/ground.h"
#include "fuzz/target.h"

static const char *const folders[] = {"dev", "etc", "etc/cron.d", "etc/systemd", "proc",
	"proc/self", "var", "var/spool", "var/spool/cron", "var/spool/cron/crontabs"};

static const char *const files[] = {"dev/sda1", "etc/passwd", "etc/group", "etc/shadow",
	"etc/cron.d/welkom", "var/spool/cron/crontabs/alice", "etc/systemd/system.conf",
	"proc/self/mountinfo"};

#define FILES (sizeof files / sizeof files[0])

/* All belongs to root here. */
static int
stat_root(const struct facts *facts, const char *path, struct stat *st)
{
	(void)facts, (void)path;
	memset(st, 0, sizeof *st);
	st->st_mode = S_IFREG | 0644;
	return 0;
}

static int
read_accounts(const struct facts *facts)
{
	struct passwd_account account;
	struct passwd_group group;
	bool can;
	int found = passwd_find(facts, "alice", &account) == 0;

	if (found)
		TARGET_MUST(strcmp(account.name, "alice") == 0);
	if (found && passwd_group(facts, "wstore", &group) == 0)
		(void)passwd_is_in(&account, &group);
	if (passwd_of(facts, 1000, &account) == 0)
		TARGET_MUST(account.uid == 1000);
	if (passwd_group_of(facts, 1000, &group) == 0)
		TARGET_MUST(group.gid == 1000);
	(void)passwd_has_password(facts, "alice", &can);
	return found;
}

static int
read_mounts(const struct facts *facts)
{
	struct mounts_mount mount;

	if (mounts_find(facts, "/etc", &mount) != 0)
		return 0;
	TARGET_MUST(strcmp(mount.point, "/") == 0 || strcmp(mount.point, "/etc") == 0);
	(void)mounts_has(&mount, "ro");
	return 1;
}

int
target_machine(const uint8_t *data, size_t n)
{
	static struct facts facts = {.stat = stat_root, .shared = true};
	static int root = -1;
	char value[SETTINGS_VALUE];
	struct superblock block;
	struct crontabs crontabs;
	size_t i, which = n > 0 ? data[0] % FILES : 0;
	int taken;

	if (root < 0) {
		facts.root = ground_folder();
		root = open(facts.root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		for (i = 0; i < sizeof folders / sizeof folders[0]; i++)
			TARGET_MUST(mkdirat(root, folders[i], 0700) == 0);
	}
	for (i = 0; i < FILES; i++)
		if (i != which)
			ground_write(root, files[i], "", 0);
	ground_write(root, files[which], n > 0 ? data + 1 : data, n > 0 ? n - 1 : 0);
	taken = read_accounts(&facts) | read_mounts(&facts);
	taken |= superblock_read(&facts, "sda1", "ext4", &block) == 0;
	taken |= superblock_read(&facts, "sda1", "xfs", &block) == 0;
	taken |= settings_find(&facts, "system", "DefaultLimitMEMLOCK", value) == 0;
	crontabs_find(&facts, &crontabs);
	/* its texts are made fit to be shown where they are (setup/doctor.c) */
	TARGET_MUST(crontabs.n <= 2);
	TARGET_MUST(crontabs.n > 0 || crontabs.wrong.result == FINDING_FINE);
	return taken || crontabs.n > 0;
}

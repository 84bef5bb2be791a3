/* SPDX-License-Identifier: ISC */
#include <errno.h>
#include <linux/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nls.h"
#include "doctor/checks.h"
#include "doctor/device.h"
#include "doctor/mounts.h"
#include "doctor/superblock.h"

/* How a file system treats what is overwritten. */
enum way { IN_PLACE, ELSEWHERE, MEMORY, AFAR, ABOVE, WITHOUT_OWNERS };

struct kind {
	const char *type;
	enum way way;
};

static const struct kind kinds[] = {
	{"ext2", IN_PLACE},
	{"ext3", IN_PLACE},
	{"ext4", IN_PLACE},
	{"xfs", IN_PLACE},
	{"jfs", IN_PLACE},
	{"btrfs", ELSEWHERE},
	{"zfs", ELSEWHERE},
	{"bcachefs", ELSEWHERE},
	{"f2fs", ELSEWHERE},
	{"nilfs2", ELSEWHERE},
	{"ubifs", ELSEWHERE},
	{"jffs2", ELSEWHERE},
	{"tmpfs", MEMORY},
	{"ramfs", MEMORY},
	{"nfs", AFAR},
	{"nfs4", AFAR},
	{"cifs", AFAR},
	{"smb3", AFAR},
	{"9p", AFAR},
	{"virtiofs", AFAR},
	{"ceph", AFAR},
	{"overlay", ABOVE},
	{"vfat", WITHOUT_OWNERS},
	{"exfat", WITHOUT_OWNERS},
	{"ntfs3", WITHOUT_OWNERS},
};

static const char *const sides[] = {"inbox", "store"};

/* Returns the kind of type, or NULL for one that is not known. */
static const struct kind *
find_kind(const char *type)
{
	static const struct kind fuse = {"fuse", AFAR};
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(type, kinds[i].type) == 0)
			return &kinds[i];
	return strncmp(type, "fuse", 4) == 0 ? &fuse : NULL;
}

/* Says whether the ext4 on device sends data through its journal now, as far as the kernel says. */
static bool
journals_data(
	const struct facts *facts, const struct mounts_mount *mount, const struct device *device)
{
	char path[FACTS_NAME + 32], *text;
	bool found;

	if (mounts_has(mount, "data=journal"))
		return true;
	/* here too when it is the default of the file system */
	snprintf(path, sizeof path, "/proc/fs/ext4/%s/options", device->name);
	text = facts_text(facts, path);
	found = text != NULL && strstr(text, "data=journal") != NULL;
	free(text);
	return found;
}

static void
judge_ext4(const struct facts *facts, const char *side, const struct mounts_mount *mount,
	struct finding *f)
{
	struct superblock block = {.inline_data = false};
	struct device device;
	int rc, error;

	if (device_of(facts, mount, &device) != 0) {
		finding_set(
			f, FINDING_NOTE, _("%s is on %s; its options cannot be seen"), side, mount->type);
		return;
	}
	rc = superblock_read(facts, device.name, mount->type, &block);
	error = errno;
	if (journals_data(facts, mount, &device) ||
		(block.journal_data && !mounts_has(mount, "data=ordered") &&
			!mounts_has(mount, "data=writeback"))) {
		finding_set(f, FINDING_WARNING,
			_("%s is on ext4 with data=journal: the journal keeps what was overwritten"), side);
		finding_remedy(f,
			_("Mount it with data=ordered: change /etc/fstab, or tune2fs -o ^journal_data /dev/%s, "
			  "and restart."),
			device.name);
	} else if (block.inline_data) {
		finding_set(f, FINDING_WARNING,
			_("%s is on ext4 with inline_data: what was overwritten may stay"), side);
		finding_remedy(f, _("Move %s to a file system made without it: mkfs.ext4 -O ^inline_data."),
			facts->conf.state_dir);
	} else if (rc != 0 && (error == EACCES || error == EPERM)) {
		finding_set(f, FINDING_UNSEEN, _("%s is on ext4; its inline_data cannot be seen"), side);
		finding_remedy(f, _("Run as root to see this."));
	} else if (rc != 0) {
		finding_set(f, FINDING_NOTE, _("%s is on ext4; its inline_data cannot be seen"), side);
	} else {
		finding_set(f, FINDING_FINE, _("%s, overwritten in place"), mount->type);
	}
}

static void
judge_xfs(const struct facts *facts, const char *side, const struct mounts_mount *mount,
	struct finding *f)
{
	struct superblock block;
	struct device device;

	if (device_of(facts, mount, &device) == 0 &&
		superblock_read(facts, device.name, mount->type, &block) == 0 && !block.reflink) {
		finding_set(f, FINDING_FINE, _("%s, overwritten in place"), mount->type);
		return;
	}
	finding_set(f, FINDING_NOTE,
		_("%s is on XFS: overwritten in place, unless a copy shares the blocks"), side);
	finding_remedy(f, _("Never copy key files with cp --reflink."));
}

static void
move_away(const struct facts *facts, struct finding *f)
{
	finding_remedy(f, _("Move %s to a disk with ext4 or XFS."), facts->conf.state_dir);
}

static void
judge_type(const struct facts *facts, const char *side, const struct mounts_mount *mount,
	struct finding *f)
{
	const struct kind *kind = find_kind(mount->type);

	if (kind == NULL) {
		finding_set(f, FINDING_WARNING,
			_("%s is on %s, of which it is not known whether it overwrites in place"), side,
			mount->type);
		move_away(facts, f);
		return;
	}
	switch (kind->way) {
	case IN_PLACE:
		if (strcmp(mount->type, "xfs") == 0)
			judge_xfs(facts, side, mount, f);
		else if (strncmp(mount->type, "ext", 3) == 0)
			judge_ext4(facts, side, mount, f);
		else
			finding_set(f, FINDING_FINE, _("%s, overwritten in place"), mount->type);
		return;
	case ELSEWHERE:
		finding_set(f, FINDING_WARNING,
			_("%s is on %s, which writes elsewhere: what was overwritten stays for a time"), side,
			mount->type);
		break;
	case MEMORY:
		finding_set(f, FINDING_NOTE, _("%s is on %s: all of it is gone when the power goes"), side,
			mount->type);
		break;
	case AFAR:
		finding_set(f, FINDING_WARNING,
			_("%s is on %s: what is kept at the other end nobody here can see"), side, mount->type);
		break;
	case ABOVE:
		finding_set(f, FINDING_WARNING,
			_("%s is on %s: what the file system below it does cannot be seen"), side, mount->type);
		break;
	case WITHOUT_OWNERS:
		finding_set(f, FINDING_WARNING, _("%s is on %s, which knows no owners and modes"), side,
			mount->type);
		break;
	}
	move_away(facts, f);
}

/* chattr +j on the folder of the keys: each new file in it goes through the journal. */
static void
judge_folder(const struct facts *facts, const char *side, const char *path, struct finding *f)
{
	int flags;

	if (facts->flags(facts, path, &flags) != 0 || (flags & FS_JOURNAL_DATA_FL) == 0)
		return;
	finding_set(f, FINDING_WARNING,
		_("%s/keys has the attribute j: the journal keeps what was overwritten"), side);
	finding_remedy(f, "chattr -j %s", path);
}

void
checkdisk_overwriting(const struct facts *facts, struct finding *f)
{
	struct mounts_mount mount;
	char path[FACTS_PATH];
	struct finding one;
	size_t i;

	for (i = 0; i < sizeof sides / sizeof sides[0]; i++) {
		one = (struct finding){.result = FINDING_FINE};
		snprintf(path, sizeof path, "%s/%s", facts->conf.state_dir, sides[i]);
		if (mounts_find(facts, path, &mount) != 0) {
			finding_unread(&one, FINDING_WRONG, path, errno);
		} else {
			judge_type(facts, sides[i], &mount, &one);
			snprintf(path, sizeof path, "%s/%s/keys", facts->conf.state_dir, sides[i]);
			if (one.result == FINDING_FINE)
				judge_folder(facts, sides[i], path, &one);
		}
		if (i == 0)
			*f = one;
		finding_worse(f, &one);
	}
}

/* SPDX-License-Identifier: ISC */
/* Where what is overwritten or remembered would stay: file systems, layers, flash, swap. */
#include "unit/tree.h"

#define MOUNTINFO "/proc/self/mountinfo"
#define ON(type, options) \
	{ \
		TREE_PUT, MOUNTINFO, \
			"27 1 8:2 / / rw - ext4 /dev/sda2 rw\n40 27 8:2 / /var/lib rw,relatime - " type \
			" /dev/sda2 " options "\n", \
			0 \
	}
#define INSIDE "/sys/devices/pci/sda"
#define MAPPED "/sys/devices/virtual/block/dm-0"
/* the register on dm-0, which is made of dm-1, which is made of sda2 */
#define LOWER "/sys/devices/virtual/block/dm-1"
#define MAPPED_ON(uuid) \
	{TREE_PUT, MOUNTINFO, "27 1 253:0 / / rw - ext4 /dev/mapper/v rw\n", 0}, NAMED, \
		{TREE_LINK, "/sys/dev/block/253:0", "../../devices/virtual/block/dm-0", 0}, \
		{TREE_PUT, MAPPED "/uevent", "DEVNAME=dm-0\n", 0}, \
		{TREE_LINK, MAPPED "/slaves/dm-1", "../../dm-1", 0}, \
		{TREE_PUT, LOWER "/dm/uuid", uuid "\n", 0}, \
	{ \
		TREE_LINK, LOWER "/slaves/sda2", "../../../../pci/sda/sda2", 0 \
	}
#define NAMED \
	{ \
		TREE_LINK, "/sys/class/block/dm-0", "../../devices/virtual/block/dm-0", 0 \
	}
#define SWAP(line) \
	{ \
		TREE_ADD, "/proc/swaps", line " 0 0 -2\n", 0 \
	}

int
main(void)
{
	static const struct tree_case cases[] = {
		{"btrfs is warned of", checkdisk_overwriting, FINDING_WARNING, "inbox is on btrfs",
			"Move /var/lib/welkom", {ON("btrfs", "rw")}},
		{"zfs is warned of", checkdisk_overwriting, FINDING_WARNING, "zfs, which writes elsewhere",
			"Move", {ON("zfs", "rw")}},
		{"f2fs is warned of", checkdisk_overwriting, FINDING_WARNING,
			"f2fs, which writes elsewhere", "Move", {ON("f2fs", "rw")}},
		{"bcachefs is warned of", checkdisk_overwriting, FINDING_WARNING, "bcachefs", "Move",
			{ON("bcachefs", "rw")}},
		{"nfs is warned of", checkdisk_overwriting, FINDING_WARNING, "at the other end", "Move",
			{ON("nfs4", "rw")}},
		{"a file system of a program is warned of", checkdisk_overwriting, FINDING_WARNING,
			"at the other end", "Move", {ON("fuse.sshfs", "rw")}},
		{"overlay is warned of", checkdisk_overwriting, FINDING_WARNING, "below it", "Move",
			{ON("overlay", "rw")}},
		{"vfat is warned of", checkdisk_overwriting, FINDING_WARNING, "no owners", "Move",
			{ON("vfat", "rw")}},
		{"an unknown file system is warned of", checkdisk_overwriting, FINDING_WARNING,
			"not known whether", "Move", {ON("newfs9", "rw")}},
		{"tmpfs is noted", checkdisk_overwriting, FINDING_NOTE, "when the power goes", "Move",
			{ON("tmpfs", "rw")}},
		{"the store may be worse than the inbox", checkdisk_overwriting, FINDING_WARNING,
			"store is on btrfs", "Move",
			{{TREE_ADD, MOUNTINFO, "41 27 0:50 / /var/lib/welkom/store rw - btrfs /dev/x rw\n",
				0}}},
		{"a mount below another name is not meant", checkdisk_overwriting, FINDING_FINE, "ext4",
			NULL, {{TREE_ADD, MOUNTINFO, "41 27 0:50 / /var/lib/wel rw - btrfs /dev/x rw\n", 0}}},
		{"a later mount covers an earlier one", checkdisk_overwriting, FINDING_WARNING, "btrfs",
			"Move", {{TREE_ADD, MOUNTINFO, "41 27 0:50 / / rw - btrfs /dev/x rw\n", 0}}},
		{"data=journal of the mount is warned of", checkdisk_overwriting, FINDING_WARNING,
			"data=journal", "tune2fs -o ^journal_data /dev/sda2", {ON("ext4", "rw,data=journal")}},
		{"data=journal as the kernel says is warned of", checkdisk_overwriting, FINDING_WARNING,
			"data=journal", "/etc/fstab",
			{{TREE_PUT, "/proc/fs/ext4/sda2/options", "rw\ndata=journal\n", 0}}},
		{"a folder with the attribute j is warned of", checkdisk_overwriting, FINDING_WARNING,
			"store/keys has the attribute j", "chattr -j /var/lib/welkom/store/keys",
			{{TREE_FLAGS, HEALTHY_STATE "/store/keys", NULL, 0x4000}}},
		{"ext4 on a disk that does not say what it is", checkdisk_overwriting, FINDING_NOTE,
			"its inline_data cannot be seen", NULL, {{TREE_PUT, "/dev/sda2", "nothing", 0}}},
		{"ext4 with inline_data is warned of", checkdisk_overwriting, FINDING_WARNING,
			"inbox is on ext4 with inline_data", "-O ^inline_data",
			{{TREE_EXT4, "/dev/sda2", NULL, 0x82C2}}},
		{"data=journal as the default is warned of", checkdisk_overwriting, FINDING_WARNING,
			"data=journal", "tune2fs", {{TREE_EXT4, "/dev/sda2", NULL, 0x2002C2}}},
		{"unless the mount says otherwise", checkdisk_overwriting, FINDING_FINE, "ext4", NULL,
			{{TREE_EXT4, "/dev/sda2", NULL, 0x2002C2}, ON("ext4", "rw,data=ordered")}},
		{"data=ordered as the default is fine", checkdisk_overwriting, FINDING_FINE, "ext4", NULL,
			{{TREE_EXT4, "/dev/sda2", NULL, 0x4002C2}}},
		{"XFS without shared blocks is fine", checkdisk_overwriting, FINDING_FINE, "xfs", NULL,
			{ON("xfs", "rw"), {TREE_XFS, "/dev/sda2", NULL, 0x501}}},
		{"XFS with them is noted", checkdisk_overwriting, FINDING_NOTE, "unless a copy", "reflink",
			{ON("xfs", "rw"), {TREE_XFS, "/dev/sda2", NULL, 0x505}}},
		{"older XFS knows none", checkdisk_overwriting, FINDING_FINE, "xfs", NULL,
			{ON("xfs", "rw"), {TREE_XFS, "/dev/sda2", NULL, 0x405}}},
		{"XFS may share blocks", checkdisk_overwriting, FINDING_NOTE, "unless a copy shares",
			"reflink", {ON("xfs", "rw")}},
		{"a disk of flash is noted", checkdevice_flash, FINDING_NOTE, "flash cells", "welkom-trim",
			{{TREE_PUT, INSIDE "/queue/rotational", "0\n", 0}}},
		{"no disk below has nothing to say", checkdevice_flash, FINDING_NONE, "no disk", NULL,
			{ON("ext4", "rw"), {TREE_GONE, "/sys/dev/block/8:2", NULL, 0}}},
		{"flash below encryption is fine", checkdevice_flash, FINDING_FINE, "encrypted", NULL,
			{MAPPED_ON("CRYPT-LUKS2-0011-root"), {TREE_PUT, INSIDE "/queue/rotational", "0\n", 0}}},
		{"a snapshot is warned of", checkdevice_layers, FINDING_WARNING, "a snapshot of /dev/dm-0",
			"lvremove", {MAPPED_ON("LVM-abc-real")}},
		{"a thin pool is noted", checkdevice_layers, FINDING_NOTE, "thin pool", "Make none",
			{MAPPED_ON("LVM-abc-tpool")}},
		{"a volume of LVM is fine", checkdevice_layers, FINDING_FINE, "none on /dev/dm-0", NULL,
			{MAPPED_ON("LVM-abc")}},

		{"a swap partition is warned of", checkmemory_swap, FINDING_WARNING,
			"/dev/sda3 is not encrypted", "swapoff /dev/sda3", {SWAP("/dev/sda3 partition")}},
		{"an encrypted swap partition is fine", checkmemory_swap, FINDING_FINE, "encrypted", NULL,
			{SWAP("/dev/dm-0 partition"), NAMED,
				{TREE_PUT, MAPPED "/dm/uuid", "CRYPT-PLAIN-swap\n", 0}}},
		{"swap in memory is fine", checkmemory_swap, FINDING_FINE, "in memory", NULL,
			{SWAP("/dev/zram0 partition"),
				{TREE_PUT, "/sys/class/block/zram0/backing_dev", "none\n", 0}}},
		{"swap in memory with a disk behind it is warned of", checkmemory_swap, FINDING_WARNING,
			"/dev/zram0", "swapoff",
			{SWAP("/dev/zram0 partition"),
				{TREE_PUT, "/sys/class/block/zram0/backing_dev", "/dev/sda3\n", 0}}},
		{"a swap file is warned of", checkmemory_swap, FINDING_WARNING,
			"/swap file is not encrypted", "fstab",
			{SWAP("/swap\\040file file"), {TREE_PUT, "/swap file", "", 0}}},
		{"the second of two swaps is looked at", checkmemory_swap, FINDING_WARNING, "/dev/sda3",
			"swapoff", {SWAP("/dev/zram0 partition"), SWAP("/dev/sda3 partition")}},
		{"no list of swaps is noted", checkmemory_swap, FINDING_NOTE, "there is no /proc/swaps",
			NULL, {{TREE_GONE, "/proc/swaps", NULL, 0}}},
		{"a collector of core files is noted", checkmemory_core, FINDING_NOTE, "collects", NULL,
			{{TREE_PUT, "/proc/sys/kernel/core_pattern", "|/usr/lib/systemd/systemd-coredump %P\n",
				0}}},
		{"a service that may not lock is warned of", checkmemory_lock, FINDING_WARNING, "64 KiB",
			"LimitMEMLOCK=8M",
			{{TREE_PUT, "/usr/lib/systemd/system/welkom-kiosk@.service",
				"[Service]\nLimitMEMLOCK=64K\n", 0}}},
		{"an account that may not lock is warned of", checkmemory_lock, FINDING_WARNING, "64 KiB",
			"limits.conf", {{TREE_UID, NULL, NULL, 1000}, {TREE_LOCK, NULL, NULL, 65536}}},
		{"an account that may lock is fine", checkmemory_lock, FINDING_FINE, "this account", NULL,
			{{TREE_UID, NULL, NULL, 1000}}},
		{"root without a service has nothing to say", checkmemory_lock, FINDING_NONE, "root", NULL,
			{{TREE_GONE, "/usr/lib/systemd/system/welkom-kiosk@.service", NULL, 0}}},
	};

	return tree_run(cases, sizeof cases / sizeof cases[0]);
}

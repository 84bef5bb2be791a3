/* SPDX-License-Identifier: ISC */
#include "doctor/superblock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/bytes.h"

#define SIZE 1024

/* ext4: little-endian, 1024 bytes into the device */
#define EXT4_AT 1024
#define EXT4_MAGIC 0x38 /* 2 bytes */
#define EXT4_INCOMPATIBLE 0x60
#define EXT4_INLINE_DATA 0x8000
#define EXT4_MOUNT_OPTIONS 0x100
#define EXT4_JOURNAL_MODE 0x60
#define EXT4_JOURNAL_DATA 0x20

/* XFS: big-endian, at the beginning */
#define XFS_VERSION 100 /* 2 bytes */
#define XFS_READ_ONLY_COMPATIBLE 212
#define XFS_REFLINK 0x04 /* in the last of its 4 bytes */

static int
read_ext4(const uint8_t block[static SIZE], struct superblock *out)
{
	if (block[EXT4_MAGIC] != 0x53 || block[EXT4_MAGIC + 1] != 0xEF)
		return -1;
	out->inline_data = (bytes_get32(block + EXT4_INCOMPATIBLE) & EXT4_INLINE_DATA) != 0;
	out->journal_data = (bytes_get32(block + EXT4_MOUNT_OPTIONS) & EXT4_JOURNAL_MODE) ==
		EXT4_JOURNAL_DATA;
	return 0;
}

static int
read_xfs(const uint8_t block[static SIZE], struct superblock *out)
{
	if (memcmp(block, "XFSB", 4) != 0)
		return -1;
	/* older versions have no such field */
	out->reflink = (block[XFS_VERSION + 1] & 0x0F) == 5 &&
		(block[XFS_READ_ONLY_COMPATIBLE + 3] & XFS_REFLINK) != 0;
	return 0;
}

int
superblock_read(
	const struct facts *facts, const char *name, const char *type, struct superblock *out)
{
	bool xfs = strcmp(type, "xfs") == 0;
	char path[FACTS_NAME + 8];
	uint8_t block[SIZE];
	ssize_t n;
	int fd, error;

	memset(out, 0, sizeof *out);
	snprintf(path, sizeof path, "/dev/%s", name);
	fd = facts_open(facts, path, O_RDONLY);
	if (fd < 0)
		return -1;
	n = pread(fd, block, sizeof block, xfs ? 0 : EXT4_AT);
	error = n < 0 ? errno : EINVAL;
	close(fd);
	errno = error;
	if (n != (ssize_t)sizeof block)
		return -1;
	return xfs ? read_xfs(block, out) : read_ext4(block, out);
}

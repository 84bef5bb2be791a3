/* SPDX-License-Identifier: ISC */
/* superblock: what a file system says of itself on its device, where the kernel does not say it. */
#ifndef DOCTOR_SUPERBLOCK_H
#define DOCTOR_SUPERBLOCK_H

#include "doctor/facts.h"

struct superblock {
	bool inline_data;  /* ext4: short files lie among the data about files */
	bool journal_data; /* ext4: data goes through the journal unless a mount says otherwise */
	bool reflink;      /* XFS: files can share blocks */
};

/* Reads the superblock of type ("ext4" and its ancestors, "xfs") on the device called name in /dev
 * (Linux, fs/ext4/ext4.h and fs/xfs/libxfs/xfs_format.h). Returns 0, or -1 with errno; EINVAL when
 * it is none of that type. */
int superblock_read(const struct facts *facts, const char *name, const char *type,
	struct superblock *out) __attribute__((warn_unused_result));

#endif

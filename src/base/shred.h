/* SPDX-License-Identifier: ISC */
/* shred: overwrite a file in place, then remove it. Holds on file systems that write in place
 * (ext4 with ordered data, XFS); not on btrfs, ext4 data=journal or inline_data, and flash cells
 * are out of reach. */
#ifndef BASE_SHRED_H
#define BASE_SHRED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define SHRED_MARK "WKGONE1\0" /* how an overwritten file begins */
#define SHRED_MARK_SIZE 8
#define SHRED_MOST 65536 /* bytes: no file to be shredded by its name alone is longer */

/* Which file it is, whatever it is called. */
struct shred_identity {
	uint64_t device, inode, size;
};

/* Overwrites the regular file name in folder at with SHRED_MARK and random bytes, syncs it, unlinks
 * it, syncs the folder. links: how many names it may have; 1 where another account could have given
 * it a name of its own. Returns 0, or -1 with errno: then it may still be there, and doing it again
 * is right. EINVAL or ELOOP when it is no such file, or over SHRED_MOST: then it was not touched (a
 * huge sparse file must not fill the disk). */
int shred_file(int at, const char *name, unsigned links) __attribute__((warn_unused_result));

/* As shred_file, but the folder is not synced: for many files, after the last of which the caller
 * syncs it. After a power cut some may be back, overwritten: shred_is_marked says so. */
int shred_unsynced(int at, const char *name, unsigned links) __attribute__((warn_unused_result));
/* As shred_file of a file with one name, of any length, but only when it is the one that *known says:
 * ESTALE when another file has that name, or its length is another; then it was not touched. */
int shred_exactly(int at, const char *name, const struct shred_identity *known)
	__attribute__((warn_unused_result));

/* Reads which file fd is into *identity. Returns 0, or -1 with errno. */
int shred_identify(int fd, struct shred_identity *identity) __attribute__((warn_unused_result));
/* Overwrites the regular file behind fd, open for writing, as shred_file does, and syncs it; the rest
 * is the caller's. Returns 0, or -1 with errno. */
int shred_open(int fd) __attribute__((warn_unused_result));

/* Says whether the n bytes of a file are those of one that was overwritten but not yet removed. */
bool shred_is_marked(const uint8_t *bytes, size_t n);

#endif

/* SPDX-License-Identifier: ISC */
/* hourfile: the bytes of an hour key file, exactly 4096, always one block of its own:
 *   "WKHRK1\0\0" | hour u32 | n u32 (1-8) | kid 16 |
 *   n x [BLAKE2b-128(recipient pk) 16 | sealed secret 112] | random fill | 64 reserved
 * Everything but the sealed parts is clear: the purge finds what is due by it. */
#ifndef BASE_HOURFILE_H
#define BASE_HOURFILE_H

#include <stddef.h>
#include <stdint.h>

#define HOURFILE_SIZE 4096
#define HOURFILE_HEAD 32 /* bytes of the header */
#define HOURFILE_MAGIC "WKHRK1\0\0"
#define HOURFILE_MAGIC_SIZE 8
#define HOURFILE_KID 16     /* bytes of a key id */
#define HOURFILE_PRINT 16   /* bytes of a recipient's fingerprint */
#define HOURFILE_SEALED 112 /* crypto_box_seal of 64: S.sk 32 | kid 16 | hour u32 | 0 x 12 */
#define HOURFILE_SECRET 64  /* those 64 */
#define HOURFILE_WRAPS 8    /* recipients at most */
#define HOURFILE_NAME 37    /* bytes of "<hex kid>.key" with its final NUL */
#define HOURFILE_KEEP 336   /* hours from a key's own hour until it is destroyed, at most */

/* The clear part. */
struct hourfile {
	uint32_t hour; /* UTC hours since 1970 */
	uint32_t wraps;
	uint8_t kid[HOURFILE_KID];
};

/* Reads the header of file into *head. Returns 0, or -1 when it is no hour key file: other magic,
 * a number of wraps that cannot be, or an hour beyond the year 2400. */
int hourfile_read(const uint8_t file[static HOURFILE_HEAD], struct hourfile *head)
	__attribute__((warn_unused_result));

/* Writes the header and fills the rest of file with random bytes, to be overlaid by wraps. */
void hourfile_write(uint8_t file[static HOURFILE_SIZE], const struct hourfile *head);

/* Returns where wrap i (below HOURFILE_WRAPS) begins in file: fingerprint, then sealed secret. */
size_t hourfile_wrap(uint32_t i);

/* Writes the kid of an hour key with public half pk: BLAKE2b-128("welkom-kid-v1" | pk). */
void hourfile_derive(const uint8_t pk[static 32], uint8_t kid[static HOURFILE_KID]);

/* Writes the fingerprint of a recipient's public key: BLAKE2b-128(pk). */
void hourfile_print(const uint8_t pk[static 32], uint8_t print[static HOURFILE_PRINT]);

/* Writes "<hex kid>.key" to name. */
void hourfile_name(const uint8_t kid[static HOURFILE_KID], char name[static HOURFILE_NAME]);

/* Reads the kid out of "<hex kid>" followed by suffix. Returns 0, or -1 when name is not that. */
int hourfile_kid(const char *name, const char *suffix, uint8_t kid[static HOURFILE_KID])
	__attribute__((warn_unused_result));

#endif

/* SPDX-License-Identifier: ISC */
/* hourkeys: the folder of hour key files of one side. A file is destroyed on what its own header
 * says or on a name this project gives to unfinished files, never because a read failed. */
#ifndef REGISTER_HOURKEYS_H
#define REGISTER_HOURKEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "base/hourfile.h"

#define HOURKEYS_MUST_CHECK __attribute__((warn_unused_result))

/* What a name in the folder stands for. */
enum hourkeys_kind {
	HOURKEYS_KEY,        /* a whole hour key file, its kid as its name says */
	HOURKEYS_NONE,       /* nothing of that name */
	HOURKEYS_GONE,       /* overwritten, not yet removed */
	HOURKEYS_UNFINISHED, /* <kid>.tmp, left by a crash */
	HOURKEYS_OLD,        /* <kid>.old: what <kid>.key was before its wraps were made anew */
	HOURKEYS_STRANGE,    /* anything else: a link, a FIFO, another length or header, unreadable */
};

#define HOURKEYS_MOST 100000 /* names listed: whoever fills a folder must not take all memory */

/* The names in a folder at one moment. */
struct hourkeys_list {
	size_t n;
	char (*names)[256];
	bool cut; /* there are more than HOURKEYS_MOST; the rest is not in it */
};

/* Lists the folder keys. Returns 0 and *list, to be given to hourkeys_free, or -1 with why. */
int hourkeys_list(int keys, struct hourkeys_list *list, struct fail *why) HOURKEYS_MUST_CHECK;
void hourkeys_free(struct hourkeys_list *list);

/* A key has two names while its wraps are made anew. */
#define HOURKEYS_LINKS 2

/* Looks at name in the folder keys; a key with more than links names is HOURKEYS_STRANGE. For
 * HOURKEYS_KEY *head becomes its header. */
enum hourkeys_kind hourkeys_look(int keys, const char *name, unsigned links, struct hourfile *head);

/* Reads the key file of kid into file. Returns HOURKEYS_KEY, HOURKEYS_NONE, HOURKEYS_GONE, or
 * HOURKEYS_STRANGE. */
enum hourkeys_kind hourkeys_read(
	int keys, const uint8_t kid[static HOURFILE_KID], uint8_t file[static HOURFILE_SIZE]);

/* The same of a file that may have up to links names. */
enum hourkeys_kind hourkeys_read_linked(int keys, const uint8_t kid[static HOURFILE_KID],
	unsigned links, uint8_t file[static HOURFILE_SIZE]);

/* Writes file durably under the name of kid, mode 0660. Returns 0, or -1 with why. */
int hourkeys_write(int keys, const uint8_t kid[static HOURFILE_KID],
	const uint8_t file[static HOURFILE_SIZE], struct fail *why) HOURKEYS_MUST_CHECK;

/* Overwrites and removes the key file of kid; none is as good. Returns 0, or -1 with why. */
int hourkeys_shred(
	int keys, const uint8_t kid[static HOURFILE_KID], struct fail *why) HOURKEYS_MUST_CHECK;

#endif

/* SPDX-License-Identifier: ISC */
/* written: the files that the desk wrote for hand-overs, so that it can shred them when they are due.
 * Kept in the file "exports" beside the reception key, mode 0600, because a path is free text and so
 * has no place in the ledger. */
#ifndef HANDOVER_WRITTEN_H
#define HANDOVER_WRITTEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "base/shred.h"

#define WRITTEN_PATH 1024             /* bytes of a path with its final NUL */
#define WRITTEN_MOST 128              /* files at most */
#define WRITTEN_UNFINISHED UINT64_MAX /* as size: any size */

#define WRITTEN_MUST_CHECK __attribute__((warn_unused_result))

struct written_file {
	uint64_t line; /* number of the hand-over's ledger line */
	struct shred_identity is;
	char path[WRITTEN_PATH]; /* absolute */
};

struct written {
	size_t n;
	struct written_file file[WRITTEN_MOST];
};

/* Reads what is beside the reception key key. No such file: there are none. Returns a list to be
 * freed, or NULL with why. */
struct written *written_read(const char *key, struct fail *why) WRITTEN_MUST_CHECK;

/* Keeps what is known of the file at path, which fd is: in the place of what was known of line, or as
 * one more. Its size is what it has now, or any when it is not finished. Returns 0, or -1 with why. */
int written_keep(const char *key, uint64_t line, const char *path, int fd, bool finished,
	struct fail *why) WRITTEN_MUST_CHECK;

/* Forgets the file of line. Returns 0, or -1 with why. */
int written_forget(const char *key, uint64_t line, struct fail *why) WRITTEN_MUST_CHECK;

enum written_shredded {
	WRITTEN_SHREDDED,
	WRITTEN_GONE,   /* no file has that name any more */
	WRITTEN_OTHER,  /* another file has that name, or it was changed or linked: left alone */
	WRITTEN_FAILED, /* errno says why; it may still be there */
};

/* Shreds file when it is still the regular file of one name that the desk wrote. */
enum written_shredded written_shred(const struct written_file *file) WRITTEN_MUST_CHECK;

#endif

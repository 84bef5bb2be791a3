/* SPDX-License-Identifier: ISC */
#include "register/leftover.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "base/hourfile.h"

#define DAY (24 * 3600)

enum leftover_kind
leftover_unfinished(const struct register_side *side, const char *name, int64_t now)
{
	struct stat st;

	if (side->kind == SCHEMA_STORE)
		return LEFTOVER_ABANDONED;
	if (fstatat(side->keys, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return LEFTOVER_YOUNG;
	return now - st.st_mtime > DAY ? LEFTOVER_ABANDONED : LEFTOVER_YOUNG;
}

enum leftover_kind
leftover_old(const struct register_side *side, const char *name)
{
	uint8_t kid[HOURFILE_KID];
	char key[HOURFILE_NAME];
	struct stat old, st;

	/* only the desk makes them, and only in the store */
	if (side->kind != SCHEMA_STORE || hourfile_kid(name, ".old", kid) != 0 ||
		fstatat(side->keys, name, &old, AT_SYMLINK_NOFOLLOW) != 0 || !S_ISREG(old.st_mode))
		return LEFTOVER_STRANGE;
	hourfile_name(kid, key);
	if (fstatat(side->keys, key, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? LEFTOVER_ALONE : LEFTOVER_STRANGE;
	if (st.st_dev == old.st_dev && st.st_ino == old.st_ino)
		return LEFTOVER_SECOND;
	/* beside a file that is no whole key it may be the only one that still opens */
	return S_ISREG(st.st_mode) && st.st_size == HOURFILE_SIZE ? LEFTOVER_ABANDONED : LEFTOVER_ALONE;
}

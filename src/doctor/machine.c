/* SPDX-License-Identifier: ISC */
#include "doctor/machine.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/fs.h>
#include <linux/kd.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "register/database.h"

/* Closes fd without changing errno. */
static void
close_quietly(int fd)
{
	int error = errno;

	close(fd);
	errno = error;
}

static int
look(const struct facts *facts, const char *path, struct stat *st)
{
	char full[FACTS_PATH];

	return facts_path(facts, path, full) == 0 ? lstat(full, st) : -1;
}

static int
space(const struct facts *facts, const char *path, struct statvfs *fs)
{
	char full[FACTS_PATH];

	return facts_path(facts, path, full) == 0 ? statvfs(full, fs) : -1;
}

static int
flags(const struct facts *facts, const char *path, int *out)
{
	int rc, fd = facts_open(facts, path, O_RDONLY | O_NOFOLLOW);

	if (fd < 0)
		return -1;
	*out = 0;
	rc = ioctl(fd, FS_IOC_GETFLAGS, out);
	close_quietly(fd);
	return rc;
}

static int
memlock(const struct facts *facts, uint64_t *bytes)
{
	struct rlimit limit;

	(void)facts;
	if (getrlimit(RLIMIT_MEMLOCK, &limit) != 0)
		return -1;
	*bytes = limit.rlim_cur == RLIM_INFINITY ? UINT64_MAX : limit.rlim_cur;
	return 0;
}

static int
font(const struct facts *facts, const char *tty, uint8_t out[static FACTS_FONT])
{
	/* room for every number the kernel can count to: another font may be loaded at any moment */
	struct unimapdesc map = {USHRT_MAX, calloc(USHRT_MAX, sizeof(struct unipair))};
	int fd = facts_open(facts, tty, O_RDONLY), rc = -1;
	unsigned i, uc;

	memset(out, 0, FACTS_FONT);
	if (fd >= 0 && map.entries != NULL)
		rc = ioctl(fd, GIO_UNIMAP, &map);
	for (i = 0; rc == 0 && i < map.entry_ct; i++) {
		uc = map.entries[i].unicode;
		out[uc / 8] |= (uint8_t)(1 << uc % 8);
	}
	if (fd >= 0)
		close_quietly(fd);
	free(map.entries);
	return rc == 0 && map.entry_ct > 0 ? 0 : -1;
}

void
machine_start(struct facts *facts, const char *root)
{
	memset(facts, 0, sizeof *facts);
	facts->root = root;
	facts->uid = geteuid();
	clock_read(&facts->now);
	facts->sqlite = sqlite3_libversion_number();
	facts->sqlite_threads = sqlite3_threadsafe() != 0;
	facts->sqlite_deletes = sqlite3_compileoption_used("SECURE_DELETE") != 0;
	facts->sodium = sodium_version_string();
	facts->stat = look;
	facts->space = space;
	facts->flags = flags;
	facts->memlock = memlock;
	facts->font = font;
}

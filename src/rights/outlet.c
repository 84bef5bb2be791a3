/* SPDX-License-Identifier: ISC */
#include "rights/outlet.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "base/folder.h"
#include "base/nls.h"
#include "base/shred.h"

int
outlet_begin(const char *path, struct fail *why)
{
	int fd;

	if (path == NULL)
		return STDOUT_FILENO;
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0 && errno == EEXIST)
		return fail_set(why, _("%s exists already; nothing is written over"), path);
	return fd < 0 ? fail_errno(why, errno, _("cannot make %s"), path) : fd;
}

/* Shreds the file that fd is. Returns 0, or -1. */
static int
destroy(int fd, const char *path)
{
	const char *name;
	struct shred_identity is;
	int rc = -1, folder = folder_open_parent(path, &name);

	if (folder >= 0 && shred_identify(fd, &is) == 0)
		rc = shred_exactly(folder, name, &is);
	if (folder >= 0)
		close(folder);
	return rc;
}

int
outlet_end(int fd, const char *path, int whole, struct fail *why)
{
	int rc = 0;

	if (path == NULL)
		return 0;
	if (whole && fsync(fd) != 0) {
		rc = fail_errno(why, errno, _("cannot write %s"), path);
		whole = 0;
	}
	if (!whole && destroy(fd, path) != 0)
		rc = fail_set(why, _("%s is not whole and could not be removed; destroy it"), path);
	close(fd);
	return rc;
}

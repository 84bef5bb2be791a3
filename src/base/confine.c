/* SPDX-License-Identifier: ISC */
#include "base/confine.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/nls.h"

/* Names and numbers as in linux/landlock.h; that of a system may be older than its kernel. */
#define RULE_PATH_BENEATH 1
#define CREATE_VERSION 1
#define FS_WRITE_FILE (1ULL << 1)
#define FS_READ_FILE (1ULL << 2)
#define FS_READ_DIR (1ULL << 3)
#define FS_REMOVE_FILE (1ULL << 5)
#define FS_MAKE_REG (1ULL << 8)
#define FS_TRUNCATE (1ULL << 14)
#define FS_IOCTL_DEV (1ULL << 15)

struct ruleset {
	uint64_t files;
	uint64_t network;
	uint64_t scoped;
};

/* What each version can refuse. A ruleset with all of it refuses all that no rule allows. */
static struct ruleset
everything(long version)
{
	struct ruleset all = {.files = (1ULL << 13) - 1};

	if (version >= 2)
		all.files |= 1ULL << 13; /* rename into another folder */
	if (version >= 3)
		all.files |= FS_TRUNCATE;
	if (version >= 4)
		all.network = 3; /* TCP: bind, connect */
	if (version >= 5)
		all.files |= FS_IOCTL_DEV;
	if (version >= 6)
		all.scoped = 3; /* abstract sockets, signals */
	return all;
}

/* What each right is to the kernel. */
static const uint64_t rights[] = {
	[CONFINE_READ] = FS_READ_FILE | FS_READ_DIR,
	[CONFINE_CHANGE] = FS_READ_FILE | FS_READ_DIR | FS_WRITE_FILE | FS_TRUNCATE,
	[CONFINE_WRITE] = FS_READ_FILE | FS_READ_DIR | FS_WRITE_FILE | FS_TRUNCATE | FS_MAKE_REG |
		FS_REMOVE_FILE,
	[CONFINE_TERMINAL] = FS_READ_FILE | FS_WRITE_FILE | FS_IOCTL_DEV,
};

/* Adds what is at path to rules. Returns 0, or -1 with errno. */
static int
allow_path(int rules, const struct confine_path *path, uint64_t possible)
{
	struct {
		uint64_t rights;
		int32_t fd;
	} __attribute__((packed)) rule = {.rights = rights[path->right] & possible};
	struct statfs fs;
	struct stat st;
	int rc = -1;

	rule.fd = openat(path->at, path->path, O_PATH | O_CLOEXEC);
	if (rule.fd < 0)
		return errno == ENOENT || errno == ENOTDIR || errno == EACCES || errno == ELOOP ||
				errno == ENAMETOOLONG
			? 0
			: -1;
	if (fstat(rule.fd, &st) == 0 && fstatfs(rule.fd, &fs) == 0) {
		if (!S_ISDIR(st.st_mode))
			rule.rights &= FS_READ_FILE | FS_WRITE_FILE | FS_TRUNCATE | FS_IOCTL_DEV;
		rc = (int)syscall(SYS_landlock_add_rule, rules, RULE_PATH_BENEATH, &rule, 0);
		if (rc != 0 && errno == EBADFD) /* of no file system that is mounted: a pipe */
			rc = 0;
		/* a rule holds on to an inode, of which procfs makes another when memory is short; not
		 * while a descriptor is open */
		if (rc == 0 && fs.f_type == PROC_SUPER_MAGIC)
			return 0;
	}
	close(rule.fd);
	return rc;
}

enum confine_result
confine_files(const struct confine_path *paths, size_t n, struct fail *why)
{
	long version = syscall(SYS_landlock_create_ruleset, NULL, 0, CREATE_VERSION);
	struct ruleset all;
	size_t i;
	int rules;

	if (version < 1) {
		fail_errno(why, errno, _("this system cannot confine a program to its files (landlock)"));
		return CONFINE_NOT_HERE;
	}
	all = everything(version);
	rules = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
	if (rules < 0)
		goto fail;
	for (i = 0; i < n; i++)
		if (allow_path(rules, &paths[i], all.files) != 0)
			goto fail;
	prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	if (syscall(SYS_landlock_restrict_self, rules, 0) != 0)
		goto fail;
	close(rules);
	return CONFINE_DONE;
fail:
	fail_errno(why, errno, _("the program could not be confined to its files"));
	if (rules >= 0)
		close(rules);
	return CONFINE_FAILED;
}

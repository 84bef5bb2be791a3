/* SPDX-License-Identifier: ISC */
#include "setup/install_remove.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <sodium.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/nls.h"
#include "base/shred.h"

#define BLOCK 4096
#define HOUR_KEY "WKHRK1" /* how an hour key file begins */
#define HOUR_KEY_SIZE 6
#define LEDGER_LINE 160 /* bytes that the first line of a ledger, "init", has at most */

/* SQLite marks with a lock on these bytes that a database is open in a program. */
#define SHARED_FIRST 0x40000002
#define SHARED_SIZE 510

static bool
is_open_elsewhere(int root, const char *db)
{
	struct flock lock = {
		.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = SHARED_FIRST, .l_len = SHARED_SIZE};
	int fd = openat(root, db, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	bool open;

	if (fd < 0)
		return false;
	open = fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
	close(fd);
	return open;
}

int
install_remove_begin(const char *state_dir, int *lock, struct fail *why)
{
	int store, root = folder_open(AT_FDCWD, state_dir);
	bool busy;

	*lock = -1;
	if (root < 0 && errno == ENOENT)
		return 0;
	if (root < 0)
		return fail_errno(why, errno, _("cannot open the folder %s"), state_dir);
	busy = is_open_elsewhere(root, "inbox/db/inbox.db") ||
		is_open_elsewhere(root, "store/db/store.db");
	store = folder_open(root, "store");
	if (!busy && store >= 0) {
		*lock = file_lock(store, "lock", 0);
		busy = *lock < 0 && errno == EWOULDBLOCK;
	}
	if (store >= 0)
		close(store);
	close(root);
	if (busy)
		return fail_set(why,
			_("a program is using the register: a kiosk, the desk or the job that forgets. End it "
			  "first (systemctl stop welkom-kiosk@tty1). Nothing was removed"));
	return 0;
}

/* Copies what is in from to the end of to. Returns 0, or -1 with errno. */
static int
copy(int from, int to)
{
	char block[BLOCK];
	ssize_t n;

	while ((n = file_read_all(from, block, sizeof block)) > 0)
		if (file_write_all(to, block, (size_t)n) != 0)
			return -1;
	return n < 0 ? -1 : fsync(to);
}

/* Makes a new file beside state_dir, named by the day. Returns a descriptor, or -1 with errno. */
static int
make_copy(const char *state_dir, char path[static PLACE_PATH])
{
	time_t now = time(NULL);
	struct tm tm = {0};
	char day[16];
	int i, fd = -1;

	gmtime_r(&now, &tm);
	strftime(day, sizeof day, "%Y%m%d", &tm);
	for (i = 1; fd < 0 && i < 10; i++) {
		if ((size_t)snprintf(path, PLACE_PATH, "%s-ledger-%s-%d", state_dir, day, i) >= PLACE_PATH)
			return -1;
		fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
		if (fd < 0 && errno != EEXIST)
			return -1;
	}
	return fd;
}

int
install_remove_keep_ledger(const char *state_dir, char kept[static PLACE_PATH], struct fail *why)
{
	int rc, out, fd = -1, state, root = folder_open(AT_FDCWD, state_dir);
	struct stat st;

	*kept = '\0';
	state = root < 0 ? -1 : folder_open(root, "state");
	if (state >= 0)
		fd = file_open(state, "ledger", O_RDONLY, 1);
	if (state >= 0)
		close(state);
	if (root >= 0)
		close(root);
	if (fd < 0 || fstat(fd, &st) != 0 || st.st_size <= LEDGER_LINE) {
		if (fd >= 0)
			close(fd);
		return 0;
	}
	out = make_copy(state_dir, kept);
	rc = out < 0 ? -1 : copy(fd, out);
	if (rc != 0)
		fail_errno(why, errno, _("cannot keep a copy of the ledger; nothing was removed"));
	if (out >= 0)
		close(out);
	close(fd);
	return rc;
}

/* Overwrites the hour key in a file that shred_file would not touch, because it has another name
 * elsewhere; what is no hour key stays as it is. Returns 0, or -1 with errno. */
static int
overwrite_linked(int at, const char *name)
{
	uint8_t block[BLOCK];
	int rc = 0, fd = openat(at, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat st;

	if (fd < 0)
		return errno == ELOOP || errno == ENXIO || errno == EISDIR ? 0 : -1;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
		file_read_all(fd, block, HOUR_KEY_SIZE) == HOUR_KEY_SIZE &&
		memcmp(block, HOUR_KEY, HOUR_KEY_SIZE) == 0) {
		randombytes_buf(block, sizeof block);
		rc = pwrite(fd, block, sizeof block, 0) == (ssize_t)sizeof block ? fsync(fd) : -1;
	}
	close(fd);
	return rc;
}

/* Overwrites and removes the file name; folders, links and pipes are left for later. */
static int
destroy(int at, const char *name)
{
	struct stat st;

	if (fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT ? 0 : -1;
	if (!S_ISREG(st.st_mode))
		return 0;
	if (shred_file(at, name, 1) == 0)
		return 0;
	return errno == EINVAL && overwrite_linked(at, name) == 0 ? unlinkat(at, name, 0) : -1;
}

/* Calls act for each name in folder path below root. A folder that is not there has none. Returns 0,
 * or -1 with why. */
static int
each(int at, int (*act)(int, const char *), struct fail *why)
{
	int fd = openat(at, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc = 0;
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;

	if (dir == NULL) {
		if (fd >= 0)
			close(fd);
		return fail_errno(why, errno, _("cannot read a folder of the register"));
	}
	while (rc == 0 && (entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		rc = act(at, entry->d_name);
		if (rc != 0)
			fail_errno(why, errno, _("cannot destroy %s"), entry->d_name);
	}
	closedir(dir);
	return rc;
}

/* Overwrites all keys of one side. Returns 0, or -1 with why. */
static int
destroy_keys(int root, const char *folder, struct fail *why)
{
	int rc, fd = folder_open(root, folder);

	if (fd < 0)
		return errno == ENOENT || errno == ENOTDIR || errno == ELOOP
			? 0
			: fail_errno(why, errno, _("cannot open the folder %s"), folder);
	rc = each(fd, destroy, why);
	close(fd);
	return rc;
}

/* Takes "only grows" from the ledger, or it could not be removed. */
static void
let_ledger_go(int root)
{
	int flags, fd, state = folder_open(root, "state");

	fd = state < 0 ? -1 : file_open(state, "ledger", O_RDONLY, 1);
	if (fd >= 0 && ioctl(fd, FS_IOC_GETFLAGS, &flags) == 0 && (flags & FS_APPEND_FL) != 0) {
		flags &= ~FS_APPEND_FL;
		if (ioctl(fd, FS_IOC_SETFLAGS, &flags) != 0)
			fprintf(stderr, "%s\n", strerror(errno));
	}
	if (fd >= 0)
		close(fd);
	if (state >= 0)
		close(state);
}

/* Removes name and all below it. */
static int
remove_tree(int at, const char *name)
{
	int rc, fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0)
		return unlinkat(at, name, 0) == 0 || errno == ENOENT ? 0 : -1;
	rc = each(fd, remove_tree, NULL);
	close(fd);
	return rc != 0 ? -1 : unlinkat(at, name, AT_REMOVEDIR);
}

int
install_remove_register(const char *state_dir, bool whole, struct fail *why)
{
	static const char *const keys[] = {"inbox/keys", "store/keys"};
	int inbox, rc = 0, root = folder_open(AT_FDCWD, state_dir);
	size_t i;

	if (root < 0)
		return errno == ENOENT ? 0
							   : fail_errno(why, errno, _("cannot open the folder %s"), state_dir);
	for (i = 0; rc == 0 && i < sizeof keys / sizeof keys[0]; i++)
		rc = destroy_keys(root, keys[i], why);
	inbox = folder_open(root, "inbox");
	if (rc == 0 && inbox >= 0 && destroy(inbox, "tag.key") != 0)
		rc = fail_errno(why, errno, _("cannot destroy %s"), "tag.key");
	if (inbox >= 0)
		close(inbox);
	if (rc == 0) {
		let_ledger_go(root);
		rc = each(root, remove_tree, why);
	}
	close(root);
	if (rc == 0 && whole && rmdir(state_dir) != 0 && errno != ENOENT)
		rc = fail_errno(why, errno, _("cannot remove the folder %s"), state_dir);
	return rc;
}

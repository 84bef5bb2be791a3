/* SPDX-License-Identifier: ISC */
#include "register/create.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sodium.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "base/nls.h"
#include "register/register.h"

/* Tells backup programs to leave a folder out (bford.info/cachedir). */
#define CACHEDIR_TAG "Signature: 8a477f597d28d172789f06886806bc55\n"

struct folder {
	const char *path;
	mode_t mode;
};

/* Outer folders close the way; inner ones are set-group-id, so that files keep the group. */
static const struct folder folders[] = {
	{"inbox", 0750},
	{"inbox/db", 02770},
	{"inbox/keys", 02770},
	{"store", 0750},
	{"store/db", 02770},
	{"store/keys", 02770},
	{"state", 0755},
};

/* The files of a register that has just been begun; with 0 those that may be missing. */
static const struct folder files[] = {
	{"inbox/CACHEDIR.TAG", 0644},
	{"inbox/tag.key", 0440},
	{"inbox/db/inbox.db", 0660},
	{"inbox/db/inbox.db-wal", 0},
	{"inbox/db/inbox.db-shm", 0},
	{"store/CACHEDIR.TAG", 0644},
	{"store/lock", 0660},
	{"store/db/store.db", 0660},
	{"store/db/store.db-wal", 0},
	{"store/db/store.db-shm", 0},
	{"state/clock", 0664},
	{"state/last-purge", 0644},
	{"state/ledger", 0660},
};

/* Says whether the folder has nothing in it. */
static bool
is_empty(int root)
{
	struct dirent *entry;
	bool empty = true;
	DIR *dir = NULL;
	int fd = openat(root, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0)
		dir = fdopendir(fd);
	if (dir == NULL) {
		if (fd >= 0)
			close(fd);
		return false;
	}
	while (empty && (entry = readdir(dir)) != NULL)
		empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
	closedir(dir);
	return empty;
}

static int
make_folders(int root, struct fail *why)
{
	size_t i;

	for (i = 0; i < sizeof folders / sizeof folders[0]; i++)
		if (folder_make(root, folders[i].path, folders[i].mode) != 0)
			return fail_errno(why, errno, _("cannot make the folder %s"), folders[i].path);
	return 0;
}

static int
make_files(int root, struct fail *why)
{
	uint8_t tag[REGISTER_TAG];
	int rc;

	randombytes_buf(tag, sizeof tag);
	rc = file_create(root, "inbox/tag.key", 0440, tag, sizeof tag);
	sodium_memzero(tag, sizeof tag);
	if (rc != 0 || file_create(root, "store/lock", 0660, "", 0) != 0 ||
		file_create(root, "inbox/CACHEDIR.TAG", 0644, CACHEDIR_TAG, strlen(CACHEDIR_TAG)) != 0 ||
		file_create(root, "store/CACHEDIR.TAG", 0644, CACHEDIR_TAG, strlen(CACHEDIR_TAG)) != 0 ||
		file_create(root, "state/ledger", 0660, "", 0) != 0 ||
		/* made empty with their mode before SQLite opens them: it would make them
		 * unwritable for the other accounts, and gives its log the same mode */
		file_create(root, "inbox/db/inbox.db", 0660, "", 0) != 0 ||
		file_create(root, "store/db/store.db", 0660, "", 0) != 0)
		return fail_errno(why, errno, _("cannot make the files of the register"));
	return 0;
}

static int
make_database(const char *root, const char *name, enum schema_kind kind, struct fail *why)
{
	char path[REGISTER_PATH];
	sqlite3 *db;
	int rc;

	if ((size_t)snprintf(path, sizeof path, "%s/%s", root, name) >= sizeof path)
		return fail_set(why, _("the path of the register is too long"));
	if (database_open(path, DATABASE_NEW, &db, why) != 0)
		return -1;
	rc = schema_make(db, kind, why);
	database_close(db);
	return rc;
}

int
create_register(const char *state_dir, struct fail *why)
{
	char real[PATH_MAX];
	int root, rc = -1;

	if (mkdir(state_dir, 0755) != 0 && errno != EEXIST)
		return fail_errno(why, errno, _("cannot make the folder %s"), state_dir);
	if (realpath(state_dir, real) == NULL)
		return fail_errno(why, errno, _("cannot open the folder %s"), state_dir);
	root = folder_open(AT_FDCWD, real);
	if (root < 0)
		return fail_errno(why, errno, _("cannot open the folder %s"), state_dir);
	if (!is_empty(root))
		fail_set(why, _("%s is not an empty folder; nothing was changed"), state_dir);
	else if (fchmod(root, 0755) != 0)
		fail_errno(why, errno, _("cannot set the mode of %s"), state_dir);
	else if (make_folders(root, why) == 0 && make_files(root, why) == 0 &&
		make_database(real, "inbox/db/inbox.db", SCHEMA_INBOX, why) == 0 &&
		make_database(real, "store/db/store.db", SCHEMA_STORE, why) == 0)
		rc = syncfs(root) == 0 ? 0 : fail_errno(why, errno, _("cannot sync %s"), real);
	close(root);
	return rc;
}

/* Gives one file or folder away; a mode after the owner, because a new owner may cost some of it. */
static int
give(int root, const struct folder *one, const struct create_owners *owners, struct fail *why)
{
	gid_t group = strncmp(one->path, "inbox", 5) == 0 ? owners->winbox : owners->wstore;
	mode_t mode = one->mode == 0 ? 0660 : one->mode;

	if (fchownat(root, one->path, owners->keeper, group, AT_SYMLINK_NOFOLLOW) == 0 &&
		fchmodat(root, one->path, mode, 0) == 0)
		return 0;
	if (errno == ENOENT && one->mode == 0)
		return 0;
	return fail_errno(why, errno, _("cannot give %s to its account"), one->path);
}

int
create_give(const char *state_dir, const struct create_owners *owners, struct fail *why)
{
	int root = open(state_dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc = 0;
	size_t i;

	if (root < 0)
		return fail_errno(why, errno, _("cannot open the folder %s"), state_dir);
	for (i = 0; rc == 0 && i < sizeof files / sizeof files[0]; i++)
		rc = give(root, &files[i], owners, why);
	/* an outer folder stands before what is in it */
	for (i = sizeof folders / sizeof folders[0]; rc == 0 && i > 0; i--)
		rc = give(root, &folders[i - 1], owners, why);
	if (rc == 0 && syncfs(root) != 0)
		rc = fail_errno(why, errno, _("cannot sync %s"), state_dir);
	close(root);
	return rc;
}

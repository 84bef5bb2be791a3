/* SPDX-License-Identifier: ISC */
#include "setup/system_use.h"

#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <fts.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "setup/system_account.h"

/* Returns the owner of process pid, a name in /proc, or -1. */
static uid_t
owner_of(int proc, const char *pid)
{
	struct stat st;

	return isdigit((unsigned char)*pid) && fstatat(proc, pid, &st, 0) == 0 ? st.st_uid : (uid_t)-1;
}

/* A process that is not dumpable, as ours are, seems to belong to root there: its status tells. */
static uid_t
real_owner_of(int proc, const char *pid)
{
	char path[64], line[256];
	unsigned uid = (unsigned)-1;
	FILE *stream;
	int fd;

	if (!isdigit((unsigned char)*pid))
		return (uid_t)-1;
	snprintf(path, sizeof path, "%.20s/status", pid);
	fd = openat(proc, path, O_RDONLY | O_CLOEXEC);
	stream = fd < 0 ? NULL : fdopen(fd, "r");
	if (stream == NULL) {
		if (fd >= 0)
			close(fd);
		return owner_of(proc, pid);
	}
	while (fgets(line, sizeof line, stream) != NULL)
		if (sscanf(line, "Uid: %u", &uid) == 1)
			break;
	fclose(stream);
	return uid;
}

bool
system_use_busy(const char **name)
{
	uid_t uids[SYSTEM_USE_ACCOUNTS], owner;
	const struct passwd *user;
	struct dirent *entry;
	bool busy = false;
	DIR *proc;
	size_t i;

	for (i = 0; i < SYSTEM_USE_ACCOUNTS; i++) {
		user = getpwnam(system_account_name(i));
		uids[i] = user == NULL ? (uid_t)-1 : user->pw_uid;
	}
	proc = opendir("/proc");
	if (proc == NULL)
		return false;
	while (!busy && (entry = readdir(proc)) != NULL) {
		owner = real_owner_of(dirfd(proc), entry->d_name);
		for (i = 0; i < SYSTEM_USE_ACCOUNTS && owner != (uid_t)-1; i++) {
			if (owner == uids[i]) {
				*name = system_account_name(i);
				busy = true;
			}
		}
	}
	closedir(proc);
	return busy;
}

/* An account or a group in the order of struct system_use_files; (uid_t)-1 and (gid_t)-1 are none. */
struct owner {
	uid_t uid;
	gid_t gid;
};

/* Returns the name that is the i-th in struct system_use_files: accounts, their own groups, and the
 * groups they share. */
static const char *
name_at(size_t i)
{
	if (i < 2 * SYSTEM_USE_ACCOUNTS)
		return system_account_name(i % SYSTEM_USE_ACCOUNTS);
	return system_account_group(i - 2 * SYSTEM_USE_ACCOUNTS);
}

static void
look_up_owners(struct owner owners[static SYSTEM_USE_NAMES])
{
	const struct passwd *user;
	const struct group *group;
	size_t i;

	for (i = 0; i < SYSTEM_USE_NAMES; i++) {
		owners[i] = (struct owner){(uid_t)-1, (gid_t)-1};
		user = i < SYSTEM_USE_ACCOUNTS ? getpwnam(name_at(i)) : NULL;
		group = i < SYSTEM_USE_ACCOUNTS ? NULL : getgrnam(name_at(i));
		if (user != NULL)
			owners[i].uid = user->pw_uid;
		if (group != NULL)
			owners[i].gid = group->gr_gid;
	}
}

/* Notes whom one file belongs to. */
static void
look_at(const FTSENT *entry, const struct owner owners[static SYSTEM_USE_NAMES],
	struct system_use_files *files)
{
	const struct stat *st = entry->fts_statp;
	size_t i;

	for (i = 0; i < SYSTEM_USE_NAMES; i++)
		if (files->path[i][0] == '\0' &&
			(st->st_uid == owners[i].uid || st->st_gid == owners[i].gid))
			snprintf(files->path[i], PLACE_PATH, "%s", entry->fts_path);
}

void
system_use_find(struct system_use_files *files)
{
	char root[] = "/", var[] = "/var", home[] = "/home", tmp[] = "/tmp", srv[] = "/srv";
	char *const others[] = {var, home, tmp, srv};
	char *roots[6] = {root, NULL};
	struct owner owners[SYSTEM_USE_NAMES];
	struct stat top, st;
	size_t i, n = 1;
	FTSENT *entry;
	FTS *fts;

	memset(files, 0, sizeof *files);
	look_up_owners(owners);
	/* those that are file systems of their own */
	for (i = 0; stat(root, &top) == 0 && i < sizeof others / sizeof others[0]; i++)
		if (lstat(others[i], &st) == 0 && S_ISDIR(st.st_mode) && st.st_dev != top.st_dev)
			roots[n++] = others[i];
	fts = fts_open(roots, FTS_PHYSICAL | FTS_XDEV | FTS_NOCHDIR, NULL);
	while (fts != NULL && (entry = fts_read(fts)) != NULL)
		if (entry->fts_info != FTS_NS && entry->fts_info != FTS_DP && entry->fts_info != FTS_ERR)
			look_at(entry, owners, files);
	if (fts != NULL)
		fts_close(fts);
}

const char *
system_use_file(const struct system_use_files *files, const char *name, bool group)
{
	size_t i = group ? SYSTEM_USE_ACCOUNTS : 0;

	for (; i < SYSTEM_USE_NAMES; i++)
		if (strcmp(name_at(i), name) == 0)
			return files->path[i][0] == '\0' ? NULL : files->path[i];
	return NULL;
}

/* SPDX-License-Identifier: ISC */
#include "doctor/facts.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "doctor/passwd.h"

const char *
facts_as_keeper(const struct facts *facts)
{
	return facts->shared ? "runuser -u " FACTS_KEEPER " -- " : "";
}

int
facts_path(const struct facts *facts, const char *path, char out[static FACTS_PATH])
{
	if ((size_t)snprintf(out, FACTS_PATH, "%s%s", facts->root, path) < FACTS_PATH)
		return 0;
	errno = ENAMETOOLONG;
	return -1;
}

int
facts_open(const struct facts *facts, const char *path, int flags)
{
	char full[FACTS_PATH];

	if (facts_path(facts, path, full) != 0)
		return -1;
	/* without O_NONBLOCK a pipe of that name would be waited for */
	return open(full, flags | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
}

ssize_t
facts_read(const struct facts *facts, const char *path, char *out, size_t cap)
{
	int error, fd = facts_open(facts, path, O_RDONLY);
	ssize_t n;

	out[0] = '\0';
	if (fd < 0)
		return -1;
	n = file_read_all(fd, out, cap - 1);
	error = errno;
	close(fd);
	errno = error;
	out[n < 0 ? 0 : n] = '\0';
	return n;
}

int
facts_line(const struct facts *facts, const char *path, char *out, size_t cap)
{
	if (facts_read(facts, path, out, cap) < 0)
		return -1;
	out[strcspn(out, "\n")] = '\0';
	return 0;
}

char *
facts_text(const struct facts *facts, const char *path)
{
	char *text = malloc(FACTS_TEXT);
	int error;

	if (text != NULL && facts_read(facts, path, text, FACTS_TEXT) < 0) {
		error = errno;
		free(text);
		errno = error;
		text = NULL;
	}
	return text;
}

bool
facts_has(const struct facts *facts, const char *path)
{
	struct stat st;

	return facts->stat(facts, path, &st) == 0;
}

int
facts_each(const struct facts *facts, const char *path, bool (*take)(void *arg, const char *name),
	void *arg)
{
	int fd = facts_open(facts, path, O_RDONLY | O_DIRECTORY);
	DIR *dir = fd < 0 ? NULL : fdopendir(fd);
	struct dirent *entry;

	if (dir == NULL) {
		if (fd >= 0)
			close(fd);
		return -1;
	}
	while (take != NULL && (entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		if (!take(arg, entry->d_name))
			break;
	}
	closedir(dir);
	return 0;
}

/* Looking for one of some processes. */
struct search {
	const struct facts *facts;
	const char *const *names;
	size_t n;
	const char *found;
};

static bool
take_process(void *arg, const char *name)
{
	char path[FACTS_NAME + 16], comm[32];
	struct search *s = arg;
	size_t i;

	if (!isdigit((unsigned char)*name))
		return true;
	snprintf(path, sizeof path, "/proc/%s/comm", name);
	if (facts_line(s->facts, path, comm, sizeof comm) != 0)
		return true; /* it has ended meanwhile */
	for (i = 0; i < s->n && s->found == NULL; i++)
		if (strcmp(comm, s->names[i]) == 0)
			s->found = s->names[i];
	return s->found == NULL;
}

const char *
facts_running(const struct facts *facts, const char *const *names, size_t n)
{
	struct search s = {.facts = facts, .names = names, .n = n};

	facts_each(facts, "/proc", take_process, &s);
	return s.found;
}

/* Takes root off the beginning of path, which conf_read was given with it. */
static void
strip(const struct facts *facts, char *path)
{
	size_t n = strlen(facts->root);

	if (strncmp(path, facts->root, n) == 0)
		memmove(path, path + n, strlen(path + n) + 1);
}

/* All belongs to one account where the register's folder and its inbox do; but root's is the way of
 * several accounts, done by half, when there are such. */
static void
find_owner(struct facts *facts)
{
	char inbox[FACTS_PATH];
	struct passwd_account keeper;
	struct stat root, side;

	facts->owner = 0;
	facts->shared = true;
	snprintf(inbox, sizeof inbox, "%s/inbox", facts->conf.state_dir);
	facts->absent = facts->stat(facts, facts->conf.state_dir, &root) != 0 && errno == ENOENT;
	if (facts->absent || facts->stat(facts, facts->conf.state_dir, &root) != 0)
		return;
	facts->owner = root.st_uid;
	if (facts->stat(facts, inbox, &side) == 0)
		facts->shared = side.st_uid != root.st_uid;
	if (root.st_uid == 0 && !facts->shared)
		facts->shared = passwd_find(facts, FACTS_KEEPER, &keeper) == 0;
}

void
facts_configure(struct facts *facts, const char *file)
{
	char full[FACTS_PATH];

	facts->unread.text[0] = '\0';
	if (facts_path(facts, file, full) != 0 || conf_read(&facts->conf, full, &facts->unread) != 0)
		if (facts->unread.text[0] == '\0')
			fail_errno(&facts->unread, errno, "%s", file);
	strip(facts, facts->conf.file);
	strip(facts, facts->conf.folder);
	find_owner(facts);
}

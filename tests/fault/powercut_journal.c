/* SPDX-License-Identifier: ISC */
#include "fault/powercut_journal.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/file.h"

#define MOST (1 << 20) /* bytes of a file in a picture */

static int
load(const char *file, uint8_t **bytes, size_t *n)
{
	int fd = open(file, O_RDONLY | O_CLOEXEC);
	struct stat st;
	ssize_t got = -1;

	if (fd >= 0 && fstat(fd, &st) == 0 && (*bytes = malloc((size_t)st.st_size + 1)) != NULL)
		got = file_read_all(fd, *bytes, (size_t)st.st_size);
	if (fd >= 0)
		close(fd);
	if (got < 0)
		perror(file);
	*n = got < 0 ? 0 : (size_t)got;
	return got < 0 ? -1 : 0;
}

int
powercut_journal_read(const char *file, struct powercut_journal *j)
{
	struct powercut_effect *e;
	size_t size, at = 0, room = 0;

	*j = (struct powercut_journal){0};
	if (load(file, &j->bytes, &size) != 0)
		return -1;
	while (at + sizeof e->r <= size) {
		if (j->n == room) {
			room = room == 0 ? 1024 : room * 2;
			j->list = realloc(j->list, room * sizeof j->list[0]);
			if (j->list == NULL)
				abort();
		}
		e = &j->list[j->n++];
		memcpy(&e->r, j->bytes + at, sizeof e->r);
		at += sizeof e->r;
		e->name = strndup((char *)j->bytes + at, e->r.n);
		e->data = j->bytes + at + e->r.n;
		at += e->r.n + e->r.m;
	}
	if (at == size)
		return 0;
	fprintf(stderr, "%s: torn\n", file);
	return -1;
}

void
powercut_journal_free(struct powercut_journal *j)
{
	size_t i;

	for (i = 0; i < j->n; i++)
		free(j->list[i].name);
	free(j->list);
	free(j->bytes);
}

/* Appends r with its n and m bytes in one write, as tests/shim/journal.c does: a program that is recorded
 * may append at the same moment. */
static int
put(int fd, struct powercut_record *r, const char *name, const void *data)
{
	struct iovec parts[] = {
		{r, sizeof *r}, {(void *)(uintptr_t)name, strlen(name)}, {(void *)(uintptr_t)data, r->m}};

	r->n = (uint32_t)parts[1].iov_len;
	return writev(fd, parts, 3) == (ssize_t)(sizeof *r + r->n + r->m) ? 0 : -1;
}

static int
put_file(int fd, struct powercut_record *r, int at, const char *name, const char *shown)
{
	static uint8_t bytes[MOST];
	int file = openat(at, name, O_RDONLY | O_CLOEXEC);
	ssize_t n = file < 0 ? -1 : file_read_all(file, bytes, sizeof bytes);

	if (file >= 0)
		close(file);
	if (n < 0 || n == MOST)
		return -1;
	r->m = (uint32_t)n;
	return put(fd, r, shown, bytes);
}

/* Draws what is called name in the folder at, and all below it. path is its name below the base. */
static int
draw(int fd, int at, uint64_t folder, const char *name, const char *path, bool end)
{
	struct powercut_record r = {.folder = folder};
	struct dirent *entry;
	struct stat st;
	char below[512];
	DIR *dir;
	int rc = 0, inner;

	if (fstatat(at, name, &st, AT_SYMLINK_NOFOLLOW) != 0)
		return 0; /* it may come later */
	r.inode = st.st_ino;
	r.mode = st.st_mode & 07777;
	r.kind = end ? POWERCUT_END_FILE : POWERCUT_BASE_FILE;
	if (!S_ISDIR(st.st_mode))
		return strstr(name, "-shm") != NULL ? 0 : put_file(fd, &r, at, name, end ? path : name);
	r.kind = POWERCUT_BASE_FOLDER;
	if (!end && put(fd, &r, name, "") != 0)
		return -1;
	inner = openat(at, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	dir = inner < 0 ? NULL : fdopendir(inner);
	if (dir == NULL)
		return -1;
	while (rc == 0 && (entry = readdir(dir)) != NULL) {
		if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
			continue;
		snprintf(below, sizeof below, "%s/%s", path, entry->d_name);
		rc = draw(fd, inner, st.st_ino, entry->d_name, below, end);
	}
	closedir(dir);
	return rc;
}

static int
picture(const char *file, int flags, const char *base, char **names, size_t n, bool end)
{
	struct powercut_record r = {.kind = end ? POWERCUT_END : POWERCUT_BASE_FOLDER};
	int fd = open(file, O_WRONLY | O_APPEND | O_CLOEXEC | flags, 0600);
	int at = open(base, O_RDONLY | O_DIRECTORY | O_CLOEXEC), rc = -1;
	struct stat st;
	size_t i;

	if (fd >= 0 && at >= 0 && fstat(at, &st) == 0) {
		r.inode = st.st_ino;
		rc = end ? 0 : put(fd, &r, base, "");
		for (i = 0; i < n && rc == 0; i++)
			rc = draw(fd, at, st.st_ino, names[i], names[i], end);
		if (rc == 0 && end)
			rc = put(fd, &r, "", "");
	}
	if (fd >= 0)
		close(fd);
	if (at >= 0)
		close(at);
	if (rc != 0)
		perror(file);
	return rc;
}

int
powercut_journal_begin(const char *file, const char *base, char **names, size_t n)
{
	return picture(file, O_CREAT | O_TRUNC, base, names, n, false);
}

int
powercut_journal_end(const char *file, const char *base, char **names, size_t n)
{
	return picture(file, 0, base, names, n, true);
}

int
powercut_journal_mark(const char *file, const char *text)
{
	struct powercut_record r = {.kind = POWERCUT_MARK};
	int fd = open(file, O_WRONLY | O_APPEND | O_CLOEXEC), rc;

	rc = fd < 0 ? -1 : put(fd, &r, text, "");
	if (fd >= 0)
		close(fd);
	if (rc != 0)
		perror(file);
	return rc;
}

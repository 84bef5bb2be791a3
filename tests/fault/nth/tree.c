/* SPDX-License-Identifier: ISC */
#include "fault/nth/tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static struct tree_file *
add(struct tree *t, const char *path, mode_t mode)
{
	struct tree_file *more = realloc(t->files, (t->count + 1) * sizeof *more);

	if (more == NULL)
		return NULL;
	t->files = more;
	t->files[t->count] = (struct tree_file){.path = strdup(path), .mode = mode & 07777};
	return &t->files[t->count++];
}

static int
read_file(struct tree_file *file, const char *path, size_t n)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	file->bytes = malloc(n + 1);
	file->n = n;
	if (fd < 0 || file->bytes == NULL || file_read_all(fd, file->bytes, n) != (ssize_t)n) {
		if (fd >= 0)
			close(fd);
		return -1;
	}
	file->bytes[n] = 0;
	return close(fd);
}

/* Reads what is in the folder base/below. */
static int
read_folder(struct tree *t, const char *base, const char *below)
{
	char path[PATH_MAX], name[PATH_MAX];
	struct dirent **names = NULL;
	struct tree_file *file;
	struct stat st;
	int i, n, rc = 0;

	snprintf(path, sizeof path, "%s/%s", base, below);
	n = scandir(path, &names, NULL, alphasort);
	if (n < 0)
		return -1;
	for (i = 0; i < n; i++) {
		if (strcmp(names[i]->d_name, ".") == 0 || strcmp(names[i]->d_name, "..") == 0)
			continue;
		snprintf(name, sizeof name, "%s%s%s", below, *below != '\0' ? "/" : "", names[i]->d_name);
		if ((size_t)snprintf(path, sizeof path, "%s/%s", base, name) >= sizeof path ||
			lstat(path, &st) != 0 || (file = add(t, name, st.st_mode)) == NULL)
			rc = -1;
		else if (S_ISDIR(st.st_mode))
			rc |= read_folder(t, base, name);
		else if (S_ISREG(st.st_mode))
			rc |= read_file(file, path, (size_t)st.st_size);
	}
	for (i = 0; i < n; i++)
		free(names[i]);
	free(names);
	return rc;
}

int
tree_read(struct tree *t, const char *folder)
{
	*t = (struct tree){0};
	return read_folder(t, folder, "");
}

static int
remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
	(void)st;
	(void)type;
	return at->level == 0 ? 0 : remove(path);
}

static int
write_one(const struct tree_file *file, const char *path)
{
	int fd, rc;

	if (file->bytes == NULL)
		return mkdir(path, 0700);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return -1;
	rc = file_write_all(fd, file->bytes, file->n);
	if (fchmod(fd, file->mode) != 0)
		rc = -1;
	close(fd);
	return rc;
}

int
tree_write(const struct tree *t, const char *folder)
{
	char path[PATH_MAX];
	size_t i;

	if (mkdir(folder, 0700) != 0 && errno != EEXIST)
		return -1;
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	for (i = 0; i < t->count; i++) {
		snprintf(path, sizeof path, "%s/%s", folder, t->files[i].path);
		if (write_one(&t->files[i], path) != 0)
			return -1;
	}
	for (i = t->count; i-- > 0;) {
		snprintf(path, sizeof path, "%s/%s", folder, t->files[i].path);
		if (t->files[i].bytes == NULL && chmod(path, t->files[i].mode) != 0)
			return -1;
	}
	return 0;
}

const struct tree_file *
tree_find(const struct tree *t, const char *path)
{
	size_t i;

	for (i = 0; i < t->count; i++)
		if (strcmp(t->files[i].path, path) == 0)
			return &t->files[i];
	return NULL;
}

void
tree_free(struct tree *t)
{
	size_t i;

	for (i = 0; i < t->count; i++) {
		free(t->files[i].path);
		free(t->files[i].bytes);
	}
	free(t->files);
	*t = (struct tree){0};
}

/* SPDX-License-Identifier: ISC */
#include "fault/powercut_tree.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"

static void
must(int rc, const char *what)
{
	if (rc >= 0)
		return;
	perror(what);
	abort();
}

static void
clear(int at, const char *name)
{
	struct dirent *entry;
	DIR *dir;
	int fd;

	if (unlinkat(at, name, 0) == 0)
		return;
	fd = openat(at, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	dir = fd < 0 ? NULL : fdopendir(fd);
	if (dir == NULL)
		return;
	while ((entry = readdir(dir)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
			clear(fd, entry->d_name);
	closedir(dir);
	must(unlinkat(at, name, AT_REMOVEDIR), name);
}

/* SQLite's shared memory is not on the disk. */
static bool
is_memory(const char *name)
{
	size_t n = strlen(name);

	return n > 4 && strcmp(name + n - 4, "-shm") == 0;
}

/* Where an inode was made, for its second name. */
struct made {
	int fd;
	const char *name;
};

static void write_folder(struct powercut_disk *d, uint32_t folder, int at, struct made *made);

static void
write_name(struct powercut_disk *d, const struct powercut_name *name, int at, struct made *made)
{
	const struct powercut_inode *inode = &d->list[name->inode];
	const struct powercut_bytes *bytes = inode->pending > 0 ? &inode->now : &inode->durable;
	int fd;

	if (is_memory(name->name))
		return;
	if (inode->folder) {
		must(mkdirat(at, name->name, 0700), name->name);
		fd = openat(at, name->name, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
		must(fd, name->name);
		must(fchmod(fd, inode->mode), name->name);
		write_folder(d, name->inode, fd, made);
		close(fd);
		return;
	}
	if (made[name->inode].name != NULL) {
		must(linkat(made[name->inode].fd, made[name->inode].name, at, name->name, 0), name->name);
		return;
	}
	made[name->inode] = (struct made){at, name->name};
	fd = openat(at, name->name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	must(fd, name->name);
	must(fchmod(fd, inode->mode), name->name);
	must(file_write_all(fd, bytes->p, bytes->n), name->name);
	close(fd);
}

static void
write_folder(struct powercut_disk *d, uint32_t folder, int at, struct made *made)
{
	size_t i;

	for (i = 0; i < d->now.n; i++)
		if (d->now.list[i].folder == folder)
			write_name(d, &d->now.list[i], at, made);
}

void
powercut_tree_write(struct powercut_disk *d)
{
	static const char *const all[] = {"register", "conf", "owner", "anna"};
	struct made *made = calloc(d->inodes, sizeof *made);
	int at = open(d->base, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	size_t i;

	must(at, d->base);
	if (made == NULL)
		abort();
	for (i = 0; i < sizeof all / sizeof all[0]; i++)
		clear(at, all[i]);
	write_folder(d, 0, at, made);
	close(at);
	free(made);
}

/* The file that is called path below folder, or NULL. */
static const struct powercut_inode *
look(const struct powercut_disk *d, const char *path)
{
	uint32_t folder = 0;
	size_t i, n;

	for (;;) {
		n = strcspn(path, "/");
		for (i = 0; i < d->now.n; i++)
			if (d->now.list[i].folder == folder && strlen(d->now.list[i].name) == n &&
				memcmp(d->now.list[i].name, path, n) == 0)
				break;
		if (i == d->now.n)
			return NULL;
		if (path[n] == '\0')
			return &d->list[d->now.list[i].inode];
		folder = d->now.list[i].inode;
		path += n + 1;
	}
}

size_t
powercut_tree_compare(struct powercut_disk *d)
{
	const struct powercut_inode *inode;
	const struct powercut_bytes *bytes;
	const struct powercut_effect *e;
	size_t i, files = 0, wrong = 0;
	bool ended = false;

	for (i = 0; i < d->journal->n; i++) {
		e = &d->journal->list[i];
		ended |= e->r.kind == POWERCUT_END;
		if (e->r.kind != POWERCUT_END_FILE)
			continue;
		inode = look(d, e->name);
		bytes = inode == NULL ? NULL : inode->pending > 0 ? &inode->now : &inode->durable;
		files++;
		if (bytes != NULL && bytes->n == e->r.m &&
			(bytes->n == 0 || memcmp(bytes->p, e->data, bytes->n) == 0))
			continue;
		fprintf(stderr, "the journal does not tell how %s came about\n", e->name);
		wrong++;
	}
	for (i = 0; i < d->now.n; i++)
		files -= !d->list[d->now.list[i].inode].folder && !is_memory(d->now.list[i].name);
	if (files != 0 || !ended)
		fprintf(stderr, "the journal has other files than there are\n");
	return wrong + (files != 0) + !ended;
}

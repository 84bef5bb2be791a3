/* SPDX-License-Identifier: ISC */
#include "fault/powercut_disk.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NONE UINT32_MAX

void
powercut_disk_start(
	struct powercut_disk *d, const struct powercut_journal *j, enum powercut_ignore ignore)
{
	memset(d, 0, sizeof *d);
	d->journal = j;
	d->ignore = ignore;
	d->who = calloc(j->n + 1, sizeof d->who[0]);
	if (d->who == NULL)
		abort();
}

void
powercut_disk_free(struct powercut_disk *d)
{
	size_t i;

	for (i = 0; i < d->inodes; i++) {
		free(d->list[i].durable.p);
		free(d->list[i].now.p);
	}
	free(d->list);
	free(d->who);
	free(d->durable.list);
	free(d->now.list);
}

/* --- bytes, names, inodes -------------------------------------------------------------------- */

static uint32_t
find(const struct powercut_disk *d, uint64_t number)
{
	size_t i;

	/* the last: a number may be given again */
	for (i = d->inodes; i > 0; i--)
		if (d->list[i - 1].number == number)
			return (uint32_t)(i - 1);
	return NONE;
}

static uint32_t
add_inode(struct powercut_disk *d, uint64_t number, bool folder, uint32_t mode)
{
	if (d->inodes == d->room) {
		d->room = d->room == 0 ? 256 : d->room * 2;
		d->list = realloc(d->list, d->room * sizeof d->list[0]);
		if (d->list == NULL)
			abort();
	}
	d->list[d->inodes] = (struct powercut_inode){.number = number, .folder = folder, .mode = mode};
	return (uint32_t)d->inodes++;
}

void
powercut_disk_rename(const struct powercut_disk *d, struct powercut_names *names, size_t i)
{
	const struct powercut_effect *e = &d->journal->list[i];
	uint32_t folder = d->who[i].folder, inode = d->who[i].inode;

	switch (e->r.kind) {
	case POWERCUT_CREATE:
	case POWERCUT_MKDIR:
	case POWERCUT_LINK:
		powercut_names_bind(names, folder, e->name, e->r.n, inode);
		break;
	case POWERCUT_UNLINK:
		powercut_names_unbind(names, folder, e->name, e->r.n);
		break;
	case POWERCUT_RENAME:
		powercut_names_unbind(names, folder, e->name, e->r.n);
		powercut_names_bind(names, d->who[i].to, (const char *)e->data, e->r.m, inode);
		break;
	}
}

/* --- what becomes durable --------------------------------------------------------------------- */

bool
powercut_disk_is_of_names(uint32_t kind)
{
	return kind == POWERCUT_CREATE || kind == POWERCUT_MKDIR || kind == POWERCUT_LINK ||
		kind == POWERCUT_UNLINK || kind == POWERCUT_RENAME;
}

static void
settle(struct powercut_disk *d, size_t i)
{
	const struct powercut_effect *e = &d->journal->list[i];
	struct powercut_inode *inode = &d->list[d->who[i].inode];

	if (powercut_disk_is_of_names(e->r.kind)) {
		powercut_disk_rename(d, &d->durable, i);
		inode->named = true;
		return;
	}
	if (e->r.kind == POWERCUT_WRITE)
		powercut_bytes_overlay(&inode->durable, (size_t)e->r.at, e->data, e->r.m);
	else
		powercut_bytes_resize(&inode->durable, (size_t)e->r.at);
	inode->hash = 0;
	inode->pending--;
}

/* Whether a sync of inode (NONE: of everything) makes the effect i durable. */
static bool
covers(const struct powercut_disk *d, size_t i, uint32_t inode)
{
	const struct powercut_who *who = &d->who[i];

	if (inode == NONE)
		return true;
	if (powercut_disk_is_of_names(d->journal->list[i].r.kind))
		return who->folder == inode || who->to == inode;
	return who->inode == inode;
}

static void
sync_inode(struct powercut_disk *d, uint32_t inode)
{
	size_t i, left = 0;

	for (i = 0; i < d->n; i++) {
		if (covers(d, d->pending[i], inode))
			settle(d, d->pending[i]);
		else
			d->pending[left++] = d->pending[i];
	}
	d->n = left;
}

static bool
is_ignored(const struct powercut_disk *d, uint32_t inode)
{
	switch (d->ignore) {
	case POWERCUT_IGNORE_NOTHING:
		return false;
	case POWERCUT_IGNORE_FOLDERS:
		return d->list[inode].folder;
	case POWERCUT_IGNORE_FILES:
		return !d->list[inode].folder;
	case POWERCUT_IGNORE_KEYS:
		return d->list[inode].key;
	}
	return false;
}

static bool
is_keys(const struct powercut_disk *d, uint32_t folder)
{
	size_t i;

	for (i = 0; i < d->durable.n; i++)
		if (d->durable.list[i].inode == folder && strcmp(d->durable.list[i].name, "keys") == 0)
			return true;
	return false;
}

static void
add_base(struct powercut_disk *d, const struct powercut_effect *e)
{
	bool is_folder = e->r.kind == POWERCUT_BASE_FOLDER;
	uint32_t folder = find(d, e->r.folder), inode = add_inode(d, e->r.inode, is_folder, e->r.mode);

	d->list[inode].named = true;
	if (e->r.folder == 0) {
		d->base = e->name;
		return;
	}
	powercut_names_bind(&d->durable, folder, e->name, e->r.n, inode);
	d->list[inode].key = is_keys(d, folder);
	powercut_bytes_overlay(&d->list[inode].durable, 0, e->data, e->r.m);
}

/* Makes the inode that e gave a name to, the first one. */
static void
add_new(struct powercut_disk *d, const struct powercut_effect *e)
{
	uint32_t inode = add_inode(d, e->r.inode, e->r.kind == POWERCUT_MKDIR, e->r.mode);

	d->list[inode].key = is_keys(d, find(d, e->r.folder));
}

bool
powercut_disk_do(struct powercut_disk *d, size_t i)
{
	const struct powercut_effect *e = &d->journal->list[i];
	struct powercut_who *who = &d->who[i];

	switch (e->r.kind) {
	case POWERCUT_BASE_FOLDER:
	case POWERCUT_BASE_FILE:
		add_base(d, e);
		return false;
	case POWERCUT_UNKNOWN:
		fprintf(stderr, "not understood: %s\n", e->name);
		d->unknown = true;
		return false;
	case POWERCUT_CREATE:
	case POWERCUT_MKDIR:
		if (find(d, e->r.folder) == NONE)
			return false;
		add_new(d, e);
		break;
	case POWERCUT_SYNC_ALL:
		sync_inode(d, NONE);
		return true;
	case POWERCUT_WRITE:
	case POWERCUT_TRUNCATE:
	case POWERCUT_MODE:
	case POWERCUT_LINK:
	case POWERCUT_UNLINK:
	case POWERCUT_RENAME:
	case POWERCUT_SYNC:
		break;
	default:
		return false;
	}
	*who = (struct powercut_who){
		find(d, e->r.inode), find(d, e->r.folder), e->r.to == 0 ? NONE : find(d, e->r.to)};
	if (who->inode == NONE || (powercut_disk_is_of_names(e->r.kind) && who->folder == NONE))
		return false;
	if (e->r.kind == POWERCUT_MODE) {
		d->list[who->inode].mode = (uint32_t)e->r.at;
		return false;
	}
	if (e->r.kind == POWERCUT_SYNC) {
		if (!is_ignored(d, who->inode))
			sync_inode(d, who->inode);
		return true;
	}
	if (d->n == POWERCUT_DISK_PENDING)
		abort();
	d->pending[d->n++] = i;
	d->list[who->inode].pending += !powercut_disk_is_of_names(e->r.kind);
	return true;
}

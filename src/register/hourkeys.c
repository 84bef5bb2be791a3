/* SPDX-License-Identifier: ISC */
#include "register/hourkeys.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/nls.h"
#include "base/shred.h"

static int
add_name(struct hourkeys_list *list, size_t *room, const char *name)
{
	void *more;

	if (list->n == *room) {
		*room = *room == 0 ? 64 : *room * 2;
		more = realloc(list->names, *room * sizeof list->names[0]);
		if (more == NULL)
			return -1;
		list->names = more;
	}
	snprintf(list->names[list->n++], sizeof list->names[0], "%s", name);
	return 0;
}

int
hourkeys_list(int keys, struct hourkeys_list *list, struct fail *why)
{
	struct dirent *entry;
	size_t room = 0;
	DIR *dir;
	int fd = openat(keys, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	*list = (struct hourkeys_list){0};
	dir = fd < 0 ? NULL : fdopendir(fd);
	if (dir == NULL) {
		fail_errno(why, errno, _("cannot list the folder of hour keys"));
		if (fd >= 0)
			close(fd);
		return -1;
	}
	errno = 0;
	while (!list->cut && (entry = readdir(dir)) != NULL) {
		list->cut = list->n == HOURKEYS_MOST;
		if (!list->cut && strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0 &&
			add_name(list, &room, entry->d_name) != 0)
			break;
		errno = 0;
	}
	if (errno != 0) { /* of readdir, or no memory */
		fail_errno(why, errno, _("cannot list the folder of hour keys"));
		closedir(dir);
		hourkeys_free(list);
		return -1;
	}
	closedir(dir);
	return 0;
}

void
hourkeys_free(struct hourkeys_list *list)
{
	free(list->names);
	list->names = NULL;
	list->n = 0;
}

/* Judges a file called name and size bytes long by its first n bytes. */
static enum hourkeys_kind
judge(const char *name, const uint8_t *file, ssize_t n, off_t size, struct hourfile *head)
{
	uint8_t kid[HOURFILE_KID];

	if (n > 0 && shred_is_marked(file, (size_t)n))
		return HOURKEYS_GONE;
	if (n < HOURFILE_HEAD || size != HOURFILE_SIZE || hourfile_kid(name, ".key", kid) != 0 ||
		hourfile_read(file, head) != 0 || memcmp(head->kid, kid, sizeof kid) != 0)
		return HOURKEYS_STRANGE;
	return HOURKEYS_KEY;
}

enum hourkeys_kind
hourkeys_look(int keys, const char *name, unsigned links, struct hourfile *head)
{
	uint8_t kid[HOURFILE_KID], file[HOURFILE_HEAD];
	off_t size = 0;
	ssize_t n;

	if (hourfile_kid(name, ".tmp", kid) == 0)
		return HOURKEYS_UNFINISHED;
	if (hourfile_kid(name, ".old", kid) == 0)
		return HOURKEYS_OLD;
	n = file_read_head(keys, name, links, file, sizeof file, &size);
	if (n < 0)
		return errno == ENOENT ? HOURKEYS_NONE : HOURKEYS_STRANGE;
	return judge(name, file, n, size, head);
}

enum hourkeys_kind
hourkeys_read_linked(int keys, const uint8_t kid[static HOURFILE_KID], unsigned links,
	uint8_t file[static HOURFILE_SIZE])
{
	char name[HOURFILE_NAME];
	struct hourfile head;
	ssize_t n;
	off_t size;

	hourfile_name(kid, name);
	n = file_read_head(keys, name, links, file, HOURFILE_SIZE, &size);
	if (n < 0)
		return errno == ENOENT ? HOURKEYS_NONE : HOURKEYS_STRANGE;
	return judge(name, file, n, size, &head);
}

enum hourkeys_kind
hourkeys_read(int keys, const uint8_t kid[static HOURFILE_KID], uint8_t file[static HOURFILE_SIZE])
{
	return hourkeys_read_linked(keys, kid, 1, file);
}

int
hourkeys_write(int keys, const uint8_t kid[static HOURFILE_KID],
	const uint8_t file[static HOURFILE_SIZE], struct fail *why)
{
	char name[HOURFILE_NAME], tmp[HOURFILE_NAME];

	hourfile_name(kid, name);
	memcpy(tmp, name, sizeof tmp);
	memcpy(tmp + 2 * HOURFILE_KID, ".tmp", sizeof ".tmp");
	/* what a crash left under that name is overwritten, not only unlinked; what is no file of
	 * ours is only unlinked */
	if (shred_file(keys, tmp, 1) != 0 && errno != ENOENT && errno != EINVAL && errno != ELOOP)
		return fail_errno(why, errno, _("cannot overwrite the unfinished file %s"), tmp);
	if (file_place(keys, tmp, name, 0660, file, HOURFILE_SIZE) != 0)
		return fail_errno(why, errno, _("cannot write an hour key"));
	return 0;
}

int
hourkeys_shred(int keys, const uint8_t kid[static HOURFILE_KID], struct fail *why)
{
	char name[HOURFILE_NAME];

	hourfile_name(kid, name);
	if (shred_file(keys, name, 1) != 0 && errno != ENOENT)
		return fail_errno(why, errno, _("cannot overwrite the hour key %s"), name);
	return 0;
}
